/**
 * Smallest value whose cumulated count reaches `p` of the whole: the inverse of the distribution function, definition 1 of Hyndman and Fan
 * (« Sample Quantiles in Statistical Packages », The American Statistician 50, 1996), `percentile_disc` of SQL. `effectifs[v]` counts the
 * value v, a whole number. null when nothing is counted. Throws RangeError unless 0 ≤ p ≤ 1. Cost: one pass.
 */
export function quantileEffectifs(effectifs: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}`);
  let total = 0;
  for (let v = 0; v < effectifs.length; v += 1) total += effectifs[v] ?? 0;
  if (total === 0) return null;
  // The first of them when p is 0. Rounded at 1e-9: 0.1 × 30 is 3.0000000000000004 and must not ask for a fourth.
  const rang = Math.max(1, Math.ceil(p * total - 1e-9));
  let cumul = 0;
  for (let v = 0; v < effectifs.length; v += 1) {
    cumul += effectifs[v] ?? 0;
    if (cumul >= rang) return v;
  }
  return null;
}
