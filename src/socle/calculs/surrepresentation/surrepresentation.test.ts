import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeHypergeometrique } from "../petit-effectif/hypergeometrique.ts";
import { seedRandom } from "../synthese/mulberry32.ts";
import { adjustBenjaminiHochberg } from "./fausses-decouvertes.ts";
import { computeMidP } from "./mid-p.ts";
import { compareNewcombe } from "./newcombe.ts";
import { buildPosterieure, computeProbaAuDessus, fitBetaPrior, shrink } from "./retrecissement.ts";
import { drawRanks } from "./stabilite-rang.ts";
import { drawBeta } from "./tirage-beta.ts";

const anyCompte = fc
  .record({ part: fc.nat({ max: 60 }), others: fc.nat({ max: 60 }) })
  .map(({ part, others }) => ({ part, total: part + others }));
const someComptes = fc.array(anyCompte, { minLength: 2, maxLength: 12 });
const anyP = fc.double({ min: 0, max: 1, noNaN: true });

describe("computeMidP", () => {
  it("is twice the smaller side of the table of both margins, half of the observed count on each", () => {
    fc.assert(
      fc.property(anyCompte, anyCompte, (one, rest) => {
        fc.pre(one.total > 0 && rest.total > 0);
        const [parts, total] = [one.part + rest.part, one.total + rest.total];
        const found = computeMidP(one.part, one.total, parts, total) ?? Number.NaN;
        const weights = Array.from(
          { length: one.total + 1 },
          (_, k) => choose(parts, k) * choose(total - parts, one.total - k),
        );
        const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);
        const here = (weights[one.part] ?? 0) / 2;
        const sides = [sum(weights.slice(0, one.part)) + here, sum(weights.slice(one.part + 1)) + here];
        const expected = (2 * Math.min(...sides)) / sum(weights);
        expect(found).toBeCloseTo(Math.min(1, expected), 9);
        expect(found > 0 && found <= 1).toBe(true);
      }),
    );
  });

  it("says the same of a résidence and of the rest of the territory, and of those who do not count", () => {
    fc.assert(
      fc.property(anyCompte, anyCompte, (one, rest) => {
        fc.pre(one.total > 0 && rest.total > 0);
        const [parts, total] = [one.part + rest.part, one.total + rest.total];
        const found = computeMidP(one.part, one.total, parts, total) ?? Number.NaN;
        expect(computeMidP(rest.part, rest.total, parts, total)).toBeCloseTo(found, 10);
        expect(computeMidP(one.total - one.part, one.total, total - parts, total)).toBeCloseTo(found, 10);
      }),
    );
  });

  it("rejects at 5 % at most a little more than 5 % of résidences like the others", () => {
    const [total, parts, all] = [30, 310, 1000];
    const { premier, probabilites } = computeHypergeometrique(total, parts, all);
    let rejected = 0;
    for (let k = 0; k <= total; k++) {
      if ((computeMidP(k, total, parts, all) ?? 1) <= 0.05) rejected += probabilites[k - premier] ?? 0;
    }
    expect(rejected).toBeGreaterThan(0.03);
    expect(rejected).toBeLessThan(0.06);
  });

  it("holds at the size of a région, keeps a far tail, and says nothing without a comparison", () => {
    expect(computeMidP(312, 1000, 310_000, 1_000_000)).toBeGreaterThan(0.8);
    const far = computeMidP(60, 60, 310_000, 1_000_000) ?? Number.NaN;
    // Far in the tail, only the observed count matters: some 0.31⁶⁰.
    expect(Math.log(far) / (60 * Math.log(0.31))).toBeCloseTo(1, 3);
    expect(computeMidP(0, 0, 3, 9)).toBeNull();
    expect(computeMidP(3, 9, 3, 9)).toBeNull();
    for (const [x, n, X, N] of [
      [4, 3, 9, 20],
      [3, 9, 2, 20],
      [1, 9, 12, 10],
      [0.5, 9, 12, 20],
    ] as const) {
      expect(() => computeMidP(x, n, X, N)).toThrow(RangeError);
    }
  });
});

describe("false discoveries", () => {
  it("flags with q ≤ α exactly those that the step-up procedure rejects", () => {
    fc.assert(
      fc.property(fc.array(anyP, { maxLength: 20 }), fc.double({ min: 0.01, max: 0.5, noNaN: true }), (ps, alpha) => {
        const sorted = [...ps].sort((a, b) => a - b);
        const last = sorted.findLastIndex((p, i) => (p * ps.length) / (i + 1) <= alpha);
        const cut = sorted[last] ?? -1;
        const flagged = adjustBenjaminiHochberg(ps).map((q) => q <= alpha);
        expect(flagged).toEqual(ps.map((p) => p <= cut));
      }),
    );
  });

  it("keeps the order of the p, and is never under them", () => {
    fc.assert(
      fc.property(fc.array(anyP, { maxLength: 20 }), (ps) => {
        const qs = adjustBenjaminiHochberg(ps);
        const order = ps.map((_, i) => i).sort((i, j) => (ps[i] ?? 0) - (ps[j] ?? 0));
        for (const list of [ps.map((p) => p - 1e-15), qs]) {
          expect(order.map((i) => list[i])).toEqual(order.map((i) => list[i] ?? 0).sort((a, b) => a - b));
        }
        expect(ps.every((p, i) => p - 1e-15 <= (qs[i] ?? 0))).toBe(true);
      }),
    );
    expect(adjustBenjaminiHochberg([])).toEqual([]);
    expect(() => adjustBenjaminiHochberg([1.2])).toThrow(RangeError);
    expect(() => adjustBenjaminiHochberg([Number.NaN])).toThrow(RangeError);
  });
});

describe("shrink", () => {
  it("lies between the raw rate and the territory's, inside its interval, nearer to its own rate the larger it is", () => {
    fc.assert(
      fc.property(someComptes, (comptes) => {
        const prior = fitBetaPrior(comptes);
        fc.pre(prior !== null && prior.poids !== null);
        if (prior === null) return;
        for (const compte of comptes.filter(({ total }) => total > 0)) {
          const { estimation, intervalle90, probaAuDessus } = shrink(prior, compte);
          const ordered = [compte.part / compte.total, prior.taux].sort((a, b) => a - b);
          expect(estimation).toBeGreaterThanOrEqual((ordered[0] ?? 1) - 1e-12);
          expect(estimation).toBeLessThanOrEqual((ordered[1] ?? 0) + 1e-12);
          expect(intervalle90[0]).toBeLessThan(intervalle90[1]);
          expect(probaAuDessus).toBe(computeProbaAuDessus(prior, compte, prior.taux));
          const twice = shrink(prior, { part: compte.part * 2, total: compte.total * 2 }).estimation;
          expect(Math.abs(twice - prior.taux)).toBeGreaterThanOrEqual(Math.abs(estimation - prior.taux) - 1e-12);
        }
      }),
    );
  });

  it("finds again the law that rates were drawn from", () => {
    const random = seedRandom(7);
    const comptes = Array.from({ length: 3000 }, () => {
      const taux = drawBeta(random, 6, 14);
      const total = 10 + Math.floor(random() * 50);
      return { part: Array.from({ length: total }).filter(() => random() < taux).length, total };
    });
    const prior = fitBetaPrior(comptes);
    expect(prior?.taux).toBeCloseTo(0.3, 1);
    expect(prior?.poids).toBeGreaterThan(17);
    expect(prior?.poids).toBeLessThan(23);
  });

  it("makes one of résidences that differ by chance alone, and of a single one", () => {
    for (const comptes of [[{ part: 3, total: 10 }], [5, 4, 6, 5, 5].map((part) => ({ part, total: 20 }))]) {
      const prior = fitBetaPrior(comptes);
      expect(prior).toMatchObject({ poids: null, variance: 0 });
      const taux = prior?.taux ?? Number.NaN;
      const found = prior && shrink(prior, { part: 9, total: 10 });
      expect(found).toEqual({ estimation: taux, intervalle90: [taux, taux], probaAuDessus: null });
    }
    // Rates all 0 or all 1; then one household each.
    expect(fitBetaPrior([0, 0].map((part) => ({ part, total: 9 })))?.poids).toBeNull();
    expect(fitBetaPrior([9, 9].map((part) => ({ part, total: 9 })))?.poids).toBeNull();
    expect(fitBetaPrior([0, 1, 1].map((part) => ({ part, total: 1 })))?.poids).toBeNull();
  });

  it("weighs one household at least where all résidences are empty or full, and ignores those without any", () => {
    const comptes = [0, 30, 0, 30].map((part) => ({ part, total: 30 }));
    const prior = fitBetaPrior(comptes);
    expect(prior).toMatchObject({ taux: 0.5, poids: 1 });
    expect(fitBetaPrior([...comptes, { part: 0, total: 0 }])).toEqual(prior);
    expect(prior && shrink(prior, { part: 0, total: 0 }).estimation).toBe(0.5);
    expect(fitBetaPrior([])).toBeNull();
    expect(fitBetaPrior([{ part: 0, total: 0 }])).toBeNull();
    expect(() => fitBetaPrior([{ part: 2, total: 1 }])).toThrow(RangeError);
  });

  it("has nobody above everybody, and everybody above nobody", () => {
    const prior = { taux: 0.3, poids: 20, variance: 0.01 };
    expect(computeProbaAuDessus(prior, { part: 3, total: 9 }, 1.25)).toBe(0);
    expect(computeProbaAuDessus(prior, { part: 3, total: 9 }, 0)).toBe(1);
  });
});

describe("compareNewcombe", () => {
  it("turns over with the groups, holds the difference and stays between −1 and 1", () => {
    fc.assert(
      fc.property(anyCompte, anyCompte, (one, two) => {
        fc.pre(one.total > 0 && two.total > 0);
        const found = compareNewcombe(one.part, one.total, two.part, two.total);
        const back = compareNewcombe(two.part, two.total, one.part, one.total);
        const [low, high] = found?.intervalle ?? [Number.NaN, Number.NaN];
        expect(back?.difference).toBeCloseTo(-(found?.difference ?? Number.NaN), 12);
        expect(back?.intervalle[0]).toBeCloseTo(-high, 12);
        const ordered = [-1 - 1e-12, low, found?.difference ?? Number.NaN, high, 1 + 1e-12];
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
      }),
    );
    expect(compareNewcombe(0, 0, 1, 2)).toBeNull();
    expect(compareNewcombe(1, 2, 0, 0)).toBeNull();
  });
});

describe("drawBeta", () => {
  it.each([
    [3, 7],
    [30.5, 12],
    [0.4, 0.7],
    [1, 1],
    [0.05, 4],
  ])("has the mean and the variance of Beta(%d, %d)", (a, b) => {
    const random = seedRandom(11);
    const draws = Array.from({ length: 40_000 }, () => drawBeta(random, a, b));
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    const expected = (a * b) / ((a + b) ** 2 * (a + b + 1));
    // Five standard errors of the mean; the variance to 6 %.
    expect(Math.abs(mean - a / (a + b))).toBeLessThan(5 * Math.sqrt(expected / draws.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.06);
    expect(draws.every((x) => x >= 0 && x <= 1)).toBe(true);
  });

  it("gives no 0/0 for laws that are nearly a coin, and refuses what is no law", () => {
    const random = seedRandom(3);
    for (let i = 0; i < 2000; i++) expect(Number.isNaN(drawBeta(random, 1e-4, 1e-4))).toBe(false);
    expect(() => drawBeta(random, 0, 1)).toThrow(RangeError);
  });
});

describe("drawRanks", () => {
  const sum = (taux: readonly (number | null)[]) => taux.reduce<number>((total, rate) => total + (rate ?? 0), 0);
  const alike = Array.from({ length: 20 }, () => [{ a: 6, b: 14 }, 0.3, null] as const);

  it("is sure of one that stands far off, and shares the rest between those that are alike", () => {
    const residences = [...alike.slice(1), [{ a: 180, b: 20 }, 0.3, null] as const];
    const found = drawRanks({ residences, score: sum, tirages: 400, seed: 5 });
    expect(found.at(-1)).toBe(1);
    expect(found.reduce((total, share) => total + share, 0)).toBeCloseTo(2, 9);
    for (const share of found.slice(0, -1)) expect(share).toBeLessThan(0.15);
    expect(drawRanks({ residences, score: sum, tirages: 400, seed: 5 })).toEqual(found);
    expect(drawRanks({ residences, score: sum, tirages: 400, seed: 6 })).not.toEqual(found);
  });

  it("shares the top between equal scores, and has at least one résidence there", () => {
    const fixed = Array.from({ length: 20 }, () => [0.3] as const);
    const shared = drawRanks({ residences: fixed, score: sum, tirages: 4, seed: 1 });
    expect(shared.map((share) => Math.round(share * 1e9) / 1e9)).toEqual(fixed.map(() => 0.1));
    const few = drawRanks({ residences: [[0.3], [0.2], [0.1]], score: sum, tirages: 3, seed: 1 });
    expect(few).toEqual([1, 0, 0]);
    expect(drawRanks({ residences: [], score: sum, tirages: 3, seed: 1 })).toEqual([]);
    expect(() => drawRanks({ residences: fixed, score: sum, tirages: 0, seed: 1 })).toThrow(RangeError);
    expect(() => drawRanks({ residences: fixed, score: sum, tirages: 1, seed: 1, tete: 0 })).toThrow(RangeError);
  });

  it("draws the law that `buildPosterieure` gives", () => {
    expect(buildPosterieure({ taux: 0.25, poids: 20, variance: 0.01 }, { part: 3, total: 10 })).toEqual({
      a: 8,
      b: 22,
    });
  });
});

/** Binomial coefficient, exact enough up to some hundreds: relative error under 10⁻¹². */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let found = 1;
  for (let i = 1; i <= k; i++) found *= (n - k + i) / i;
  return found;
}
