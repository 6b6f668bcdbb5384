import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundClopperPearson, boundWilson, testMidP } from "./intervalle.ts";

const anyEtat = fc
  .record({ part: fc.integer({ min: 0, max: 400 }), others: fc.integer({ min: 0, max: 400 }) })
  .filter(({ part, others }) => part + others > 0)
  .map(({ part, others }) => ({ part, total: part + others }));
const INTERVALLES = { boundWilson, boundClopperPearson };

describe.each(Object.entries(INTERVALLES))("%s", (_, bound) => {
  it("holds the observed rate, inside 0 and 1, and is wider when it must be surer", () => {
    fc.assert(
      fc.property(anyEtat, ({ part, total }) => {
        const [low, high] = bound(part, total) ?? [Number.NaN, Number.NaN];
        const [low90, high90] = bound(part, total, 0.9) ?? [Number.NaN, Number.NaN];
        const ordered = [0, low, low90, part / total, high90, high, 1];
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        expect(low > 0 || part === 0).toBe(true);
      }),
    );
  });

  it("is the mirror of the interval of those that do not count", () => {
    fc.assert(
      fc.property(anyEtat, ({ part, total }) => {
        const [low, high] = bound(part, total) ?? [Number.NaN, Number.NaN];
        const [lowOthers, highOthers] = bound(total - part, total) ?? [Number.NaN, Number.NaN];
        expect(lowOthers).toBeCloseTo(1 - high, 11);
        expect(highOthers).toBeCloseTo(1 - low, 11);
      }),
    );
  });

  it("says nothing of no lease, and refuses what is not a part of a count", () => {
    expect(bound(0, 0)).toBeNull();
    for (const [part, total] of [
      [2, 1],
      [-1, 3],
      [0.5, 3],
      [Number.NaN, 3],
    ] as const) {
      expect(() => bound(part, total)).toThrow(RangeError);
    }
    expect(() => bound(1, 3, 1)).toThrow(RangeError);
  });
});

it("has Clopper-Pearson's ends where a one-sided test is just rejected", () => {
  fc.assert(
    fc.property(anyEtat, ({ part, total }) => {
      fc.pre(part > 0 && part < total);
      const [low, high] = boundClopperPearson(part, total) ?? [Number.NaN, Number.NaN];
      expect(testMidP(part, total, low)?.auMoins).toBeCloseTo(0.025, 9);
      expect(testMidP(part, total, high)?.auPlus).toBeCloseTo(0.025, 9);
    }),
  );
});

describe("testMidP", () => {
  it("is the sum of the binomial law, half of the observed count on each side", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.nat(),
        (total, taux, drawn) => {
          const part = drawn % (total + 1);
          const law = binomial(total, taux);
          const sum = (from: number, to: number) => law.slice(from, to).reduce((a, b) => a + b, 0);
          const half = (law[part] ?? Number.NaN) / 2;
          const found = testMidP(part, total, taux);
          expect(found?.auPlus).toBeCloseTo(sum(0, part + 1), 11);
          expect(found?.auMoins).toBeCloseTo(sum(part, total + 1), 11);
          expect(found?.midAuPlus).toBeCloseTo(sum(0, part) + half, 11);
          expect(found?.midAuMoins).toBeCloseTo(sum(part + 1, total + 1) + half, 11);
        },
      ),
    );
  });

  it("says nothing of no lease, and tests no certain rate", () => {
    expect(testMidP(0, 0, 0.25)).toBeNull();
    expect(() => testMidP(1, 3, 0)).toThrow(RangeError);
    expect(() => testMidP(1, 3, 1)).toThrow(RangeError);
  });
});

/** Pascal's triangle, one draw at a time: an independent computation. */
function binomial(total: number, taux: number): number[] {
  return Array.from({ length: total }).reduce<number[]>(
    (law) => [...law, 0].map((p, i) => p * (1 - taux) + (law[i - 1] ?? 0) * taux),
    [1],
  );
}
