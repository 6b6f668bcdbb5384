import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileBetaBinomiale, surviveBetaBinomiale } from "./beta-binomiale.ts";
import {
  buildPriorAnneePrecedente,
  buildPriorJeffreys,
  computeBesoin,
  computeProbabilite,
  computeProbabiliteMelange,
  computeQuantilesTaux,
} from "./projeter.ts";

const anyBeta = fc.record({
  a: fc.double({ min: 0.05, max: 300, noNaN: true }),
  b: fc.double({ min: 0.05, max: 300, noNaN: true }),
});
const anyEtat = fc
  .record({ part: fc.integer({ min: 0, max: 60 }), others: fc.integer({ min: 0, max: 200 }) })
  .map(({ part, others }) => ({ part, total: part + others }));
const anyTaux = fc.constantFrom(0.01, 0.07, 0.21, 0.25, 0.333333, 0.5, 1);
const someLeases = fc.integer({ min: 0, max: 300 });
const jeffreys = buildPriorJeffreys();

describe("the beta-binomial law", () => {
  it("is uniform when every rate is as likely: P(X ≥ k) = (m + 1 − k) / (m + 1)", () => {
    fc.assert(
      fc.property(someLeases, fc.nat(310), (m, k) => {
        expect(surviveBetaBinomiale(k, m, { a: 1, b: 1 })).toBeCloseTo(Math.max(0, m + 1 - k) / (m + 1), 12);
      }),
    );
  });

  it("has the mean m·a / (a + b), as the sum of its tail", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), anyBeta, (m, beta) => {
        let sum = 0;
        for (let k = 1; k <= m; k++) sum += surviveBetaBinomiale(k, m, beta);
        expect(sum / ((m * beta.a) / (beta.a + beta.b))).toBeCloseTo(1, 10);
      }),
    );
  });

  it("obeys its own recurrence: one more lease counts with probability (a + j) / (a + b + m)", () => {
    fc.assert(
      fc.property(someLeases, fc.nat(300), anyBeta, (m, drawn, { a, b }) => {
        const k = 1 + (drawn % (m + 1));
        const at = (j: number) => surviveBetaBinomiale(j, m, { a, b });
        const expected = at(k) + (at(k - 1) - at(k)) * ((a + k - 1) / (a + b + m));
        expect(surviveBetaBinomiale(k, m + 1, { a, b })).toBeCloseTo(expected, 11);
      }),
    );
  });

  it("has quantiles that are the least with their probability below", () => {
    fc.assert(
      fc.property(someLeases, fc.double({ min: 0.001, max: 0.999, noNaN: true }), anyBeta, (m, p, beta) => {
        const q = quantileBetaBinomiale(p, m, beta);
        expect(1 - surviveBetaBinomiale(q + 1, m, beta)).toBeGreaterThanOrEqual(p - 1e-9);
        if (q > 0) expect(1 - surviveBetaBinomiale(q, m, beta)).toBeLessThan(p + 1e-9);
      }),
    );
  });

  it("stays a law at 100 000 leases, and refuses more, or what is no whole number", () => {
    for (const beta of [jeffreys, { a: 20_000, b: 80_000 }, { a: 0.5, b: 100_000 }, { a: 3, b: 0.5 }]) {
      const tails = [0, 1, 10, 1000, 20_000, 50_000, 99_999, 100_000, 100_001].map((k) =>
        surviveBetaBinomiale(k, 100_000, beta),
      );
      expect(tails.every((tail) => tail >= 0 && tail <= 1)).toBe(true);
      expect(tails).toEqual([...tails].sort((x, y) => y - x));
      expect([tails.at(0), tails.at(-1)]).toEqual([1, 0]);
    }
    for (const m of [100_001, -1, 2.5, Number.NaN]) {
      expect(() => quantileBetaBinomiale(0.5, m, jeffreys)).toThrow(RangeError);
    }
    expect(() => surviveBetaBinomiale(1, 3, { a: 0, b: 1 })).toThrow(RangeError);
    expect(() => quantileBetaBinomiale(1, 3, jeffreys)).toThrow(RangeError);
  });
});

describe("computeBesoin", () => {
  it("is the least number that reaches the rate", () => {
    fc.assert(
      fc.property(anyEtat, someLeases, anyTaux, (etat, m, taux) => {
        const besoin = computeBesoin(etat, m, { taux });
        const reaches = (k: number) => (etat.part + k) * 1_000_000 >= Math.round(taux * 1_000_000) * (etat.total + m);
        expect(reaches(besoin)).toBe(true);
        if (besoin > 0) expect(reaches(besoin - 1)).toBe(false);
      }),
    );
  });

  it("of a whole number does not depend on what is to come", () => {
    expect(computeBesoin({ part: 26, total: 130 }, 40, { nombre: 32 })).toBe(6);
    expect(computeBesoin({ part: 40, total: 130 }, 40, { nombre: 32 })).toBe(0);
  });
});

describe("computeProbabilite", () => {
  it("is 1 or 0 only when it is certain, and otherwise strictly between", () => {
    fc.assert(
      fc.property(anyEtat, someLeases, anyTaux, (etat, m, taux) => {
        const besoin = computeBesoin(etat, m, { taux });
        const found = computeProbabilite(etat, m, { taux }, jeffreys);
        if (besoin === 0) expect(found).toBe(1);
        else if (besoin > m) expect(found).toBe(0);
        else expect(found > 0 && found < 1).toBe(true);
      }),
    );
    const hopeless = computeProbabilite({ part: 0, total: 20_000 }, 20_000, { taux: 0.4 }, jeffreys);
    expect(hopeless).toBeGreaterThan(0);
    const sure = computeProbabilite({ part: 20_000, total: 20_000 }, 20_000, { taux: 0.51 }, jeffreys);
    expect(sure).toBeLessThan(1);
  });

  it("grows with what is already there, and falls when more is asked", () => {
    fc.assert(
      fc.property(anyEtat, someLeases, (etat, m) => {
        const at = (part: number, taux: number) =>
          computeProbabilite({ part, total: etat.total + 1 }, m, { taux }, jeffreys);
        expect(at(etat.part + 1, 0.25)).toBeGreaterThanOrEqual(at(etat.part, 0.25) - 1e-12);
        expect(at(etat.part, 0.25)).toBeGreaterThanOrEqual(at(etat.part, 0.26) - 1e-12);
      }),
    );
  });
});

describe("computeProbabiliteMelange", () => {
  it("is the average over every number to come, each with its Poisson weight", () => {
    fc.assert(
      fc.property(anyEtat, fc.double({ min: 0.1, max: 25, noNaN: true }), (etat, moyenne) => {
        fc.pre(etat.total > 0);
        let [expected, poids] = [0, Math.exp(-moyenne)];
        for (let m = 0; m < 160; m++) {
          expected += poids * computeProbabilite(etat, m, { taux: 0.25 }, jeffreys);
          poids *= moyenne / (m + 1);
        }
        expect(computeProbabiliteMelange(etat, moyenne, { taux: 0.25 }, jeffreys)).toBeCloseTo(expected, 10);
      }),
    );
  });

  it("is the same by steps as from scratch, for hundreds of leases and a prior against what is there", () => {
    for (const [etat, moyenne, vise, prior] of [
      [{ part: 140, total: 750 }, 900, { taux: 0.21 }, jeffreys],
      [{ part: 180, total: 750 }, 900, { taux: 0.21 }, { a: 300, b: 2500 }],
      [{ part: 3, total: 300 }, 400, { taux: 0.5 }, jeffreys],
      [{ part: 5, total: 200 }, 40, { nombre: 40 }, jeffreys],
      [{ part: 0, total: 0 }, 30, { taux: 1 }, { a: 2, b: 0.1 }],
    ] as const) {
      let [expected, weight] = [0, 0];
      for (let [m, log] = [0, -moyenne]; m < 2 * moyenne + 200; m++, log += Math.log(moyenne / m)) {
        if (m + etat.total === 0) continue;
        expected += Math.exp(log) * computeProbabilite(etat, m, vise, prior);
        weight += Math.exp(log);
      }
      // What the mixture leaves out of Poisson's tails is under 10⁻¹⁵ of the whole, and only shows on a probability of that order.
      const difference = Math.abs(computeProbabiliteMelange(etat, moyenne, vise, prior) - expected / weight);
      expect(difference).toBeLessThan(1e-10 * (expected / weight) + 1e-15);
    }
  });

  it("is never sure of a rate, since more may come than expected; of a number, once it is there", () => {
    const etat = { part: 60, total: 100 };
    expect(computeProbabiliteMelange(etat, 5, { taux: 0.25 }, jeffreys)).toBeLessThan(1);
    expect(computeProbabiliteMelange({ part: 0, total: 100 }, 5, { taux: 0.25 }, jeffreys)).toBeGreaterThan(0);
    expect(computeProbabiliteMelange(etat, 5, { nombre: 60 }, jeffreys)).toBe(1);
    expect(computeProbabiliteMelange(etat, 0, { nombre: 61 }, jeffreys)).toBe(0);
  });

  it("judges a rate only if a lease comes", () => {
    // Nearly always one lease at most, which counts one time in two under this prior.
    expect(computeProbabiliteMelange({ part: 0, total: 0 }, 0.001, { taux: 1 }, jeffreys)).toBeCloseTo(0.5, 3);
  });

  it("refuses an average that is none", () => {
    for (const moyenne of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => computeProbabiliteMelange({ part: 1, total: 9 }, moyenne, { taux: 0.25 }, jeffreys)).toThrow(
        RangeError,
      );
    }
  });
});

describe("computeQuantilesTaux", () => {
  it("brackets the final rate, in order, between what nothing and everything more would give", () => {
    fc.assert(
      fc.property(anyEtat, someLeases, (etat, m) => {
        const found = computeQuantilesTaux(etat, m, jeffreys, [0.05, 0.25, 0.5, 0.75, 0.95]);
        if (etat.total + m === 0) {
          expect(found).toBeNull();
          return;
        }
        const total = etat.total + m;
        const ordered = [etat.part / total, ...(found ?? []), (etat.part + m) / total];
        expect(ordered).toEqual([...ordered].sort((x, y) => x - y));
      }),
    );
  });
});

describe("buildPriorAnneePrecedente", () => {
  it("weighs the former year between nothing and its leases", () => {
    expect(buildPriorAnneePrecedente({ part: 66, total: 360 }, 0)).toEqual(jeffreys);
    expect(buildPriorAnneePrecedente({ part: 66, total: 360 }, 0.25)).toEqual({ a: 17, b: 74 });
    expect(() => buildPriorAnneePrecedente({ part: 66, total: 360 }, 1.5)).toThrow(RangeError);
  });
});
