/**
 * Smallest value whose cumulated count reaches `p` of the whole: the inverse of the distribution function, definition 1 of Hyndman and Fan
 * (« Sample Quantiles in Statistical Packages », The American Statistician 50, 1996), `percentile_disc` of SQL. `effectifs[v]` counts the
 * value v, a whole number; `total` is their sum. null when nothing is counted. Throws RangeError unless 0 ≤ p ≤ 1. Cost: one pass.
 */
export function quantileEffectifs(effectifs: ArrayLike<number>, total: number, p: number): number | null {
  return valeurDeRang(effectifs, rangQuantile(total, p));
}

/** Rank of the quantile p, from 1 (p = 0 included). Throws RangeError unless 0 ≤ p ≤ 1. */
export function rangQuantile(total: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}`);
  // Less 1e-9: 0.1 × 30 is 3.0000000000000004 and must not ask for a fourth.
  return Math.max(1, Math.ceil(p * total - 1e-9));
}

/** The value of the `rang`-th, in ascending order, from 1; null when fewer are counted. */
export function valeurDeRang(effectifs: ArrayLike<number>, rang: number): number | null {
  let cumul = 0;
  for (let v = 0; v < effectifs.length; v += 1) {
    cumul += effectifs[v] ?? 0;
    if (cumul >= rang) return v;
  }
  return null;
}
