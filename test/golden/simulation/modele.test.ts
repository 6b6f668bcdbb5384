import { describe, expect, it, test } from "vitest";
import { findEquilibre } from "#programme/regles/simulation/equilibre.ts";
import { computeFlux } from "#programme/regles/simulation/flux.ts";
import { advanceParc } from "#programme/regles/simulation/parc.ts";
import { computeTrajectoire, territoireSujet } from "#programme/regles/simulation/trajectoire.ts";
import { buildHypotheses } from "./hypotheses.ts";

/** Reference values computed apart, in another language; the model without chance gives them back to the last digits. */
describe("rehousing of the five groups of action 11", () => {
  it.each([
    [2018, 0],
    [2019, 33.6],
    [2020, 22.4],
    [2021, 6.6],
    [2022, 41.6],
    [2023, 80.6],
    [2024, 37.2],
    [2025, 0],
  ])("%i: %f households", (annee, expected) => {
    const found = computeFlux(buildHypotheses()).find((flux) => flux.annee === annee);
    expect(found?.relogements).toBeCloseTo(expected, 12);
  });
});

/** [rehoused hors QPV, built again, mean of 2021-2023 without gain, yearly gain that brings it to 25 %]. */
const POINTS: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 0.18333333333333332, 0.01333333333333335],
  [0, 0.3, 0.19520833333333334, 0.011688888888888901],
  [0, 0.5, 0.20233333333333334, 0.010592592592592591],
  [0.2, 0, 0.20281234567901232, 0.009695355503132691],
  [0.2, 0.4, 0.21673242630385484, 0.0074428633031479174],
  [0.2, 0.5, 0.21986444444444445, 0.00687974025315171],
  [0.35, 0.3, 0.22716608796296298, 0.005108991913816439],
  [0.35, 0.4, 0.23014909297052152, 0.00453408951126822],
  [0.5, 0, 0.23203086419753083, 0.0038497652582159675],
  [0.5, 0.3, 0.24086226851851855, 0.002088210011241168],
  [0.5, 0.5, 0.2461611111111111, 0.0009138398465912828],
  [0.7, 0, 0.25150987654320983, -0.0003329657913722847],
  [0.7, 0.4, 0.261454648526077, -0.0027505751351056956],
  [0.7, 0.5, 0.2636922222222222, -0.00335497747103905],
];

describe("mean of 2021-2023, and the yearly gain that is enough", () => {
  it.each(POINTS)("%f hors QPV, %f built again", (partHorsQpv, reconstitution, moyenne, gain) => {
    const h = buildHypotheses({ partHorsQpv, reconstitution });
    expect(computeTrajectoire(h, territoireSujet(h)).periode).toBeCloseTo(moyenne, 13);
    const found = findEquilibre(h, "gainAnnuel");
    expect(found).toMatchObject({ etat: "trouve" });
    expect(found.etat === "trouve" ? found.valeur : null).toBeCloseTo(gain, 12);
  });
});

test("the stock year by year: demolition, leavers, entries", () => {
  const h = buildHypotheses();
  const { qpv } = computeTrajectoire(h, territoireSujet(h)).parcs;
  const at = (annee: number) => qpv?.find((parc) => parc.annee === annee);
  const expected = [
    { annee: 2018, logements: 3648, occupes: 3112.1328, vacance: 0.1468934210526316, sortants: 390.86719999999997 },
    {
      annee: 2019,
      logements: 3544,
      occupes: 3056.24892032,
      vacance: 0.13762727981941314,
      sortants: 390.88387967999995,
    },
    {
      annee: 2021,
      logements: 3538,
      occupes: 3058.623018503275,
      vacance: 0.13549377656775718,
      sortants: 384.7610374245326,
    },
    {
      annee: 2022,
      logements: 3458,
      occupes: 3003.4599673792636,
      vacance: 0.1314459319319654,
      sortants: 384.1630511240113,
    },
  ];
  for (const { annee, logements, occupes, vacance, sortants } of expected) {
    expect(at(annee)).toMatchObject({ logements, entrees: 391, nonServies: 0 });
    expect(at(annee)?.occupes).toBeCloseTo(occupes, 9);
    expect(at(annee)?.vacance).toBeCloseTo(vacance, 13);
    expect(at(annee)?.sortants).toBeCloseTo(sortants, 9);
  }
});

test("one step of the same stock, from its own figures", () => {
  const annee = { annee: 2021, demande: 391, demolis: 16, occupesDemolis: 11, neufs: 0 };
  const found = advanceParc({ logements: 3554, occupes: 3063.384055927808 }, 0.1256, annee);
  expect(found).toMatchObject({ logements: 3538, sortants: 384.7610374245326, entrees: 391 });
  expect(found.occupes).toBeCloseTo(3058.623018503275, 9);
});

test("empty dwellings in QPV: from 14.7 to 12.4 % at the end of 2023", () => {
  const h = buildHypotheses();
  const { qpv } = computeTrajectoire(h, territoireSujet(h)).parcs;
  expect(1 - 3112 / 3648).toBeCloseTo(0.147, 3);
  expect(qpv?.find(({ annee }) => annee === 2023)?.vacance).toBeCloseTo(0.124, 3);
});

test("hors QPV, the empty dwellings are enough for 360 attributions each year", () => {
  const h = buildHypotheses();
  const { annees, parcs } = computeTrajectoire({ ...h, horizon: { debut: 2018, fin: 2030 } }, territoireSujet(h));
  expect(annees.map(({ ordinaires }) => ordinaires)).toEqual(annees.map(() => 360));
  expect(parcs.horsQpv?.every(({ nonServies }) => nonServies === 0)).toBe(true);
});
