import type { LigneBailleur, Mesures } from "#bilan/lectures/bilan.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { GenreEvaluation, PartieEvaluation } from "../../regles/evaluation/evaluation.ts";

/** French text, with the verdict that it goes with; null when it is not one of an objective. */
export type CelluleEvaluation = { readonly texte: string; readonly verdict: Verdict | null };

export type TableauEvaluation = {
  readonly titre: string;
  /** The first one heads the rows. */
  readonly colonnes: readonly { readonly titre: string; readonly nombre: boolean }[];
  readonly lignes: readonly (readonly CelluleEvaluation[])[];
  readonly total: readonly CelluleEvaluation[] | null;
  readonly note: string | null;
};

/** What one part says, before anybody writes in it. `lue` false: its source is absent or refused, and `phrases` says so. */
export type ContenuPartie = {
  readonly lue: boolean;
  readonly phrases: readonly string[];
  readonly tableaux: readonly TableauEvaluation[];
};

/** `texte`: what the officer wrote under it. */
export type PartieEcrite = ContenuPartie & {
  readonly code: PartieEvaluation;
  readonly titre: string;
  readonly texte: string | null;
};

/** The frozen report of a whole year that the figures are taken from. */
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

/** Shown by the page, the PDF and the Word file, and frozen as it is. */
export type Evaluation = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly titre: string;
  /** ISO day on which what is not frozen (rehousing, actions, decisions…) was read. */
  readonly etabliLe: string;
  /** The form that everyone may read: no figure of a bailleur, no small count. */
  readonly publique: boolean;
  readonly rapports: readonly RapportCite[];
  /** Empty in the public form. */
  readonly annees: readonly AnneeEvaluee[];
  readonly parties: readonly PartieEcrite[];
};

/** Something without which the evaluation cannot be made, or a part of it is empty; where to put it right, under the territory. */
export type ManqueEvaluation = {
  readonly phrase: string;
  readonly lien: string;
  readonly chemin: string;
};

/** What would be frozen today; `evaluation` and `publique` null when something is missing that nothing replaces. */
export type EvaluationPreparee = {
  readonly genre: GenreEvaluation;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly titre: string;
  readonly manques: readonly ManqueEvaluation[];
  readonly evaluation: Evaluation | null;
  readonly publique: Evaluation | null;
};
