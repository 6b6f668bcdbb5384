import type { LigneBailleur, Mesures } from "#bilan/lectures/bilan.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { GenreEvaluation, PartieEvaluation } from "../../regles/evaluation/evaluation.ts";

/** French text, with its verdict; `verdict` null: no objective. */
export type CelluleEvaluation = { readonly texte: string; readonly verdict: Verdict | null };

export type TableauEvaluation = {
  readonly titre: string;
  /** The first column holds the headers of the rows. */
  readonly colonnes: readonly { readonly titre: string; readonly nombre: boolean }[];
  readonly lignes: readonly (readonly CelluleEvaluation[])[];
  readonly total: readonly CelluleEvaluation[] | null;
  readonly note: string | null;
};

/** A part without the officer's text. `lue` false: its source is absent or refused, and `phrases` says so. */
export type ContenuPartie = {
  readonly lue: boolean;
  readonly phrases: readonly string[];
  readonly tableaux: readonly TableauEvaluation[];
};

/** `texte`: the officer's text under the part. */
export type PartieEcrite = ContenuPartie & {
  readonly code: PartieEvaluation;
  readonly titre: string;
  readonly texte: string | null;
};

/** Frozen report of a whole year, source of the figures. */
export type RapportCite = {
  readonly annee: number;
  readonly numero: string;
  readonly figeLe: string;
  readonly empreinte: string;
};

/** Figures of the frozen bilan of a year. */
export type AnneeEvaluee = {
  readonly annee: number;
  readonly ensemble: Mesures;
  readonly bailleurs: readonly LigneBailleur[];
};

/** Data of the page, the PDF and the Word file, frozen as is. */
export type Evaluation = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly titre: string;
  /** ISO day of the reading of what is not frozen (rehousing, actions, decisions…). */
  readonly etabliLe: string;
  /** true: the public form, without any figure of a bailleur or small count. */
  readonly publique: boolean;
  readonly rapports: readonly RapportCite[];
  /** Empty in the public form. */
  readonly annees: readonly AnneeEvaluee[];
  readonly parties: readonly PartieEcrite[];
};

/** What prevents the evaluation, or leaves a part empty; `chemin`: where to correct it, under the territory. */
export type ManqueEvaluation = {
  readonly phrase: string;
  readonly lien: string;
  readonly chemin: string;
};

/** Evaluation as it would be frozen today; `evaluation` and `publique` null: something indispensable is missing. */
export type EvaluationPreparee = {
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly titre: string;
  readonly manques: readonly ManqueEvaluation[];
  readonly evaluation: Evaluation | null;
  readonly publique: Evaluation | null;
};
