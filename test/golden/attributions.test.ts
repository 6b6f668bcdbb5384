import { describe, expect, it, test } from "vitest";
import { measure } from "#bilan/lectures/measure.ts";
import { printedPourcent } from "#droit/regles/arrondi.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { cadreOf, comptesOf } from "./comptes-of.ts";
import { neededInDocument } from "./document-arrondi.ts";
import {
  BAILLEURS_2016,
  BAILLEURS_2017,
  EPCI_2016,
  EPCI_2017,
  PARTS_2016,
  PARTS_2017,
  SYNTHESE_2016,
  SYNTHESE_2017,
} from "./document-table.ts";

const ANNEES = [
  { annee: 2016, bailleurs: BAILLEURS_2016, epci: EPCI_2016, synthese: SYNTHESE_2016, parts: PARTS_2016 },
  { annee: 2017, bailleurs: BAILLEURS_2017, epci: EPCI_2017, synthese: SYNTHESE_2017, parts: PARTS_2017 },
] as const;

function measureBailleur(annee: number, [, ...cells]: readonly [string, ...number[]]) {
  return measure(comptesOf(cells.slice(0, 3), cells.slice(3)), cadreOf(annee), null);
}

describe("strict: what the law asks, in whole leases", () => {
  test.each([
    // annee, bailleur, assiette, realise, attendu, manque, borne basse %, borne haute %, verdict
    [2016, "OPH de Saint-Dizier", 98, 19, 25, 6, 17.92, 20.2, "non-atteint"],
    [2016, "Hamaris", 122, 32, 31, 0, 23.7, 26.83, "indecidable"],
    [2016, "Plurial Novilia", 59, 4, 15, 11, 6.06, 8.33, "non-atteint"],
    [2016, "Le Foyer Rémois", 3, 1, 1, 0, 5.88, 71.43, "indecidable"],
    [2016, "Vitry Habitat", 9, 0, 3, 3, 0, 0, "non-atteint"],
    [2017, "OPH de Saint-Dizier", 120, 30, 30, 0, 24.79, 25, "indecidable"],
    [2017, "Hamaris", 130, 26, 33, 7, 17.81, 21.8, "non-atteint"],
    [2017, "Plurial Novilia", 87, 10, 22, 12, 11.49, 12.5, "non-atteint"],
    [2017, "Le Foyer Rémois", 16, 0, 4, 4, 0, 0, "non-atteint"],
    [2017, "Vitry Habitat", 7, 0, 2, 2, 0, 0, "non-atteint"],
  ])("hors QPV %i, %s", (annee, nom, assiette, realise, attendu, manque, low, high, verdict) => {
    const row = ANNEES.find((a) => a.annee === annee)?.bailleurs.find(([name]) => name === nom);
    if (!row) throw new Error(nom);
    const { horsQpv } = measureBailleur(annee, row);
    expect(horsQpv).toMatchObject({
      assiette,
      realise,
      premierQuartile: realise,
      reloges: 0,
      attendu,
      manque,
      verdict,
    });
    expect(horsQpv.bornes?.map((rate) => Math.round(rate * 10_000) / 100)).toEqual([low, high]);
  });

  test.each([
    [2016, "OPH de Saint-Dizier", 378, 219, 189, 57.9365],
    [2016, "Hamaris", 0, 0, 0, null],
    [2016, "Plurial Novilia", 41, 31, 21, 75.6098],
    [2016, "Le Foyer Rémois", 6, 6, 3, 100],
    [2016, "Vitry Habitat", 0, 0, 0, null],
    [2017, "OPH de Saint-Dizier", 335, 198, 168, 59.1045],
    [2017, "Hamaris", 0, 0, 0, null],
    [2017, "Plurial Novilia", 34, 30, 17, 88.2353],
    [2017, "Le Foyer Rémois", 22, 19, 11, 86.3636],
    [2017, "Vitry Habitat", 0, 0, 0, null],
  ])("en QPV %i, %s", (annee, nom, assiette, realise, attendu, percent) => {
    const row = ANNEES.find((a) => a.annee === annee)?.bailleurs.find(([name]) => name === nom);
    if (!row) throw new Error(nom);
    const { qpv } = measureBailleur(annee, row);
    expect(qpv).toMatchObject({ assiette, realise, attendu, manque: 0 });
    expect(qpv.taux === null ? null : Math.round(qpv.taux * 1_000_000) / 10_000).toBe(percent);
  });

  test.each(ANNEES)("the EPCI's tests of $annee", ({ annee, epci }) => {
    const { horsQpv, qpv, nonLocalisees, total } = measure(comptesOf(epci.q1, epci.q24), cadreOf(annee), null);
    expect(horsQpv).toMatchObject({
      realise: epci.test25.realise,
      attendu: epci.test25.objectif,
      manque: epci.test25.marge,
    });
    expect(qpv).toMatchObject({
      realise: epci.test50.realise,
      attendu: epci.test50.objectif,
      manque: 0,
      verdict: "atteint",
    });
    expect([qpv.assiette, horsQpv.assiette, nonLocalisees.total, total]).toEqual(epci.total);
  });

  it("cannot decide 2016 on the EPCI's table: 101 unlocated leave the rate between 15,3 % and 25,2 %", () => {
    const { horsQpv } = measure(comptesOf(EPCI_2016.q1, EPCI_2016.q24), cadreOf(2016), null);
    expect(horsQpv.verdict).toBe("indecidable");
    expect(horsQpv.bornes?.map((rate) => Math.round(rate * 1000) / 10)).toEqual([15.3, 25.2]);
  });

  it("decides 2016 on the bailleurs' tables, where 52 more leases are located: 16,8 % to 21,1 %", () => {
    const { horsQpv } = measure(
      BAILLEURS_2016.flatMap(([, ...c]) => comptesOf(c.slice(0, 3), c.slice(3))),
      cadreOf(2016),
      null,
    );
    expect(horsQpv).toMatchObject({ assiette: 291, realise: 56, attendu: 73, manque: 17, verdict: "non-atteint" });
    expect(horsQpv.bornes?.map((rate) => Math.round(rate * 1000) / 10)).toEqual([16.8, 21.1]);
  });

  it("gives 66 of 360 and 247 of 391 in 2017, whichever table it starts from", () => {
    const fromBailleurs = measure(
      BAILLEURS_2017.flatMap(([, ...c]) => comptesOf(c.slice(0, 3), c.slice(3))),
      cadreOf(2017),
      null,
    );
    expect(fromBailleurs).toEqual(measure(comptesOf(EPCI_2017.q1, EPCI_2017.q24), cadreOf(2017), null));
    expect(fromBailleurs.horsQpv).toMatchObject({
      assiette: 360,
      realise: 66,
      attendu: 90,
      manque: 24,
      verdict: "non-atteint",
    });
    expect(fromBailleurs.qpv).toMatchObject({ assiette: 391, realise: 247, attendu: 196, verdict: "atteint" });
    expect(fromBailleurs.nonLocalisees).toMatchObject({ total: 21, premierQuartile: 4, autres: 17 });
  });

  it("measures 2016 against a law that was not yet in force, and says so", () => {
    const { horsQpv } = measure(comptesOf(EPCI_2016.q1, EPCI_2016.q24), cadreOf(2016), null);
    expect(horsQpv.plancherRetrospectif).toBe(true);
    expect(measure([], cadreOf(2017), null).horsQpv.plancherRetrospectif).toBe(false);
  });
});

describe("as printed: the document's own rounding", () => {
  test.each(
    ANNEES.flatMap(({ annee, bailleurs, parts }) => bailleurs.map((row, i) => ({ annee, row, printed: parts[i] }))),
  )("« part des attributions » $annee, $row.0", ({ row, printed }) => {
    const [nom, ...cells] = row;
    const bySide = [0, 1, 2].map((i) => (cells[i] ?? 0) + (cells[i + 3] ?? 0));
    const total = bySide.reduce((a, b) => a + b, 0);
    expect([nom, ...bySide.map((n) => printedPourcent(n, total, "demi-superieur"))]).toEqual(printed);
  });

  test.each([
    // The bailleurs' deltas are rounded down; a strict count rounds « au moins » up.
    [2016, "OPH de Saint-Dizier", 98, 19, 5, 6],
    [2016, "Hamaris", 122, 32, 0, 0],
    [2017, "OPH de Saint-Dizier", 120, 30, 0, 0],
    [2017, "Hamaris", 130, 26, 6, 7],
    [2017, "Le Foyer Rémois", 16, 0, 4, 4],
  ])(
    "delta 25 %% %i, %s: %i hors QPV, %i done, printed %i, strict %i",
    (annee, nom, assiette, realise, printed, strict) => {
      const line = ANNEES.find((a) => a.annee === annee)?.synthese.find(([name]) => name === nom);
      expect(line?.[1]).toBe(assiette);
      expect(line?.[3]).toBe(printed);
      expect(Math.max(0, neededInDocument(assiette, 0.25) - realise)).toBe(printed);
      expect(Math.max(0, ceilShare(assiette, 0.25) - realise)).toBe(strict);
    },
  );

  test.each([
    [2016, 59, 8, 4, 17, 11],
    [2017, 87, 1, 10, 22, 12],
  ])(
    "Plurial %i prints a target as a delta: on %i located and %i unlocated, the %i done are not subtracted",
    (annee, located, unlocated, done, printed, strict) => {
      const line = ANNEES.find((a) => a.annee === annee)?.synthese.find(([name]) => name === "Plurial Novilia");
      expect(line?.[3]).toBe(printed);
      expect(ceilShare(located + unlocated, 0.25)).toBe(printed);
      expect(ceilShare(located, 0.25) - done).toBe(strict);
    },
  );

  test.each([
    [2016, 9, 3],
    [2017, 7, 2],
  ])(
    "Vitry Habitat %i prints « / » for %i leases: the law exempts no small number, %i are missing",
    (annee, assiette, strict) => {
      const line = ANNEES.find((a) => a.annee === annee)?.synthese.find(([name]) => name === "Vitry Habitat");
      expect(line?.[3]).toBe("/");
      expect(ceilShare(assiette, 0.25)).toBe(strict);
    },
  );

  it("prints 72 % for the OPH in 2016 by dividing by the wrong total: 219 of 378 is 57,9 %, 219 of 306 is 72 %", () => {
    expect(SYNTHESE_2016[0]?.[4]).toBe(72);
    expect(printedPourcent(219, 378, "demi-superieur", 1)).toBe(57.9);
    expect(printedPourcent(219, 306, "demi-superieur")).toBe(72);
  });

  it("prints Plurial's 75,6 % of 2016 once truncated (75) and once rounded (76)", () => {
    expect(SYNTHESE_2016[2]?.[4]).toBe(75);
    expect(printedPourcent(31, 41, "tronque")).toBe(75);
    expect(printedPourcent(31, 41, "demi-superieur")).toBe(76);
  });

  it("prints Plurial's 11,49 % of 2017 as 11,5 and as 11", () => {
    expect(SYNTHESE_2017[2]?.[2]).toBe(11.5);
    expect(printedPourcent(10, 87, "demi-superieur", 1)).toBe(11.5);
    expect(printedPourcent(10, 87, "demi-superieur")).toBe(11);
  });

  it("has two extractions for 2016: 765 leases and the same quartiles, but 52 more located by the bailleurs", () => {
    const bySide = (i: number) => BAILLEURS_2016.reduce((sum, row) => sum + Number(row[i]) + Number(row[i + 3]), 0);
    expect([bySide(1), bySide(2), bySide(3)]).toEqual([425, 291, 49]);
    expect(EPCI_2016.total).toEqual([384, 280, 101, 765]);
    expect(EPCI_2016.total[2] - bySide(3)).toBe(52);
  });
});
