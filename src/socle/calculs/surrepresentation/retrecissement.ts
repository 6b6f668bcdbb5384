import { compiled, incbet, incbi } from "cephes";
import type { Intervalle } from "../petit-effectif/intervalle.ts";

await compiled;

export type Compte = { readonly part: number; readonly total: number };

/** What the résidences of a territory tell together of their rates: a Beta law of mean `taux` and weight `poids`. */
export type PriorBeta = {
  /** Rate of the whole territory, 0 to 1. */
  readonly taux: number;
  /** K, a number of households: the résidence weighs n/(n + K). null: no more spread than chance, all résidences share one rate. */
  readonly poids: number | null;
  /** Variance of the true rates between résidences; 0 when `poids` is null. */
  readonly variance: number;
};

/** Rates that are nearly all 0 or 1 would give a weight ≤ 0, which is no law: a prior weighs one household at least. */
const POIDS_MIN = 1;

/**
 * Moments of Kleinman: p = X/N, S = Σ n(p_r − p)², v = (S − p(1 − p)(k − 1)) / (N − Σn²/N − (k − 1)), K = p(1 − p)/v − 1. Full pooling when v ≤ 0, or
 * when v cannot be estimated (a single résidence, one household each). Empty résidences do not count; null without any household.
 * Source: Kleinman, JASA 68 (1973), p. 46-54.
 */
export function fitBetaPrior(comptes: readonly Compte[]): PriorBeta | null {
  let [k, parts, total, squares] = [0, 0, 0, 0];
  for (const compte of comptes) {
    checkCompte(compte);
    if (compte.total === 0) continue;
    k += 1;
    parts += compte.part;
    total += compte.total;
    squares += compte.total * compte.total;
  }
  if (total === 0) return null;
  const taux = parts / total;
  const spread = comptes.reduce((sum, c) => (c.total === 0 ? sum : sum + c.total * (c.part / c.total - taux) ** 2), 0);
  const binomiale = taux * (1 - taux);
  const scale = total - squares / total - (k - 1);
  // Rounding leaves some 10⁻¹³ where the exact value is 0.
  const variance = scale > 1e-9 * total ? (spread - binomiale * (k - 1)) / scale : 0;
  if (!(variance > 0) || binomiale === 0) return { taux, poids: null, variance: 0 };
  return { taux, poids: Math.max(POIDS_MIN, binomiale / variance - 1), variance };
}

/** The rate of one résidence, given those of the others. */
export type TauxRetreci = {
  /** (x + Kp)/(n + K), 0 to 1. */
  readonly estimation: number;
  /** Equal-tailed, 90 %: from the 5 % to the 95 % quantile of the posterior. */
  readonly intervalle90: Intervalle;
  /** P(rate > territory), 0 to 1. null under full pooling: the rate *is* the territory's. */
  readonly probaAuDessus: number | null;
};

/** Posterior Beta(Kp + x, K(1 − p) + n − x). An empty résidence gets the prior. */
export function shrink(prior: PriorBeta, compte: Compte): TauxRetreci {
  const loi = buildPosterieure(prior, compte);
  if (loi === null) return { estimation: prior.taux, intervalle90: [prior.taux, prior.taux], probaAuDessus: null };
  return {
    estimation: loi.a / (loi.a + loi.b),
    intervalle90: [incbi(loi.a, loi.b, 0.05), incbi(loi.a, loi.b, 0.95)],
    probaAuDessus: incbet(loi.b, loi.a, 1 - prior.taux),
  };
}

/** P(rate > seuil) alone, without the interval, which costs more; null under full pooling. `seuil`: a rate, where 1 or more gives 0. */
export function computeProbaAuDessus(prior: PriorBeta, compte: Compte, seuil: number): number | null {
  const loi = buildPosterieure(prior, compte);
  if (loi === null) return null;
  return seuil >= 1 ? 0 : seuil <= 0 ? 1 : incbet(loi.b, loi.a, 1 - seuil);
}

/** Parameters of the posterior; null under full pooling. */
export function buildPosterieure(
  { taux, poids }: PriorBeta,
  compte: Compte,
): { readonly a: number; readonly b: number } | null {
  checkCompte(compte);
  if (poids === null) return null;
  return { a: poids * taux + compte.part, b: poids * (1 - taux) + compte.total - compte.part };
}

/** Throws plain errors, for these are defects of the caller: a count is a whole number, a part is within its total. */
function checkCompte({ part, total }: Compte) {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(total) || part < 0 || part > total) {
    throw new RangeError(`Not a part of a whole count: ${part} of ${total}`);
  }
}
