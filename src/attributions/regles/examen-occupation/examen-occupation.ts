import type { SituationOccupation } from "#droit/regles/examen-triennal.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Source of the lease: signed in Blaise, typed by its bailleur, or read in RPLS, which gives its month. */
export const SOURCES_BAIL_SUIVI = ["blaise", "saisi", "rpls"] as const;
export type SourceBailSuivi = (typeof SOURCES_BAIL_SUIVI)[number];

export const LIBELLE_SOURCE_BAIL: Readonly<Record<SourceBailSuivi, string>> = {
  blaise: "Signé dans Blaise",
  saisi: "Saisi par le bailleur",
  rpls: "Lu dans RPLS, au mois près",
};

/** Opinions of the commission on the conditions of occupation, and on the offers to propose. It may advise home ownership. */
export const AVIS_OCCUPATION = ["plus-grand", "plus-petit", "adapte", "adaptation", "accession", "maintien"] as const;
export type AvisOccupation = (typeof AVIS_OCCUPATION)[number];

export const LIBELLE_AVIS_OCCUPATION: Readonly<Record<AvisOccupation, string>> = {
  "plus-grand": "Proposer un logement plus grand",
  "plus-petit": "Proposer un logement plus petit",
  adapte: "Proposer un logement adapté",
  adaptation: "Adapter le logement occupé",
  accession: "Conseiller l’accession à la propriété",
  maintien: "Maintien dans le logement, sans offre",
};

/** Follow-up of the « parcours résidentiel » by the bailleur and the tenant. A refusal takes nothing from the household. */
export const SUITES_OCCUPATION = ["offre", "acceptee", "refusee", "aucune"] as const;
export type SuiteOccupation = (typeof SUITES_OCCUPATION)[number];

export const LIBELLE_SUITE_OCCUPATION: Readonly<Record<SuiteOccupation, string>> = {
  offre: "Offre faite, réponse attendue",
  acceptee: "Offre acceptée",
  refusee: "Offre refusée par le locataire",
  aucune: "Parcours examiné, sans offre",
};

export const PLAFONDS_OCCUPATION = ["sous", "au-dessus", "inconnu"] as const;
export type PlafondOccupation = (typeof PLAFONDS_OCCUPATION)[number];

export const LIBELLE_PLAFOND_OCCUPATION: Readonly<Record<PlafondOccupation, string>> = {
  sous: "Au plafond ou en dessous",
  "au-dessus": "Au-dessus du plafond",
  inconnu: "Non connues",
};

export const ETATS_EXAMEN = ["a-jour", "bientot", "en-retard", "a-transmettre", "transmis", "a-suivre"] as const;
export type EtatExamen = (typeof ETATS_EXAMEN)[number];

export const LIBELLE_ETAT_EXAMEN: Readonly<Record<EtatExamen, string>> = {
  "a-jour": "À jour",
  bientot: "À examiner dans les trois mois",
  "en-retard": "Examen en retard",
  "a-transmettre": "Dossier à transmettre à la commission",
  transmis: "Devant la commission",
  "a-suivre": "Avis rendu, parcours à examiner",
};

type ATransmettre = {
  readonly situations: readonly SituationOccupation[];
  readonly reservee: boolean;
  readonly transmisLe: string | null;
};

/** Days before its deadline when an examination is near. */
const JOURS_BIENTOT = 92;

/** Next step of a lease on that day, from its last examination. `echeanceLe` null: no text asks for one. */
export function etatExamen(
  dernier: (ATransmettre & { readonly avis: AvisOccupation | null; readonly suite: SuiteOccupation | null }) | null,
  echeanceLe: string | null,
  aujourdhui: string,
): EtatExamen {
  if (dernier) {
    if (dernier.avis !== null && dernier.suite === null) return "a-suivre";
    if (dernier.transmisLe !== null && dernier.avis === null) return "transmis";
    if (isATransmettre(dernier)) return "a-transmettre";
  }
  if (echeanceLe === null || echeanceLe > addDays(aujourdhui, JOURS_BIENTOT)) return "a-jour";
  return echeanceLe < aujourdhui ? "en-retard" : "bientot";
}

export function isATransmettre({ situations, reservee, transmisLe }: ATransmettre): boolean {
  return transmisLe === null && (situations.length > 0 || reservee);
}

/** Refuses `examen-date`: a future day, or one before the lease. */
export function checkJourExamen(examineLe: string, signeLe: string, aujourdhui: string): void {
  if (examineLe >= signeLe && examineLe <= aujourdhui) return;
  throw new Refus("examen-date", "Examiné le : choisissez un jour entre la signature du bail et aujourd’hui.", {
    champ: "examine_le",
  });
}

/** Refuses `bail-suivi-cle`, `bail-suivi-reference`: they identify a dwelling or a lease, never a person. */
export function checkBailSuivi({ cle, reference }: { readonly cle: string; readonly reference: string | null }): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,59}$/u.test(cle)) {
    throw new Refus(
      "bail-suivi-cle",
      "Logement : donnez l’identifiant RPLS, ou la référence de votre organisation (60 signes au plus, lettres et chiffres).",
      { champ: "cle" },
    );
  }
  if (reference !== null && !/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}./_-]{0,39}$/u.test(reference)) {
    throw new Refus(
      "bail-suivi-reference",
      "Référence du bail : écrivez celle de votre organisation, avec un chiffre au moins et sans espace ; jamais un nom.",
      { champ: "reference" },
    );
  }
}
