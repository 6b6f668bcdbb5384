import { findValeur, parametre } from "#droit/regles/parametre.ts";
import type { DecisionCal } from "./decision.ts";

/** Why a dwelling is not given to a household. Codes that the national file has too are written as there (demande, MOTIFS_REFUS). */
export const MOTIFS_CAL = [
  "mieux-classe",
  "composition",
  "ressources",
  "plafond",
  "logement-possede",
  "dossier",
  "impayes",
  "logement-inadapte",
  "desequilibre",
  "conditions-acces",
  "piece-attendue",
  "examen-en-seance",
  "partage-des-voix",
] as const;
export type MotifCal = (typeof MOTIFS_CAL)[number];

export type DefinitionMotif = {
  /** In a list. */
  readonly libelle: string;
  /** As the household reads it, after « parce que ». */
  readonly phrase: string;
  readonly pour: readonly DecisionCal[];
  readonly article: string;
  /** No text that we have read names it. */
  readonly aConfirmer: boolean;
};

/** The closed list by day: a refusal is written with its reason (CCH, art. L. 441-2-2). */
const MOTIFS = parametre.structure<Readonly<Record<MotifCal, DefinitionMotif>>>("motifs");

/** On that day. */
export function motifOf(motif: MotifCal, jour: string): DefinitionMotif {
  return findValeur(MOTIFS, jour).valeur[motif];
}

/** Those that may be given to that decision, in the order of the list. */
export function motifsPour(decision: DecisionCal, jour: string): readonly MotifCal[] {
  return MOTIFS_CAL.filter((code) => motifOf(code, jour).pour.includes(decision));
}
