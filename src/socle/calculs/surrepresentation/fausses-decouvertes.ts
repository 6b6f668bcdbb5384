/**
 * q value of each p, in the order given: flagging q ≤ α keeps the expected share of false flags among those flagged at most α, tests
 * independent or positively dependent. q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·m/j, at most 1.
 * Source: Benjamini and Hochberg, JRSS B 57 (1995), p. 289-300.
 */
export function adjustBenjaminiHochberg(ps: readonly number[]): number[] {
  if (ps.some((p) => !(p >= 0 && p <= 1))) throw new RangeError("A p value is between 0 and 1.");
  const qs = new Array<number>(ps.length).fill(1);
  const order = ps.map((_, i) => i).sort((i, j) => (ps[j] ?? 0) - (ps[i] ?? 0));
  let least = 1;
  for (const [rank, i] of order.entries()) {
    least = Math.min(least, ((ps[i] ?? 1) * ps.length) / (ps.length - rank));
    qs[i] = least;
  }
  return qs;
}
