import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { computeSegregation } from "#socle/calculs/segregation/deux-groupes.ts";
import { computeInformation, decomposeInformation } from "#socle/calculs/segregation/information.ts";
import { expectNear } from "./near.ts";

type Indices = Readonly<
  Record<
    | "dissimilarite"
    | "attendue"
    | "corrigee"
    | "isolement"
    | "isolementAutres"
    | "exposition"
    | "eta2"
    | "gini"
    | "m"
    | "h"
    | "entropie"
    | "dissimilariteMulti",
    number
  >
>;
type Vecteurs = {
  readonly tolerance: number;
  readonly deuxGroupes: readonly (Indices & {
    readonly cas: string;
    readonly groupe: readonly number[];
    readonly autres: readonly number[];
    readonly locale: readonly number[];
  })[];
  readonly plusieursGroupes: readonly (Readonly<Record<"m" | "h" | "entropie" | "dissimilarite", number>> & {
    readonly cas: string;
    readonly effectifs: readonly (readonly number[])[];
    readonly locale: readonly number[];
  })[];
  readonly decomposition: {
    readonly effectifs: readonly (readonly number[])[];
    readonly groupes: readonly number[];
    readonly m: number;
    readonly entre: number;
    readonly dans: readonly number[];
    readonly poids: readonly number[];
    readonly partEntre: number;
  };
};

const vecteurs = JSON.parse(
  readFileSync(new URL("statistiques/segregation.json", import.meta.url), "utf8"),
) as Vecteurs;
const { tolerance } = vecteurs;

describe("two groups", () => {
  test.each(vecteurs.deuxGroupes.map((row) => [row.cas, row] as const))("%s", (_, row) => {
    const paires = row.groupe.map((groupe, i) => ({ groupe, autres: row.autres[i] ?? Number.NaN }));
    const found = computeSegregation(paires);
    for (const key of [
      "dissimilarite",
      "attendue",
      "corrigee",
      "isolement",
      "isolementAutres",
      "exposition",
      "eta2",
      "gini",
    ] as const) {
      expectNear(found?.[key] ?? null, row[key], tolerance);
    }
    const multi = computeInformation(paires.map(({ groupe, autres }) => [groupe, autres]));
    expectNear(multi?.m ?? null, row.m, tolerance);
    expectNear(multi?.h ?? null, row.h, tolerance);
    expectNear(multi?.entropie ?? null, row.entropie, tolerance);
    expectNear(multi?.dissimilarite ?? null, row.dissimilariteMulti, tolerance);
    expectNear(multi?.locale ?? null, row.locale, tolerance);
  });
});

describe("several groups", () => {
  test.each(vecteurs.plusieursGroupes.map((row) => [row.cas, row] as const))("%s", (_, row) => {
    const found = computeInformation(row.effectifs);
    for (const key of ["m", "h", "entropie", "dissimilarite"] as const) {
      expectNear(found?.[key] ?? null, row[key], tolerance);
    }
    expectNear(found?.locale ?? null, row.locale, tolerance);
  });
});

describe("the attributions of 2017, first quartile and others, inside and outside the QPV", () => {
  const { effectifs, groupes, m, entre, dans, poids, partEntre } = vecteurs.decomposition;
  const cotes = [0, 1].map((cote) =>
    [0, 1].map((g) => effectifs.reduce((sum, ligne, u) => sum + (groupes[u] === cote ? (ligne[g] ?? 0) : 0), 0)),
  );

  it("splits M between the two sides and, inside, between bailleurs", () => {
    const levels = decomposeInformation(
      effectifs.map((ligne, u) => ({ chemin: [`${groupes[u]}`, `${u}`], effectifs: ligne })),
    );
    expectNear(levels?.map((level) => level.m) ?? null, [entre, m - entre], tolerance);
    expectNear(levels?.map((level) => level.part) ?? null, [partEntre, 1 - partEntre], tolerance);
    const inside = [0, 1].map((cote) => computeInformation(effectifs.filter((_, u) => groupes[u] === cote))?.m ?? 0);
    expectNear(inside, dans, tolerance);
    expectNear(entre + inside.reduce((sum, value, i) => sum + value * (poids[i] ?? 0), 0), m, tolerance);
    expect(levels?.map(({ part }) => Math.round((part ?? 0) * 100))).toEqual([48, 52]);
  });

  it("has D = .229 where chance alone gives .0325", () => {
    const found = computeSegregation(cotes.map(([groupe = 0, autres = 0]) => ({ groupe, autres })));
    expect([found?.dissimilarite, found?.attendue].map((value) => Math.round((value ?? 0) * 1e4))).toEqual([2292, 325]);
  });
});

it("finds little in 12 résidences of 10 dwellings at 30 %: chance alone gives .255 of a raw .278", () => {
  // Twelve draws of ten at 30 %: their D is not the one quoted, its expectation and the correction of .278 are.
  const unites = [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3].map((groupe) => ({ groupe, autres: 10 - groupe }));
  const attendue = computeSegregation(unites)?.attendue ?? Number.NaN;
  expect(Math.round(attendue * 1000)).toBe(255);
  expect(Math.round(((0.278 - attendue) / (1 - attendue)) * 100)).toBe(3);
});
