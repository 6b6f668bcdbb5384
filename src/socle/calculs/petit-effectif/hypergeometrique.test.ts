import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averageHypergeometrique, computeHypergeometrique } from "./hypergeometrique.ts";

const anyDraw = fc
  .record({ parts: fc.nat({ max: 40 }), others: fc.nat({ max: 40 }), drawn: fc.nat() })
  .map(({ parts, others, drawn }) => ({ tirees: drawn % (parts + others + 1), parts, total: parts + others }));

describe("computeHypergeometrique", () => {
  it("is what drawing one unit after the other gives", () => {
    fc.assert(
      fc.property(anyDraw, ({ tirees, parts, total }) => {
        const { premier, probabilites } = computeHypergeometrique(tirees, parts, total);
        const expected = drawOneByOne(tirees, parts, total);
        for (let k = 0; k <= tirees; k++) expect(probabilites[k - premier] ?? 0).toBeCloseTo(expected[k] ?? 0, 12);
      }),
    );
  });

  it("has mean t·X/N and its known variance, up to the households of a région", () => {
    for (const [tirees, parts, total] of [
      [60, 300_000, 1_000_000],
      [20_000, 310_000, 1_000_000],
      [999_990, 500_000, 1_000_000],
      [250_000, 3, 1_000_000],
    ] as const) {
      const loi = computeHypergeometrique(tirees, parts, total);
      const mean = (tirees * parts) / total;
      const variance = mean * (1 - parts / total) * ((total - tirees) / (total - 1));
      expect(averageHypergeometrique(loi, () => 1)).toBeCloseTo(1, 10);
      expect(averageHypergeometrique(loi, (k) => k) / mean).toBeCloseTo(1, 10);
      expect(averageHypergeometrique(loi, (k) => (k - mean) ** 2) / variance).toBeCloseTo(1, 8);
    }
  });

  it("refuses what is no draw without replacement", () => {
    for (const [tirees, parts, total] of [
      [5, 2, 4],
      [2, 5, 4],
      [-1, 2, 4],
      [1.5, 2, 4],
      [1, 1, 10_000_001],
    ] as const) {
      expect(() => computeHypergeometrique(tirees, parts, total)).toThrow(RangeError);
    }
  });
});

/** P(K = k) by the urn, draw after draw: an independent computation. */
function drawOneByOne(tirees: number, parts: number, total: number): number[] {
  let law = [1];
  for (let i = 0; i < tirees; i++) {
    const next = new Array<number>(i + 2).fill(0);
    for (const [k, probability] of law.entries()) {
      const hit = Math.max(0, parts - k) / (total - i);
      next[k] = (next[k] ?? 0) + probability * (1 - hit);
      next[k + 1] = (next[k + 1] ?? 0) + probability * hit;
    }
    law = next;
  }
  return law;
}
