/**
 * Why a number may not be shown, besides protecting another: `effectif` 0 < n < s; `groupe` a zero that reveals the class of each of a few persons.
 */
export type MotifSecret = "effectif" | "groupe" | "dominance" | "contributeurs";

/** One number that a release shows or masks. Its key is the same in every table and every release that holds it, which links the tables. */
export type CelluleSecret = {
  readonly cle: string;
  /** Never negative. */
  readonly valeur: number;
  /** True: a count; false: an amount, any real number. */
  readonly entiere: boolean;
  /** Null: nothing of its own to hide. */
  readonly motif: MotifSecret | null;
  /** Least width of the interval of values that a reader of everything can still suppose; 0 without a motive. */
  readonly amplitude: number;
  /** Cost of masking it when it has no motive. */
  readonly poids: number;
  /**
   * `libre`: may be shown or masked. `publiee`: shown by an earlier release, or known to all (a structural zero). `masquee`: masked by an earlier
   * release, or never shown by any. `connue`: printed elsewhere, whatever a release does.
   */
  readonly etat: "libre" | "publiee" | "masquee" | "connue";
};

/**
 * min ≤ Σ coefficient × cell ≤ max, known to all: a margin (min = max = 0), a year that is the sum of its quarters and of later corrections (min =
 * max = the corrections), a published verdict (one side only). Null: no bound on that side.
 */
export type Relation = {
  readonly termes: readonly (readonly [cle: string, coefficient: number])[];
  readonly min: number | null;
  readonly max: number | null;
  /** Published by a release with its verdicts, and unknown otherwise. */
  readonly dite?: true;
};

export type Systeme = { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly Relation[] };

/** What a reader of every release sees of a number. `publie` null: masked. `amplitude` null: nothing to protect. */
export type CelluleVue = {
  readonly cle: string;
  readonly publie: number | null;
  readonly entiere: boolean;
  readonly amplitude: number | null;
};

/** What can be deduced of a number that had to be hidden. `largeur` = max − min. */
export type Intervalle = {
  readonly cle: string;
  readonly min: number;
  readonly max: number;
  readonly largeur: number;
  readonly amplitude: number;
};

/**
 * `sure` only when every interval was proved wide enough. `defaut`: why nothing is proved (time-out, failure or silence of the solver, contradictory
 * published numbers); intervals are then incomplete.
 */
export type Audit = {
  readonly sure: boolean;
  readonly defaut: string | null;
  readonly intervalles: readonly Intervalle[];
  /** Intervals narrower than their amplitude. */
  readonly dangereuses: readonly Intervalle[];
  /** Problems solved, integer ones included. */
  readonly resolutions: number;
};

/** Called between two problems; false when the time is over. */
export type Suite = (fait: number, total: number) => boolean;
