import { compiled, incbet } from "cephes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedRandom } from "../synthese/mulberry32.ts";
import { quantileBinomiale } from "./binomiale.ts";

await compiled;

/** P(X ≤ k) by the incomplete beta function, a computation independent of the sum under test. */
function distribution(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incbet(n - k, k + 1, 1 - p);
}

/** Of the comparison itself: the library's incomplete beta function loses some digits at 60 000. */
const TOLERANCE = 1e-11;

const someTrials = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60_000 }));
const someP = fc.oneof(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.constantFrom(0.5, 0.2, 66 / 360, 0.8));
const someU = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((bits) => (bits + 0.5) / 2 ** 32);

describe("quantileBinomiale", () => {
  it("is the least k whose distribution exceeds u, at any size", () => {
    fc.assert(
      fc.property(someU, someTrials, someP, (u, n, p) => {
        const k = quantileBinomiale(u, n, p);
        expect(Number.isInteger(k) && k >= 0 && k <= n).toBe(true);
        expect(distribution(k, n, p)).toBeGreaterThan(u - TOLERANCE);
        expect(distribution(k - 1, n, p)).toBeLessThanOrEqual(u + TOLERANCE);
      }),
      { numRuns: 400 },
    );
  });

  it("never falls when p or n grows, and grows by one at most when n does, with the same u", () => {
    fc.assert(
      fc.property(someU, fc.integer({ min: 0, max: 1_500 }), someP, someP, (u, n, p, q) => {
        const k = quantileBinomiale(u, n, Math.min(p, q));
        expect(quantileBinomiale(u, n, Math.max(p, q))).toBeGreaterThanOrEqual(k);
        const more = quantileBinomiale(u, n + 1, Math.min(p, q)) - k;
        expect(more === 0 || more === 1).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    [0, 0.3],
    [7, 0],
    [7, 1],
    [1, 0.25],
    [34, 0.35],
    [360, 66.5 / 361],
    [360, 0.9],
    [20_000, 0.18],
    [5_000, 0.7],
  ])("has the mean and the variance of Bin(%i, %f)", (n, p) => {
    const random = seedRandom(n + 1);
    const count = 20_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      const gap = quantileBinomiale(random() + 2 ** -33, n, p) - n * p;
      sum += gap;
      squares += gap * gap;
    }
    const variance = n * p * (1 - p);
    // Five standard errors of the mean; for the variance, √2 of it, and (1 − 6p(1 − p)) more when n is small.
    expect(Math.abs(sum / count)).toBeLessThanOrEqual(5 * Math.sqrt(variance / count) + 1e-12);
    const kurtosis = n === 0 || variance === 0 ? 0 : (1 - 6 * p * (1 - p)) / variance;
    const error = variance * Math.sqrt((2 + Math.max(0, kurtosis)) / count);
    expect(Math.abs(squares / count - variance)).toBeLessThanOrEqual(5 * error + 1e-12);
  });

  it("takes both ends of u: six standard deviations on either side", () => {
    const end = 2 ** -33;
    for (const p of [0.2, 0.8]) {
      const [mean, deviation] = [360 * p, Math.sqrt(360 * p * (1 - p))];
      for (const [u, side] of [
        [end, -1],
        [1 - end, 1],
      ] as const) {
        const gap = ((quantileBinomiale(u, 360, p) - mean) * side) / deviation;
        expect(gap).toBeGreaterThan(5.5);
        expect(gap).toBeLessThan(7.5);
      }
    }
    expect(quantileBinomiale(1 - end, 12, 0.9)).toBe(12);
  });

  it("refuses what is no binomial law", () => {
    for (const [n, p] of [
      [1.5, 0.5],
      [-1, 0.5],
      [10, 1.1],
      [10, Number.NaN],
    ] as const) {
      expect(() => quantileBinomiale(0.5, n, p)).toThrow(RangeError);
    }
  });
});
