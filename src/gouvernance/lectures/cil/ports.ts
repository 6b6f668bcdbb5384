import { z } from "zod";
import { GENRES_EVALUATION } from "../../regles/evaluation/evaluation.ts";

/** The words of a decision that the EPCI gives to everyone, as they were published. */
export const decisionPublieeRow = z.object({
  /** « 2018-CC-02/3 ». */
  numero: z.string(),
  instanceNom: z.string(),
  /** Of the meeting. */
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

/** What everyone reads of the governance of a territory. */
export type CilQueries = {
  /** Those where a conférence is set up, by name. */
  territoires(): Promise<readonly { readonly epci: string; readonly nom: string }[]>;
  /** The latest first. */
  decisions(epci: string): Promise<readonly DecisionPubliee[]>;
  /** The latest years first; without their content. */
  evaluations(epci: string): Promise<readonly EvaluationOuverte[]>;
};
