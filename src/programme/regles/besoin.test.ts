import { describe, expect, test } from "vitest";
import { computeBesoin, growthOf } from "./besoin.ts";

describe("dwellings needed in a year", () => {
  test.each([
    // Served within a year: nothing is late.
    [
      { demandes: 100, attributions: 120, vacants: 0, croissance: null },
      { brut: 0, net: 0 },
    ],
    [
      { demandes: 160, attributions: 100, vacants: 0, croissance: null },
      { brut: 10, net: 10 },
    ],
    [
      { demandes: 160, attributions: 100, vacants: 30, croissance: null },
      { brut: 10, net: 5 },
    ],
    [
      { demandes: 160, attributions: 100, vacants: 600, croissance: 0 },
      { brut: 10, net: 0 },
    ],
    [
      { demandes: 100, attributions: 100, vacants: 0, croissance: 0.02 },
      { brut: 2, net: 2 },
    ],
    [
      { demandes: 100, attributions: 100, vacants: 0, croissance: -0.02 },
      { brut: 0, net: 0 },
    ],
  ])("%j", (situation, besoin) => {
    expect(computeBesoin(situation)).toEqual(besoin);
  });
});

describe("growth of households", () => {
  const un = (commune: string, annee: number, residencesPrincipales: number | null) => ({
    commune,
    annee,
    residencesPrincipales,
  });

  test("is of the communes known at both ends", () => {
    const lu = growthOf([un("A", 2010, 100), un("A", 2012, 121), un("B", 2012, 500), un("C", 2011, null)]);
    expect(lu).toMatchObject({ de: 2010, a: 2012 });
    expect(lu?.taux).toBeCloseTo(0.1);
  });

  test.each([[[]], [[un("A", 2010, 100)]], [[un("A", 2010, 100), un("B", 2012, 90)]]])(
    "is unknown without a pair: %j",
    (lignes) => {
      expect(growthOf(lignes)).toBeNull();
    },
  );
});
