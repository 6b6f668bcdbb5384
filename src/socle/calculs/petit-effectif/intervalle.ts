import { compiled, incbet, incbi, ndtri } from "cephes";

// Takes some 30 ms, once, when the program starts: what follows can then be plain functions.
await compiled;

/** Lowest and highest plausible rate, 0 to 1. */
export type Intervalle = readonly [number, number];

/**
 * Score interval of a binomial proportion, two-sided, without continuity correction. Covers about `confiance` on average, whatever
 * the rate, down to a handful of leases. null when `total` is 0. Source: Wilson, JASA 22 (1927), p. 209-212.
 */
export function boundWilson(part: number, total: number, confiance = 0.95): Intervalle | null {
  if (isEmpty(part, total, confiance)) return null;
  const z = ndtri(1 - alphaOf(confiance));
  const taux = part / total;
  const scale = 1 + (z * z) / total;
  const centre = (taux + (z * z) / (2 * total)) / scale;
  const half = (z / scale) * Math.sqrt((taux * (1 - taux)) / total + (z * z) / (4 * total * total));
  return [part === 0 ? 0 : centre - half, part === total ? 1 : centre + half];
}

/**
 * « Exact » interval, from the two one-sided binomial tests: never covers less than `confiance`, hence wider than Wilson's.
 * null when `total` is 0. Source: Clopper and Pearson, Biometrika 26 (1934), p. 404-413.
 */
export function boundClopperPearson(part: number, total: number, confiance = 0.95): Intervalle | null {
  if (isEmpty(part, total, confiance)) return null;
  const alpha = alphaOf(confiance);
  return [
    part === 0 ? 0 : incbi(part, total - part + 1, alpha),
    part === total ? 1 : incbi(part + 1, total - part, 1 - alpha),
  ];
}

/** One-sided probabilities, 0 to 1, of a count as extreme as `part` if each lease counted with probability `taux`. */
export type TestMidP = {
  /** P(X ≤ part) and P(X ≥ part): both include the observed count. */
  readonly auPlus: number;
  readonly auMoins: number;
  /** Both give half its weight to the observed count (mid-p), which does not over-cover on small counts. They add up to 1. */
  readonly midAuPlus: number;
  readonly midAuMoins: number;
};

/** X ~ Binomial(total, taux), through the incomplete beta. null when `total` is 0. Source: Lancaster, JASA 56 (1961), p. 223-234. */
export function testMidP(part: number, total: number, taux: number): TestMidP | null {
  if (isEmpty(part, total, 0.5)) return null;
  if (!(taux > 0 && taux < 1)) throw new RangeError(`A rate to test is strictly between 0 and 1: ${taux}`);
  const atLeast = (count: number) => (count <= 0 ? 1 : count > total ? 0 : incbet(count, total - count + 1, taux));
  const atMost = (count: number) => (count < 0 ? 0 : count >= total ? 1 : incbet(total - count, count + 1, 1 - taux));
  return {
    auPlus: atMost(part),
    auMoins: atLeast(part),
    midAuPlus: (atMost(part) + atMost(part - 1)) / 2,
    midAuMoins: (atLeast(part) + atLeast(part + 1)) / 2,
  };
}

function alphaOf(confiance: number): number {
  return (1 - confiance) / 2;
}

/** Throws plain errors, for these are defects of the caller: a count is a whole number, a part is within its total. */
function isEmpty(part: number, total: number, confiance: number): boolean {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(total) || part < 0 || part > total) {
    throw new RangeError(`Not a part of a whole count: ${part} of ${total}`);
  }
  if (!(confiance > 0 && confiance < 1)) throw new RangeError(`A confidence is strictly between 0 and 1: ${confiance}`);
  return total === 0;
}
