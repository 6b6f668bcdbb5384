import { compiled, incbet, incbi } from "cephes";
import type { Intervalle } from "../petit-effectif/intervalle.ts";

await compiled;

/** Households that count, among those counted. */
export type Compte = { readonly part: number; readonly total: number };

/** What the résidences of a territory say together of their rates: a Beta law of mean `taux` and weight `poids`. */
export type PriorBeta = {
  /** Rate of the whole territory, 0 to 1. */
  readonly taux: number;
  /** K: as many households, so to say; the résidence counts for n/(n + K). null: no more spread than chance, all résidences are one. */
  readonly poids: number | null;
  /** Variance between the true rates of résidences; 0 when `poids` is null. */
  readonly variance: number;
};

/** Rates that are nearly all 0 or 1 would give a weight of 0 or less, which is no law: one household is the least a territory says. */
const POIDS_MIN = 1;

/**
 * Moments of Kleinman: p = X/N, S = Σ n(p_r − p)², v = (S − p(1 − p)(k − 1)) / (N − Σn²/N − (k − 1)), K = p(1 − p)/v − 1. Full pooling when
 * v ≤ 0, or when nothing can be said of it (a single résidence, one household each). Empty résidences do not count; null without any household.
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

/** What is known of one résidence's rate once the others have spoken. */
export type TauxRetreci = {
  /** (x + Kp)/(n + K), 0 to 1. */
  readonly estimation: number;
  /** Equal-tailed, 90 %: from the 5 % to the 95 % quantile of the posterior. */
  readonly intervalle90: Intervalle;
  /** P(rate > territory), 0 to 1. null under full pooling: the rate *is* the territory's, neither above nor under. */
  readonly probaAuDessus: number | null;
};

/** Posterior Beta(Kp + x, K(1 − p) + n − x). A résidence without any household gets what the territory says of any résidence. */
export function shrink(prior: PriorBeta, compte: Compte): TauxRetreci {
  const loi = buildPosterieure(prior, compte);
  if (loi === null) return { estimation: prior.taux, intervalle90: [prior.taux, prior.taux], probaAuDessus: null };
  return {
    estimation: loi.a / (loi.a + loi.b),
    intervalle90: [incbi(loi.a, loi.b, 0.05), incbi(loi.a, loi.b, 0.95)],
    probaAuDessus: incbet(loi.b, loi.a, 1 - prior.taux),
  };
}

/** P(rate > seuil) alone, without the interval that costs more; null under full pooling. `seuil`: a rate; beyond 1 nothing is above. */
export function computeProbaAuDessus(prior: PriorBeta, compte: Compte, seuil: number): number | null {
  const loi = buildPosterieure(prior, compte);
  if (loi === null) return null;
  return seuil >= 1 ? 0 : seuil <= 0 ? 1 : incbet(loi.b, loi.a, 1 - seuil);
}

/** The two parameters of that law; null under full pooling. */
export function buildPosterieure(
  { taux, poids }: PriorBeta,
  compte: Compte,
): { readonly a: number; readonly b: number } | null {
  checkCompte(compte);
  if (poids === null) return null;
  return { a: poids * taux + compte.part, b: poids * (1 - taux) + compte.total - compte.part };
}

/** Caller errors are programming errors: a count is a whole number, a part is within its total. */
function checkCompte({ part, total }: Compte) {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(total) || part < 0 || part > total) {
    throw new RangeError(`Not a part of a whole count: ${part} of ${total}`);
  }
}
