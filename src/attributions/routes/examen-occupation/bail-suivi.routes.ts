import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  type Champ,
  choix,
  choixOuVide,
  jourOuVide,
  jourPasse,
  montantOuVide,
  propre,
  texte,
  texteLibre,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  cloreBailSuivi,
  examinerOccupation,
  suivreBail,
  suivreExamen,
  transmettreExamen,
} from "../../actes/examen-occupation/examiner-occupation.ts";
import { lireReserve } from "../../actes/examen-occupation/lire-reserve.ts";
import type { AdaptationOccupation } from "../../lectures/examen-occupation/ports.ts";
import { bailleurOf, findBailSuivi, ligneOf } from "../../lectures/examen-occupation/read-examens.ts";
import { renderBailSuiviPage } from "../../pages/examen-occupation/bail-suivi-page.tsx";
import { CHEMIN_BAUX_SUIVIS, cheminBailSuivi } from "../../pages/examen-occupation/chemins.ts";
import { SUITES_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { entree } from "../choix.ts";

const LIRE = garde("examen-occupation", "lire");
const CREER = garde("examen-occupation", "creer");
const MODIFIER = garde("examen-occupation", "modifier");
const REPONSES = ["oui", "non", "inconnu"] as const;

/** Posted from the page of all the leases. */
export const SUIVRE = defineActe({
  chemin: "baux",
  droit: CREER,
  annonce: "Le bail est suivi.",
  champs: ({ aujourdhui }) => ({
    cle: texte("Logement"),
    reference: texteOuVide(40),
    signe_le: jourPasse("Signé le", aujourdhui),
    commune: texteOuVide(5),
    typologie: choixOuVide("Typologie", TYPOLOGIES),
    surface: montantOuVide("Surface", { positif: true }),
  }),
  run: async ({ base, epci, aujourdhui }, { signe_le: signeLe, ...bail }) => {
    const id = await suivreBail(base, { ...bail, signeLe, epci, synthetique: false, aujourdhui });
    return new Suite({ chemin: cheminBailSuivi(id) });
  },
});

const EXAMINER = defineActe({
  chemin: "examen",
  droit: CREER,
  annonce: "L’examen est enregistré.",
  champs: ({ c, epci, aujourdhui }, saisie) => ({
    examine_le: jourPasse("Examiné le", aujourdhui),
    personnes: propre(readPersonnes, "Occupants\u00A0: écrivez un nombre entier, de 1 à 30, ou laissez vide."),
    typologie: choixOuVide("Typologie", TYPOLOGIES),
    surface: montantOuVide("Surface", { positif: true }),
    plafond: choix("Ressources", ["sous", "au-dessus", "inconnu"]),
    logement_adapte: choixOuVide("Logement adapté", REPONSES),
    depart: choixOuVide("Départ", REPONSES),
    besoin: choixOuVide("Adaptation", REPONSES),
    motif_lecture: isSensible(c, epci) && saysAdaptation(saisie) ? motif() : texteLibre(300),
  }),
  run: async (lieu, { examine_le: examineLe, motif_lecture, ...lu }) => {
    const { c, base, epci, aujourdhui, numero } = lieu;
    const { personnes, typologie, surface, plafond } = lu;
    const faits = { personnes, typologie, surface, plafond };
    const adaptation = isSensible(c, epci) ? adaptationOf(lu) : null;
    const examen = { epci, bail: numero("bail"), examineLe, faits, adaptation, aujourdhui };
    await examinerOccupation(adaptation === null ? base : withMotif(lieu, motif_lecture, "creer"), examen);
  },
});

function readPersonnes(valeur: string): number | null | undefined {
  if (valeur === "") return null;
  return /^\d{1,2}$/.test(valeur) && Number(valeur) >= 1 && Number(valeur) <= 30 ? Number(valeur) : undefined;
}

const CHAMPS_ADAPTATION = ["logement_adapte", "depart", "besoin"] as const;

function saysAdaptation(saisie: SaisieFormulaire): boolean {
  return CHAMPS_ADAPTATION.some((champ) => !["", "inconnu"].includes(valeurDe(saisie, champ)));
}

type Dite = Readonly<Record<(typeof CHAMPS_ADAPTATION)[number], (typeof REPONSES)[number] | null>>;

/** null: no answer. */
function adaptationOf({ logement_adapte, depart, besoin }: Dite): AdaptationOccupation | null {
  const adaptation = {
    logementAdapte: logement_adapte ?? "inconnu",
    depart: depart ?? "inconnu",
    besoin: besoin ?? "inconnu",
  };
  return Object.values(adaptation).every((reponse) => reponse === "inconnu") ? null : adaptation;
}

/** The row policies require a reason to read or write sensitive data. */
function motif(): Champ<string> {
  return propre(
    (valeur) => (valeur.length >= 10 && valeur.length <= 300 ? valeur : undefined),
    "Écrivez pourquoi, en dix signes au moins.",
  );
}

function withMotif({ c }: Lieu, motif: string, action: "lire" | "creer") {
  return c.var.bases.pour({ ...c.var.acteur, motif }, { ressource: "examen-occupation", action });
}

function isSensible({ var: { acteur } }: Context<Env>, epci: string): boolean {
  return habilitationFor(acteur, "examen-occupation", "creer", epci)?.sensible ?? false;
}

const TRANSMETTRE = defineActe({
  chemin: "transmettre",
  droit: MODIFIER,
  annonce: "Le dossier est à l’ordre du jour de la commission.",
  champs: { seance: entree("Séance\u00A0: choisissez-la dans la liste.") },
  run: ({ base, epci, aujourdhui, numero }, { seance }) =>
    transmettreExamen(base, { epci, bail: numero("bail"), seance, aujourdhui }),
});

const DONNER_SUITE = defineActe({
  chemin: "suite",
  droit: MODIFIER,
  annonce: "La suite est enregistrée.",
  champs: ({ aujourdhui }) => ({
    suite: choix("Suite", SUITES_OCCUPATION),
    suite_le: jourPasse("Le", aujourdhui),
    notifie_le: jourOuVide("Avis notifié au locataire le"),
  }),
  run: ({ base, epci, aujourdhui, numero }, { suite, suite_le: le, notifie_le: notifieLe }) =>
    suivreExamen(base, { epci, bail: numero("bail"), suite, le, notifieLe, aujourdhui }),
});

const CLORE = defineActe({
  chemin: "fin",
  droit: MODIFIER,
  annonce: "Le bail est clos.",
  champs: ({ aujourdhui }) => ({ clos_le: jourPasse("Fin du bail", aujourdhui) }),
  run: ({ base, epci, aujourdhui, numero }, { clos_le: le }) =>
    cloreBailSuivi(base, { epci, id: numero("bail"), le, aujourdhui }),
});

const LIRE_RESERVE = defineActe({
  chemin: "reserve",
  droit: LIRE,
  annonce: null,
  champs: { motif_lecture: motif() },
  run: async (lieu, { motif_lecture }) => {
    const { site, c, epci, numero } = lieu;
    const adaptation = await lireReserve(withMotif(lieu, motif_lecture, "lire"), epci, numero("bail"));
    return c.html(await renderBail(site, c, { saisie: {}, refus: SANS_REFUS, annonce: null }, adaptation));
  },
});

export function bailSuiviRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${CHEMIN_BAUX_SUIVIS}/:bail{[1-9][0-9]{0,14}}`,
    droit: LIRE,
    show: (_, c, etat) => renderBail(site, c, etat, null),
    actes: { examine: EXAMINER, transmis: TRANSMETTRE, suite: DONNER_SUITE, fin: CLORE, reserve: LIRE_RESERVE },
    annonces: { suivi: SUIVRE.annonce },
    dits: ["seance-inconnue"],
  });
}

async function renderBail(
  site: Site,
  c: Context<Env>,
  { annonce, ...formulaire }: Omit<EtatPage, "code" | "acte">,
  adaptation: AdaptationOccupation | null,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const bail = await findBailSuivi(base, epci, Number(c.req.param("bail")));
  const examens = await base.examensOccupation.examens(epci, bail.id);
  const seances = bailleurOf(base, epci) === null ? [] : await base.cal.list(epci);
  return renderBailSuiviPage({
    cadre,
    epci,
    examens,
    adaptation,
    formulaire,
    annonce,
    sensible: isSensible(c, epci),
    ligne: ligneOf({ bail, dernier: examens[0] ?? null }, site.deps.horloge.aujourdhui()),
    // An examination goes before a session of its own territory.
    seances: seances.filter(
      (seance) => seance.etat === "preparation" && seance.epci === epci && seance.organisation === bail.organisation,
    ),
    ecrire: bailleurOf(base, epci) === bail.organisation,
  });
}
