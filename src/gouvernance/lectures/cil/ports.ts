import { z } from "zod";
import { GENRES_EVALUATION } from "../../regles/evaluation/evaluation.ts";

/** The text of a decision as published. */
export const decisionPublieeRow = z.object({
  /** « 2018-CC-02/3 ». */
  numero: z.string(),
  instanceNom: z.string(),
  /** ISO day of the meeting. */
  jour: z.string(),
  texte: z.string(),
});
export type DecisionPubliee = Readonly<z.infer<typeof decisionPublieeRow>>;

export const evaluationOuverteRow = z.object({
  numero: z.string(),
  genre: z.enum(GENRES_EVALUATION),
  anneeDebut: z.number(),
  anneeFin: z.number(),
  publieLe: z.string(),
});
export type EvaluationOuverte = Readonly<z.infer<typeof evaluationOuverteRow>>;

/** Public data on the governance of a territory. */
export type CilQueries = {
  /** Territories with a conférence, by name. */
  territoires(): Promise<readonly { readonly epci: string; readonly nom: string }[]>;
  /** Latest first. */
  decisions(epci: string): Promise<readonly DecisionPubliee[]>;
  /** Latest years first, without their content. */
  evaluations(epci: string): Promise<readonly EvaluationOuverte[]>;
};
