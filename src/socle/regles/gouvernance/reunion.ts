import { conflit } from "../shared/refus.ts";

export const ETATS_REUNION = ["preparation", "convoquee", "ouverte", "close", "annulee"] as const;
export type EtatReunion = (typeof ETATS_REUNION)[number];

export const LIBELLE_ETAT_REUNION: Readonly<Record<EtatReunion, string>> = {
  preparation: "En préparation",
  convoquee: "Convoquée",
  ouverte: "Ouverte",
  close: "Close",
  annulee: "Annulée",
};

/** Origin of a point of the agenda: an alert of the product, a blocked case, a measure, a document, or the officer's words. */
export const NATURES_POINT = [
  "objectif-en-retard",
  "verdict-indecidable",
  "residence-desequilibree",
  "demandes-anciennes",
  "menages-deux-refus",
  "action-en-retard",
  "echeance-proche",
  "donnees-absentes",
  "decision-en-retard",
  "cas-bloque",
  "mesure-corrective",
  "document",
  "libre",
] as const;
export type NaturePoint = (typeof NATURES_POINT)[number];

export const LIBELLE_NATURE_POINT: Readonly<Record<NaturePoint, string>> = {
  "objectif-en-retard": "Objectif en retard",
  "verdict-indecidable": "Verdict indécidable",
  "residence-desequilibree": "Résidence en déséquilibre",
  "demandes-anciennes": "Demandes anciennes",
  "menages-deux-refus": "Ménages à deux refus",
  "action-en-retard": "Action en retard",
  "echeance-proche": "Échéance proche",
  "donnees-absentes": "Données non reçues",
  "decision-en-retard": "Décision en retard",
  "cas-bloque": "Cas bloqué",
  "mesure-corrective": "Mesure corrective",
  document: "Document",
  libre: "Point libre",
};

export const ETATS_POINT = ["inscrit", "traite", "reporte"] as const;
export type EtatPoint = (typeof ETATS_POINT)[number];

export const LIBELLE_ETAT_POINT: Readonly<Record<EtatPoint, string>> = {
  inscrit: "À traiter",
  traite: "Traité",
  reporte: "Reporté",
};

export const ETATS_PRESENCE = ["present", "represente", "excuse", "absent"] as const;
export type EtatPresence = (typeof ETATS_PRESENCE)[number];

export const LIBELLE_ETAT_PRESENCE: Readonly<Record<EtatPresence, string>> = {
  present: "Présent",
  represente: "Représenté",
  excuse: "Excusé",
  absent: "Absent",
};

export const ETATS_DECISION_INSTANCE = ["a-faire", "en-cours", "faite", "abandonnee"] as const;
export type EtatDecisionInstance = (typeof ETATS_DECISION_INSTANCE)[number];

export const LIBELLE_ETAT_DECISION_INSTANCE: Readonly<Record<EtatDecisionInstance, string>> = {
  "a-faire": "À faire",
  "en-cours": "En cours",
  faite: "Faite",
  abandonnee: "Abandonnée",
};

export const GENRES_PIECE_REUNION = [
  "rapport",
  "pack",
  "evaluation",
  "bilan-bailleur",
  "convention-objectif",
  "releve",
] as const;
export type GenrePieceReunion = (typeof GENRES_PIECE_REUNION)[number];

/** Allowed next states: an open meeting is held to its end; a closed or cancelled one is final. */
const SUITES_REUNION: Readonly<Record<EtatReunion, readonly EtatReunion[]>> = {
  preparation: ["convoquee", "annulee"],
  convoquee: ["ouverte", "annulee"],
  ouverte: ["close"],
  close: [],
  annulee: [],
};

/** Whether day, time and place may still change. */
export function isReunionModifiable(etat: EtatReunion): boolean {
  return etat === "preparation" || etat === "convoquee";
}

const POURQUOI: Readonly<Record<EtatReunion, string>> = {
  preparation: "elle est encore en préparation\u00A0: envoyez d’abord les convocations",
  convoquee: "elle est déjà convoquée",
  ouverte: "elle est ouverte\u00A0: tenez-la, puis fermez-la",
  close: "elle est close",
  annulee: "elle est annulée",
};

/** Refuses `reunion-etat`, naming the present state. */
export function checkSuiteReunion(de: EtatReunion, vers: EtatReunion): void {
  if (SUITES_REUNION[de].includes(vers)) return;
  throw conflit(
    "reunion-etat",
    `Cette réunion ne peut pas passer à l’état «\u00A0${LIBELLE_ETAT_REUNION[vers]}\u00A0»\u00A0: ${POURQUOI[de]}.`,
    { de, vers },
  );
}
