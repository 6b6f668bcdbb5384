import type { GenreEvaluation } from "../../regles/evaluation/evaluation.ts";
import type { Evaluation } from "./evaluation.ts";

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

/** `empreinte` is the SHA-256 of the canonical JSON of `contenu`. */
export type EvaluationFigee = EnteteEvaluation & {
  readonly contenu: Evaluation;
  /** What is published of it. */
  readonly contenuPublic: Evaluation;
};

/** What everyone reads. */
export type EvaluationPubliee = {
  readonly numero: string;
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly contenu: Evaluation;
  readonly publieLe: string;
};

export type AnneesEvaluation = Pick<EnteteEvaluation, "genre" | "anneeDebut" | "anneeFin">;

/** Part → what is written under it. */
export type TextesEvaluation = Readonly<Record<string, string>>;

export type ProjetEvaluation = AnneesEvaluation & {
  readonly textes: TextesEvaluation;
  readonly modifieLe: string;
};

export type EvaluationQueries = {
  /** The latest first. */
  list(epci: string): Promise<readonly EnteteEvaluation[]>;
  find(epci: string, numero: string): Promise<EvaluationFigee | null>;
  /** Gives the next number of those years under a lock. */
  freeze(
    evaluation: AnneesEvaluation & {
      readonly epci: string;
      /** « EVAL-2017 ». */
      readonly prefixe: string;
      readonly contenu: Evaluation;
      readonly contenuPublic: Evaluation;
      readonly empreinte: string;
      readonly figePar: string;
    },
  ): Promise<EnteteEvaluation>;
  projets(epci: string): Promise<readonly ProjetEvaluation[]>;
  saveProjet(epci: string, projet: AnneesEvaluation & { readonly textes: TextesEvaluation }): Promise<void>;
  dropProjet(epci: string, annees: AnneesEvaluation): Promise<void>;
  /** The latest first. */
  publiees(epci: string): Promise<readonly EvaluationPubliee[]>;
  publiee(epci: string, numero: string): Promise<EvaluationPubliee | null>;
  /** false when it is published already. */
  publish(epci: string, publiee: EvaluationPubliee): Promise<boolean>;
  /** false when it is not published. */
  withdraw(epci: string, numero: string): Promise<boolean>;
};
