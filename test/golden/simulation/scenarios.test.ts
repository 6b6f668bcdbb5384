import { describe, expect, it } from "vitest";
import { simulate } from "#programme/lectures/simulation/modele/simulate.ts";
import type { Leviers } from "#programme/regles/simulation/hypotheses.ts";
import { quantileBetaBinomiale, surviveBetaBinomiale } from "#socle/calculs/projection/beta-binomiale.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { buildHypotheses, STATU_QUO } from "./hypotheses.ts";

/** Ours; the published figures say nothing of theirs, taken to be as many. */
const TIRAGES = 20_000;
/** Of the mean of three years, in every scenario: √(0.0204² + 0.0204²/3) within a tenth. */
const ECART_TYPE = 0.0235;
/** Standard error of the difference of two independent simulations, three times: one failure in four hundred seeds, and the seed is fixed. */
const BRUIT = 3 * Math.sqrt(2 / TIRAGES);
/** Published to one decimal of a point. */
const ARRONDI_TAUX = 0.0005;
/** Of the normal law at its 5 % quantile: √(0.05 × 0.95) / φ(−1.645). */
const BRUIT_QUANTILE = 2.11;
/**
 * Their rounding of fractions is not said: each year on its own would give 130 households over 2021-2023, the largest remainder 129, for 128.8. One
 * household hors QPV more is (1 − p) / (3 × 392) of the mean.
 */
const UN_MENAGE = 0.82 / (3 * 392);

type Publie = {
  readonly nom: string;
  readonly leviers: Partial<Leviers>;
  readonly moyenne: number;
  readonly fourchette?: readonly [number, number];
  readonly probabilite: number;
  readonly decimales: number;
};

const SCENARIOS: readonly Publie[] = [
  {
    nom: "statu quo",
    leviers: STATU_QUO,
    moyenne: 0.184,
    fourchette: [0.146, 0.224],
    probabilite: 0.005,
    decimales: 3,
  },
  { nom: "20 % hors QPV", leviers: { partHorsQpv: 0.2 }, moyenne: 0.218, probabilite: 0.08, decimales: 2 },
  {
    nom: "35 % hors QPV",
    leviers: {},
    moyenne: 0.231,
    fourchette: [0.197, 0.267],
    probabilite: 0.19,
    decimales: 2,
  },
  {
    nom: "50 % hors QPV",
    leviers: { partHorsQpv: 0.5 },
    moyenne: 0.245,
    fourchette: [0.21, 0.281],
    probabilite: 0.4,
    decimales: 2,
  },
  {
    nom: "35 % et un point par an",
    leviers: { gainAnnuel: 0.01 },
    moyenne: 0.275,
    probabilite: 0.87,
    decimales: 2,
  },
  {
    nom: "35 %, 50 % reconstruits, 80 % des PLAI au premier quartile",
    moyenne: 0.252,
    leviers: { reconstitution: 0.5, partPlaiQ1: 0.8 },
    probabilite: 0.54,
    decimales: 2,
  },
];

function simuler(leviers: Partial<Leviers>) {
  const h = buildHypotheses(leviers);
  return simulate({ ...h, horizon: { debut: 2018, fin: 2023 } }, { graine: 2017, tirages: TIRAGES });
}

describe("the six published scenarios, 2021-2023", () => {
  it.each(SCENARIOS)("$nom", ({ leviers, moyenne, fourchette, probabilite, decimales }) => {
    const taux = simuler(leviers)?.periode.taux;
    const { moyenne: mean, q05, q95 } = taux?.eventail ?? { moyenne: Number.NaN, q05: Number.NaN, q95: Number.NaN };
    const tolerance = ARRONDI_TAUX + UN_MENAGE * (leviers.partHorsQpv ?? 0.35) + BRUIT * ECART_TYPE;
    expect(Math.abs(mean - moyenne)).toBeLessThan(tolerance);
    for (const [found, published] of fourchette ? [[q05, fourchette[0]] as const, [q95, fourchette[1]] as const] : []) {
      // A mean of whole leases moves by 1/(3 × 392) at the least.
      expect(Math.abs(found - published)).toBeLessThan(tolerance + BRUIT * BRUIT_QUANTILE * ECART_TYPE + 1 / (3 * 392));
    }
    const noise = BRUIT * Math.sqrt(probabilite * (1 - probabilite));
    // One household moves P by the density at the target: at most φ(0)/σ, 17 for each unit of rate.
    const household = (UN_MENAGE * (leviers.partHorsQpv ?? 0.35) * 0.4) / ECART_TYPE;
    const gap = Math.abs((taux?.chance?.probabilite ?? Number.NaN) - probabilite);
    expect(gap).toBeLessThan(0.5 * 10 ** -decimales + noise + household);
  });
});

describe("the yearly targets, from the status quo", () => {
  it.each([
    [2018, 0.21, 0.18],
    [2019, 0.22, 0.11],
    [2020, 0.23, 0.06],
  ])("%i: P(%f)", (annee, cible, probabilite) => {
    const chance = simuler(STATU_QUO)?.annees.find((found) => found.annee === annee)?.taux.chance;
    expect(chance?.cible).toBe(cible);
    const noise = BRUIT * Math.sqrt(probabilite * (1 - probabilite));
    expect(Math.abs((chance?.probabilite ?? Number.NaN) - probabilite)).toBeLessThan(0.005 + noise);
  });
});

describe("the status quo has an exact law, the beta-binomial", () => {
  const beta = { a: 66.5, b: 294.5 };
  const found = simuler(STATU_QUO);

  it.each([
    [2018, 0.21],
    [2019, 0.22],
    [2020, 0.23],
    [2022, 0.25],
  ])("%i: P(%f)", (annee, cible) => {
    const exact = surviveBetaBinomiale(ceilShare(360, cible), 360, beta);
    const chance = found?.annees.find((one) => one.annee === annee)?.taux.chance;
    const noise = 4 * Math.sqrt((exact * (1 - exact)) / TIRAGES);
    expect(Math.abs((chance?.probabilite ?? Number.NaN) - exact)).toBeLessThan(noise);
  });

  it("three years at the same unknown rate", () => {
    const exact = surviveBetaBinomiale(ceilShare(3 * 360, 0.25), 3 * 360, beta);
    const noise = 4 * Math.sqrt((exact * (1 - exact)) / TIRAGES);
    expect(Math.abs((found?.periode.taux.chance?.probabilite ?? Number.NaN) - exact)).toBeLessThan(noise);
    const { q05, q95 } = found?.periode.taux.eventail ?? { q05: Number.NaN, q95: Number.NaN };
    for (const [q, p] of [
      [q05, 0.05],
      [q95, 0.95],
    ] as const) {
      const rate = quantileBetaBinomiale(p, 3 * 360, beta) / (3 * 360);
      expect(Math.abs(q - rate)).toBeLessThan((4 * BRUIT_QUANTILE * ECART_TYPE) / Math.sqrt(TIRAGES));
    }
  });
});

it("once rehousing and rebuilding are over, the rate is what it was: the cliff of 2025", () => {
  const found = simulate(buildHypotheses(), { graine: 2017, tirages: TIRAGES });
  expect(found?.falaise.annee).toBe(2025);
  expect(found?.falaise.avant?.central).toBeGreaterThan(0.22);
  expect(found?.falaise.apres?.central).toBeCloseTo(66 / 360, 12);
  expect(found?.falaise.apres?.eventail?.moyenne).toBeCloseTo(66.5 / 361, 2);
});

it("222 households and 128 dwellings are shared in whole numbers between their years", () => {
  const annees = simulate(buildHypotheses(), { graine: 1, tirages: 100 })?.annees ?? [];
  const relogements = annees.map((annee) => annee.relogements);
  expect(relogements).toEqual([0, 34, 22, 7, 42, 80, 37, 0, 0, 0]);
  expect(relogements.reduce((a, b) => a + b)).toBe(222);
  expect(annees.map(({ neufs }) => neufs)).toEqual([0, 0, 0, 32, 32, 32, 32, 0, 0, 0]);
  expect(annees.map(({ neufsPlai }) => neufsPlai)).toEqual([0, 0, 0, 20, 19, 19, 19, 0, 0, 0]);
});
