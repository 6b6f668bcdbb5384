import { expect, test } from "vitest";
import type { Version } from "#engagements/regles/convention/version.ts";
import { readObjectifs } from "./lire-objectifs.ts";

function version(
  taux: readonly (readonly [annee: number, taux: number])[],
  depuis: string | null = "2018-10-05",
): Version {
  const engagements = taux.map(([annee, value]) => ({
    annee,
    objet: "hors-qpv" as const,
    porteur: { type: "epci" as const },
    taux: value,
    nombre: null,
    reference: null,
  }));
  return {
    id: 1,
    numero: 0,
    parent: null,
    application: null,
    titre: "Convention",
    objet: "",
    reprise: false,
    dureeAns: 3,
    territorialises: [],
    depuis,
    etapes: [],
    signataires: [],
    engagements,
  };
}

const RAMPE = [
  [2018, 0.21],
  [2019, 0.22],
  [2020, 0.23],
] as const;

test.each([
  [
    "the years that it writes at one rate, at least the law's",
    [...RAMPE, [2021, 0.25], [2022, 0.25], [2023, 0.25]],
    [2021, 2023, 0.25],
  ],
  ["the three years after its last objective, at the law's rate", RAMPE, [2021, 2023, 0.25]],
  [
    "the same when the last rate is under the law's",
    [
      [2018, 0.2],
      [2019, 0.2],
    ],
    [2020, 2022, 0.25],
  ],
  [
    "at most three years",
    [
      [2018, 0.3],
      [2019, 0.3],
      [2020, 0.3],
      [2021, 0.3],
    ],
    [2019, 2021, 0.3],
  ],
  [
    "not over a hole",
    [
      [2018, 0.25],
      [2020, 0.25],
    ],
    [2021, 2023, 0.25],
  ],
  [
    "nor from before the year of reference",
    [
      [2016, 0.25],
      [2017, 0.25],
    ],
    [2018, 2020, 0.25],
  ],
  ["the three years after the reference, without a convention", [], [2018, 2020, 0.25]],
] as const)("the period is %s", (_, taux, [debut, fin, cible]) => {
  expect(readObjectifs([version(taux)], 2017, "2026-03-10").periode).toMatchObject({ debut, fin, cible });
});

test("a draft sets nothing", () => {
  const { cibles, convention } = readObjectifs([version(RAMPE, null)], 2017, "2026-03-10");
  expect([cibles, convention]).toEqual([[], null]);
});
