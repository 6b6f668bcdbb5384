import type { Affectation } from "./lot.ts";

/**
 * How the proposal was found. `optimale`: the solver went to its end, `ecart` says how far from the best it can be at most. `interrompue`: the
 * best it had when its time ran out. `gloutonne`: without the solver, dwelling by dwelling; nothing proves that it is good.
 */
export const METHODES_PLAN = ["optimale", "interrompue", "gloutonne"] as const;
export type MethodePlan = (typeof METHODES_PLAN)[number];

export type Resolution = {
  readonly affectation: Affectation;
  readonly methode: MethodePlan;
  readonly valeur: number;
  /** No proposal can be worth more; null: not known, the linear program was not solved. */
  readonly borne: number | null;
  /** (bound − value) / bound, 0 to 1; null without a bound. */
  readonly ecart: number | null;
  /** For each objective, what one more attribution that counts would cost in months or points at least, in all; null when not known. */
  readonly prix: readonly number[] | null;
  /** Households replaced by another of the same effect that comes first in the order. */
  readonly echanges: number;
};
