import type { Expression } from "./expression.ts";
import type { CodeFait, PreuveFait } from "./fait.ts";

/** CCH, art. L. 441-2-8: one scheme a territory, and another for mutations when the plan says so. */
export const NATURES_GRILLE = ["acces", "mutation"] as const;
export type NatureGrille = (typeof NATURES_GRILLE)[number];

export const LIBELLE_NATURE_GRILLE: Readonly<Record<NatureGrille, string>> = {
  acces: "Première demande",
  mutation: "Mutation",
};

/** How a rubric combines the points of its rules. */
export const COMBINAISONS = ["sum", "max", "first"] as const;
export type Combinaison = (typeof COMBINAISONS)[number];

export const LIBELLE_COMBINAISON: Readonly<Record<Combinaison, string>> = {
  sum: "Les points s’ajoutent",
  max: "Seul le critère qui donne le plus de points compte",
  first: "Seul le premier critère rempli compte",
};

export type Points =
  | { readonly genre: "fixe"; readonly points: number }
  /**
   * `points` for each whole `pas` of the fact (months for a day), `plafond` at most in absolute value: without it, an unknown fact would have no
   * bound.
   */
  | {
      readonly genre: "par-unite";
      readonly fait: CodeFait;
      readonly pas: number;
      readonly points: number;
      readonly plafond: number;
    };

export type Critere = {
  readonly id: string;
  readonly libelle: string;
  readonly si: Expression;
  readonly points: Points;
  /** Proof needed for the points: the household's word, or an accepted piece. */
  readonly preuve: PreuveFait;
  /** Categories of art. L. 441-1 that the rule implements. */
  readonly priorites: readonly string[];
};

export type Rubrique = {
  readonly id: string;
  readonly libelle: string;
  readonly combinaison: Combinaison;
  /** Maximum points; null: none. */
  readonly plafond: number | null;
  readonly criteres: readonly Critere[];
};

/** Content of a scheme; the version that carries it holds its nature, number and days. */
export type ContenuGrille = {
  readonly rubriques: readonly Rubrique[];
  /** Between equal points: the older demande, then the identifier, so that the order is never random. */
  readonly departage: "anciennete-puis-identifiant";
};

export const LIBELLE_PREUVE: Readonly<Record<PreuveFait, string>> = {
  declare: "Sur déclaration",
  justifie: "Sur justificatif",
};
