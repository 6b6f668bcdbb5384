export type GenreEvaluation = "annuelle" | "triennale";

/** What lists show of a frozen evaluation. */
export type EnteteEvaluation = {
  readonly id: number;
  readonly epci: string;
  /** « EVAL-2017-01 ». */
  readonly numero: string;
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly empreinte: string;
  readonly figeLe: string;
  readonly figePar: string;
  readonly publieLe: string | null;
};

export type EvaluationQueries = {
  /** The latest first. */
  list(epci: string): Promise<readonly EnteteEvaluation[]>;
};
