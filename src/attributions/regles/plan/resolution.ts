import type { Affectation } from "./lot.ts";

/**
 * How the proposal was found. `optimale`: the solver ended, `ecart` bounds the distance to the best. `interrompue`: the
 * best found when its time ran out. `gloutonne`: without the solver, dwelling by dwelling, without proof of quality.
 */
export const METHODES_PLAN = ["optimale", "interrompue", "gloutonne"] as const;
export type MethodePlan = (typeof METHODES_PLAN)[number];

export type Resolution = {
  readonly affectation: Affectation;
  readonly methode: MethodePlan;
  readonly valeur: number;
  /** Upper bound of the value; null: unknown, the linear program was not solved. */
  readonly borne: number | null;
  /** (bound − value) / bound, 0 to 1; null without a bound. */
  readonly ecart: number | null;
  /** For each objective, least total cost of one more attribution that counts, in months or points; null: unknown. */
  readonly prix: readonly number[] | null;
  /** Count of the households replaced by another of the same effect that comes before in the order. */
  readonly echanges: number;
};
