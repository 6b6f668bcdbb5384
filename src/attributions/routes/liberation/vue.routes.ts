import type { Context } from "hono";
import { EXCEPTIONS_CANDIDATS } from "#droit/regles/exception-candidats.ts";
import { CODES_RESERVATAIRE } from "#engagements/regles/contingent/droit.ts";
import { readChoixParties } from "#engagements/routes/contingent/saisie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, choixOuVide, jour, numeroOuVide, parmi, relu, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { annulerBailAttribue } from "../../actes/bail/annuler-bail.ts";
import { reconnaitreActionLogement } from "../../actes/bail/signer-bail.ts";
import {
  repondreDesignation,
  reprendreDesignation,
  solliciterReservataire,
} from "../../actes/candidature/solliciter-reservataire.ts";
import { excepterLiberation, orienterLiberation, retirerLiberation } from "../../actes/liberation/orienter.ts";
import { computeVueLiberation } from "../../lectures/liberation/compute-vue.ts";
import { renderLiberationPage } from "../../pages/liberation/liberation-page.tsx";
import { CAUSES_ANNULATION } from "../../regles/bail/annulation.ts";
import { termeDesignation } from "../../regles/candidature/delai-designation.ts";
import { ORIENTATIONS } from "../../regles/liberation/liberation.ts";
import { ACTES_CANDIDATURE } from "./candidature-actes.ts";
import { DATER, OUVRIR } from "./formulaire.routes.ts";

/** Path under the territory. */
export const UNE_LIBERATION = "liberations/:id{[1-9][0-9]{0,14}}";

const MODIFIER = garde("logement-prive", "modifier");

const ORIENTER = defineActe({
  chemin: "orientation",
  droit: MODIFIER,
  annonce: "L’orientation est enregistrée.",
  champs: { orientation: choix("Profil retenu", ORIENTATIONS), motif: texteLibre(500), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, orientation) =>
    orienterLiberation(base, { epci, id: numero("id"), aujourdhui, ...orientation }),
});

const EXCEPTER = defineActe({
  chemin: "exception",
  droit: MODIFIER,
  annonce: "La raison est enregistrée.",
  champs: {
    exception: choixOuVide("Raison légale", EXCEPTIONS_CANDIDATS),
    exception_motif: texteLibre(500),
    relu: relu(),
  },
  run: ({ base, epci, aujourdhui, numero }, { exception, exception_motif: motif, relu }) =>
    excepterLiberation(base, { epci, id: numero("id"), aujourdhui, exception, motif, relu }),
});

const RETIRER = defineActe({
  chemin: "retrait",
  droit: MODIFIER,
  annonce: "Le logement est retiré.",
  champs: { retrait_motif: texteLibre(300), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, { retrait_motif: motif, relu }) =>
    retirerLiberation(base, { epci, id: numero("id"), aujourdhui, motif, relu }),
});

const SOLLICITER = defineActe({
  chemin: "reservataire",
  droit: MODIFIER,
  annonce: "Le réservataire peut lire ce logement et y désigner ses candidats.",
  champs: async ({ base, epci }) => ({
    contingent: choix("Contingent", CODES_RESERVATAIRE),
    avant: jour("Réponse attendue jusqu’au"),
    droit: numeroOuVide(),
    reservataire: parmi(
      "Réservataire",
      (await readChoixParties(base, epci)).reservataires.map(({ id }) => String(id)),
    ),
  }),
  run: ({ base, epci, aujourdhui, numero }, { reservataire, ...demande }) =>
    solliciterReservataire(base, {
      epci,
      liberation: numero("id"),
      reservataire: Number(reservataire),
      aujourdhui,
      ...demande,
    }),
});

const REPRENDRE = defineActe({
  chemin: "reprise",
  droit: MODIFIER,
  annonce: "Le logement revient au bailleur.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) =>
    reprendreDesignation(base, { epci, liberation: numero("id"), aujourdhui }),
});

const REPONDRE = defineActe({
  chemin: "reponse",
  droit: garde("proposition", "creer"),
  annonce: "Votre réponse est enregistrée.",
  champs: { reponse: choix("Réponse", ["designe", "rendu"]), rendu_motif: texteLibre(300), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, { reponse, rendu_motif: motif, relu }) =>
    repondreDesignation(base, { epci, liberation: numero("id"), reponse, motif, relu, aujourdhui }),
});

const ANNULER = defineActe({
  chemin: "annulation",
  droit: garde("attribution", "valider"),
  annonce: "Le bail est annulé : le logement est de nouveau à attribuer et plus rien ne compte ce bail.",
  champs: {
    annulation_cause: choix("Pourquoi", CAUSES_ANNULATION),
    annulation_motif: texteLibre(300),
    relu: relu(),
  },
  run: ({ base, epci, aujourdhui, numero }, { annulation_cause: cause, annulation_motif: motif, relu }) =>
    annulerBailAttribue(base, { epci, liberation: numero("id"), aujourdhui, cause, motif, relu }),
});

const RECONNAITRE = defineActe({
  chemin: "action-logement",
  droit: garde("attribution", "modifier"),
  annonce: "La reconnaissance est enregistrée.",
  champs: { action_logement: choix("Action Logement", ["oui", "non", "inconnu"]) },
  run: ({ base, epci, aujourdhui, numero }, { action_logement: reponse }) =>
    reconnaitreActionLogement(base, { epci, liberation: numero("id"), reponse, aujourdhui }),
});

export function vueRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: UNE_LIBERATION,
    droit: garde("logement-prive", "lire"),
    show: showVue,
    actes: {
      orientee: ORIENTER,
      exceptee: EXCEPTER,
      retiree: RETIRER,
      sollicite: SOLLICITER,
      repris: REPRENDRE,
      repondu: REPONDRE,
      annule: ANNULER,
      reconnu: RECONNAITRE,
      ...ACTES_CANDIDATURE,
    },
    annonces: { ouverte: OUVRIR.annonce, datee: DATER.annonce },
    dits: [
      "candidature-inconnue",
      "demande-introuvable",
      "designation-pas-a-vous",
      "dossier-inconnu",
      "offre-non-attendue",
    ],
  });
}

async function showVue(site: Site, c: Context<Env>, { refus, annonce, ...typed }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const question = { epci, id: Number(c.req.param("id")), aujourdhui };
  const vue = await computeVueLiberation(base, site, question);
  const { reservataires } = vue.droits.modifier ? await readChoixParties(base, epci) : { reservataires: [] };
  const saisie: SaisieFormulaire = {
    orientation: [vue.liberation.orientation ?? vue.profils[0]?.orientation ?? "aucune"],
    motif: [vue.liberation.orientationMotif ?? ""],
    exception: [vue.liberation.exception ?? ""],
    exception_motif: [vue.liberation.exceptionMotif ?? ""],
    avant: [termeDesignation(aujourdhui, vue.liberation.filiere) ?? ""],
    ...typed.saisie,
  };
  return renderLiberationPage({
    cadre,
    epci,
    vue,
    annonce,
    etat: { saisie, refus },
    reservataires: reservataires.map(({ id, nom }) => ({ organisation: id, nom })),
  });
}
