import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { adjustBenjaminiHochberg } from "#socle/calculs/surrepresentation/fausses-decouvertes.ts";
import { computeMidP } from "#socle/calculs/surrepresentation/mid-p.ts";
import { compareNewcombe } from "#socle/calculs/surrepresentation/newcombe.ts";
import { computeProbaAuDessus, fitBetaPrior, shrink } from "#socle/calculs/surrepresentation/retrecissement.ts";
import { expectNear } from "./near.ts";

type Paire = readonly [number, number];
type Comptes = { readonly cas: string; readonly parts: readonly number[]; readonly totaux: readonly number[] };
type Comparaison = Readonly<Record<"part1" | "total1" | "part2" | "total2" | "difference", number>> & {
  readonly intervalle: Paire;
};
type Vecteurs = {
  readonly tolerance: number;
  readonly retrecissements: readonly (Comptes & {
    readonly taux: number;
    readonly poids: number | null;
    readonly variance: number;
    readonly estimations: readonly number[];
    readonly intervalles90: readonly Paire[] | null;
    readonly probasAuDessus: readonly number[] | null;
    readonly probasAuDessus125: readonly number[] | null;
  })[];
  readonly tests: readonly (Comptes & Readonly<Record<"midP" | "benjaminiHochberg", readonly number[]>>)[];
  readonly publie: Comparaison;
  readonly differences: readonly Comparaison[];
};

const vecteurs = JSON.parse(
  readFileSync(new URL("statistiques/surrepresentation.json", import.meta.url), "utf8"),
) as Vecteurs;
const { tolerance } = vecteurs;
const countsOf = ({ parts, totaux }: Comptes) => parts.map((part, i) => ({ part, total: totaux[i] ?? Number.NaN }));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("shrunk rates", () => {
  test.each(vecteurs.retrecissements.map((row) => [row.cas, row] as const))("%s", (_, row) => {
    const prior = fitBetaPrior(countsOf(row));
    expect(prior).not.toBeNull();
    if (prior === null) return;
    expectNear([prior.taux, prior.variance], [row.taux, row.variance], tolerance);
    if (row.poids === null) expect(prior.poids).toBeNull();
    else expectNear(prior.poids, row.poids, tolerance);
    const found = countsOf(row).map((compte) => shrink(prior, compte));
    expectNear(
      found.map(({ estimation }) => estimation),
      row.estimations,
      tolerance,
    );
    if (row.intervalles90) {
      expectNear(
        found.flatMap(({ intervalle90 }) => intervalle90),
        row.intervalles90.flat(),
        tolerance,
      );
    }
    const probas = found.map(({ probaAuDessus }) => probaAuDessus);
    const probas125 = countsOf(row).map((compte) => computeProbaAuDessus(prior, compte, prior.taux * 1.25));
    if (row.probasAuDessus) expectNear(probas, row.probasAuDessus, tolerance);
    else expect(probas).toEqual(probas.map(() => null));
    if (row.probasAuDessus125) expectNear(probas125, row.probasAuDessus125, tolerance);
    else expect(probas125).toEqual(probas.map(() => null));
  });

  it("of the five bailleurs outside the QPV in 2017: 23.6, 19.7, 13.3, 12.1 for a raw 0, 15.0 for a raw 0", () => {
    const row = vecteurs.retrecissements[0];
    const prior = row && fitBetaPrior(countsOf(row));
    const rounded = row && prior && countsOf(row).map((c) => Math.round(shrink(prior, c).estimation * 1000) / 10);
    expect(rounded).toEqual([23.6, 19.7, 13.3, 12.1, 15]);
  });
});

describe("each against the rest of the territory", () => {
  test.each(vecteurs.tests.map((row) => [row.cas, row] as const))("%s", (_, row) => {
    const [parts, totaux] = [sum(row.parts), sum(row.totaux)];
    const ps = countsOf(row).map(({ part, total }) => computeMidP(part, total, parts, totaux) ?? Number.NaN);
    expectNear(ps, row.midP, tolerance);
    expectNear(adjustBenjaminiHochberg(ps), row.benjaminiHochberg, tolerance);
  });
});

describe("difference of two rates", () => {
  test.each(vecteurs.differences.map((row) => [row.part1, row.total1, row.part2, row.total2, row] as const))(
    "%i/%i − %i/%i",
    (part1, total1, part2, total2, row) => {
      const found = compareNewcombe(part1, total1, part2, total2);
      expectNear(found?.difference ?? null, row.difference, tolerance);
      expectNear(found?.intervalle ?? null, row.intervalle, tolerance);
    },
  );

  it("is what Newcombe printed for 56/70 − 48/80, to his four decimals", () => {
    const { part1, total1, part2, total2, difference, intervalle } = vecteurs.publie;
    const found = compareNewcombe(part1, total1, part2, total2);
    expectNear(found?.difference ?? null, difference, 5e-5);
    expectNear(found?.intervalle ?? null, intervalle, 5e-5);
  });
});
