import type { ObjetDecisionComite } from "../regles/comite.ts";
import type { CharteImmeuble } from "./charte.ts";
import type { Suivi } from "./suivi.ts";

/** A case named by its reference alone: no name, no door, no free text. */
export type CasComite = {
  readonly relogement: number;
  readonly reference: string;
  readonly immeuble: string;
  readonly fait: string;
};

export type DecisionNote = CasComite & { readonly objet: ObjetDecisionComite; readonly le: string };

/** What the comité de suivi reads; its page and its note (PDF, Word) show this object. */
export type NoteComite = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly jour: string;
  /** First day of the decisions and movements reported: the chosen one, else the last day on which the comité decided; null: it never has. */
  readonly depuis: string | null;
  readonly suivi: Suivi;
  readonly mouvements: readonly string[];
  readonly deuxRefus: readonly CasComite[];
  readonly bloques: readonly CasComite[];
  readonly decisions: readonly DecisionNote[];
  /** French sentences: the points submitted to the comité. */
  readonly demandes: readonly string[];
  readonly chartes: readonly CharteImmeuble[];
};
