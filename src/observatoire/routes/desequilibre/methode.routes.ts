import type { Context } from "hono";
import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, jour } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, typedOf } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exclureResidence, publierMethode, reprendreResidence } from "../../actes/desequilibre/ecrire-lecture.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { CHEMIN_DESEQUILIBRES } from "../../pages/desequilibre/chemin.ts";
import { renderMethodeDesequilibrePage } from "../../pages/desequilibre/methode-page.tsx";
import { MOTIFS_EXCLUSION } from "../../regles/desequilibre/exclusion.ts";
import type { MethodeSaisie } from "../../regles/desequilibre/methode.ts";
import { readVueDemandee } from "./question.ts";
import { listResidences } from "./residences.ts";

const CREER = garde("indicateur-interne", "creer", { partout: true });

export function methodeRoutes(app: Routes, site: Site): void {
  app.route(
    "/",
    pageActes(site, {
      chemin: `${CHEMIN_DESEQUILIBRES}/methode`,
      droit: garde("indicateur-interne", "lire"),
      show: showMethode,
      actes: { methode: PUBLIER, exclusion: EXCLURE, reprise: REPRENDRE },
    }),
  );
}

async function showMethode(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  // Own parameter « version »: « methode » is that of the page of résidences.
  const version = etat.acte === null ? (c.req.query("version") ?? "") : "";
  const { question } = readVueDemandee(epci, { methode: version }, aujourdhui);
  const [lus, exclusions, residences] = await Promise.all([
    readDesequilibres(base, site.memoire, question),
    base.desequilibres.exclusions(epci),
    listResidences(base, epci),
  ]);
  const shown = question.methode ?? lus.enVigueur;
  const methode = lus.methodes.find((one) => one.version === shown);
  if (!methode)
    throw introuvable("methode-inconnue", "Cette version de la méthode n’existe pas. Choisissez-la dans la liste.");
  return renderMethodeDesequilibrePage({
    cadre,
    epci,
    methode,
    exclusions,
    residences,
    aujourdhui,
    methodes: lus.methodes,
    enVigueur: lus.enVigueur,
    droits: {
      publier: peutPartout(acteur, "indicateur-interne", "valider", epci),
      exclure: peutPartout(acteur, "indicateur-interne", "creer", epci),
    },
    saisie: typedOf(etat),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const PUBLIER = defineActe({
  chemin: "",
  droit: garde("indicateur-interne", "valider", { partout: true }),
  annonce: "La version est publiée.",
  champs: { depuis: jour("À partir du"), acte: brut() },
  run: ({ base, epci, aujourdhui }, { depuis, acte }, saisie) =>
    publierMethode(base, epci, { depuis, acte, ...methodeOf(saisie) }, aujourdhui),
});

const EXCLURE = defineActe({
  chemin: `/${CHEMIN_DESEQUILIBRES}/exclusions`,
  droit: CREER,
  annonce: "La résidence est exclue de la lecture.",
  champs: {
    cle: brut(),
    motif: choix("Motif", MOTIFS_EXCLUSION),
    depuis: jour("À partir du"),
    acte: brut(),
  },
  run: ({ base, epci }, exclusion) => exclureResidence(base, epci, exclusion),
});

const REPRENDRE = defineActe({
  chemin: `/${CHEMIN_DESEQUILIBRES}/exclusions/:id/reprise`,
  droit: CREER,
  annonce: "La résidence revient dans la lecture à partir de demain.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) => reprendreResidence(base, epci, { id: numero("id"), jusquA: aujourdhui }),
});

/** Passes invalid numbers to `checkMethode`, which refuses them. */
function methodeOf(saisie: SaisieFormulaire): Omit<MethodeSaisie, "depuis" | "acte"> {
  const seuil = (nom: string) => readNombre(valeurDe(saisie, `seuil.${nom}`));
  return {
    indicateurs: INDICATEURS_OCCUPATION.flatMap((indicateur) => {
      const typed = valeurDe(saisie, `poids.${indicateur}`).trim();
      return typed === "" || indicateur === "impaye-3-mois" ? [] : [{ indicateur, poids: readNombre(typed) }];
    }),
    seuils: {
      etabli: seuil("etabli"),
      surveiller: seuil("surveiller"),
      q: seuil("q"),
      effectifMinimal: seuil("effectifMinimal"),
      ratio: seuil("ratio"),
      enjeuMixite: seuil("enjeuMixite"),
    },
  };
}

function readNombre(typed: string): number {
  return /^\d{1,3}([.,]\d{1,4})?$/.test(typed.trim()) ? Number(typed.trim().replace(",", ".")) : Number.NaN;
}
