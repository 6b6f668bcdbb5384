import type { GenreEvaluation } from "../../regles/evaluation/evaluation.ts";

/** The words of a decision that the EPCI gives to everyone, as they were published. */
export type DecisionPubliee = {
  /** « 2018-CC-02/3 ». */
  readonly numero: string;
  readonly instanceNom: string;
  /** Of the meeting. */
  readonly jour: string;
  readonly texte: string;
};

export type EvaluationOuverte = {
  readonly numero: string;
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly publieLe: string;
};

/** What everyone reads of the governance of a territory. */
export type CilQueries = {
  /** Those where a conférence is set up, by name. */
  territoires(): Promise<readonly { readonly epci: string; readonly nom: string }[]>;
  /** The latest first. */
  decisions(epci: string): Promise<readonly DecisionPubliee[]>;
  /** The latest years first; without their content. */
  evaluations(epci: string): Promise<readonly EvaluationOuverte[]>;
};
