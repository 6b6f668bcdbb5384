import { describe, expect, it, test } from "vitest";
import { checkObjectifs } from "#bilan/lectures/controles-objectifs.ts";
import { printedPourcent } from "#droit/regles/arrondi.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { neededInDocument } from "./document-arrondi.ts";
import {
  DEMOLITIONS,
  EPCI_2016,
  EPCI_2017,
  LOYERS,
  OBJECTIFS_HORS_QPV,
  OBJECTIFS_QPV,
  PARC_2016,
  PARC_SECTEURS_2015,
  VACANCE_COMMUNES,
} from "./document-table.ts";

const BAILLEURS = OBJECTIFS_HORS_QPV.slice(0, 5);
const TOTAL = OBJECTIFS_HORS_QPV[5];

describe("« Objectifs 2018-2020 hors QPV »", () => {
  test.each([
    [2018, 5, 76, 0.21, 76],
    [2019, 7, 80, 0.22, 80],
    [2020, 9, 85, 0.23, 83],
  ])(
    "%i: the bailleurs' column adds up to the printed %i, the EPCI's rate needs its own",
    (_, column, printed, taux, needed) => {
      expect(BAILLEURS.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(printed);
      expect(TOTAL.at(column)).toBe(printed);
      expect(ceilShare(360, taux)).toBe(needed);
    },
  );

  it("writes 85 for 23 % in 2020: 85 of 360 is 23,6 %, two more than the 83 that 23 % needs", () => {
    expect(printedPourcent(85, 360, "demi-superieur", 1)).toBe(23.6);
    expect(85 - ceilShare(360, 0.23)).toBe(2);
  });

  it("writes 32 of 130 as « 25 % » for Hamaris: 24,6 %, one lease short of 33", () => {
    expect(printedPourcent(32, 130, "demi-superieur", 1)).toBe(24.6);
    expect(ceilShare(130, 0.25)).toBe(33);
    expect(neededInDocument(130, 0.25)).toBe(32);
  });

  test.each([
    // printed percentages of the table are truncated: bailleur, number, base, printed
    ["Le Foyer Rémois 2018", 2, 16, 12],
    ["Le Foyer Rémois 2019", 3, 16, 18],
    ["Vitry Habitat 2020", 2, 7, 28],
    ["Vitry Habitat 2018", 1, 7, 14],
  ])("%s: %i of %i printed %i %%", (_, nombre, base, printed) => {
    expect(printedPourcent(nombre, base, "tronque")).toBe(printed);
  });

  it("shows up in the product as controls: 2018 and 2019 agree, 2020 does not", () => {
    const rows = [2018, 2019, 2020].flatMap((annee, i): ObjectifRetenu[] => [
      objectif(annee, null, [0.21, 0.22, 0.23][i] ?? null, null),
      ...BAILLEURS.map((row) => objectif(annee, String(row[0]), null, Number(row[5 + 2 * i]))),
    ]);
    const assiettes = new Map(BAILLEURS.map((row) => [String(row[0]), Number(row[2])]));
    const controles = checkObjectifs(rows, { annee: 2017, entiere: true, nonLues: 0, assiettes }, new Map(), 0.25);
    expect(controles.map((row) => [row.code, row.accord])).toEqual([
      ["objectif-total.epci.2018", true],
      ["objectif-total.epci.2019", true],
      ["objectif-total.epci.2020", false],
    ]);
    expect(controles[2]?.explication).toContain("s’écarte de 2");
  });
});

it("holds each written number against the 25 % written beside it", () => {
  const rows = [
    objectif(2018, "Hamaris", 0.25, 32),
    objectif(2018, "OPH", 0.25, 30),
    objectif(2018, "Plurial", 0.13, 11),
  ];
  const assiettes = new Map([
    ["Hamaris", 130],
    ["OPH", 120],
    ["Plurial", 87],
  ]);
  const controles = checkObjectifs(rows, { annee: 2017, entiere: true, nonLues: 0, assiettes }, new Map(), 0.25);
  expect(controles.map((row) => [row.code, row.accord])).toEqual([
    ["objectif-arrondi.Hamaris.2018", false],
    ["objectif-arrondi.OPH.2018", true],
  ]);
  expect(controles[0]?.recalcule).toContain("24,6");
});

function objectif(annee: number, bailleur: string | null, taux: number | null, nombre: number | null): ObjectifRetenu {
  return {
    annee,
    bailleur,
    objet: "hors-qpv",
    taux,
    nombre,
    reference: null,
    parts: [],
    calcul: null,
    acte: "Convention du 5 octobre 2018",
    depuis: "2018-10-05",
  };
}

describe("« Objectifs 2018-2020 dans le QPV »", () => {
  test.each(OBJECTIFS_QPV.filter((row) => row[2] !== null))(
    "%s: the printed share of quartiles 2 to 4 in 2017",
    (_nom, _lls, base, done, percent) => {
      expect(printedPourcent(Number(done), Number(base), "demi-superieur")).toBe(percent);
      expect(Number(done)).toBeGreaterThanOrEqual(ceilShare(Number(base), 0.5));
    },
  );
});

describe("stock and vacancy", () => {
  test.each([
    ["2016", EPCI_2016.parc],
    ["2017", EPCI_2017.parc],
  ])("EPCI %s: shares and vacancy as printed", (_, parc) => {
    expect(parc.qpv + parc.horsQpv).toBe(parc.total);
    expect(printedPourcent(parc.qpv, parc.total, "demi-superieur", 1)).toBe(parc.qpvPct);
    expect(printedPourcent(parc.horsQpv, parc.total, "demi-superieur", 1)).toBe(parc.horsQpvPct);
    expect(printedPourcent(parc.vacanceCommercialeQpv, parc.qpv, "demi-superieur", 1)).toBe(parc.vacanceQpvPct);
    expect(printedPourcent(parc.vacanceCommercialeHorsQpv, parc.horsQpv, "demi-superieur", 1)).toBe(
      parc.vacanceHorsQpvPct,
    );
  });

  it("prints, for every commune, no more long vacancy than vacancy", () => {
    expect(VACANCE_COMMUNES.filter(([, , vacance, longue]) => longue > vacance)).toEqual([]);
  });

  it("has 6 188 dwellings by bailleur in 2016 and 6 230 in the RPLS « décret »: 42 apart, all hors QPV", () => {
    const sum = (column: 1 | 3 | 4) => PARC_2016.slice(0, 5).reduce((total, row) => total + row[column], 0);
    expect([sum(1), sum(3), sum(4)]).toEqual([6188, 3625, 2563]);
    expect([EPCI_2016.parc.total - sum(1), EPCI_2016.parc.horsQpv - sum(4)]).toEqual([42, 42]);
  });

  it("adds up exactly to 6 261 by bailleur in 2017", () => {
    const hors = BAILLEURS.reduce((sum, row) => sum + Number(row[1]), 0);
    const qpv = OBJECTIFS_QPV.slice(0, 5).reduce((sum, row) => sum + Number(row[1]), 0);
    expect([qpv, hors, qpv + hors]).toEqual([3648, 2613, 6261]);
  });

  it("adds up by sector in 2015, an empty cell being nothing", () => {
    const sum = (column: 1 | 2 | 3) =>
      PARC_SECTEURS_2015.slice(0, 8).reduce((total, row) => total + (row[column] ?? 0), 0);
    expect([sum(1), sum(2), sum(3)]).toEqual([5574, 870, 6444]);
  });

  it("has 5 909 dwellings in the rent classes for a perimeter of 5 838: another base", () => {
    const total = LOYERS.reduce((sum, row) => sum + row[1] + row[3] + row[5], 0);
    expect(total).toBe(5909);
  });

  it("has 320 dwellings to demolish, 222 occupied, and 45 households for 20 %", () => {
    const sum = (column: 1 | 3) => DEMOLITIONS.slice(0, 5).reduce((total, row) => total + Number(row[column]), 0);
    expect([sum(1), sum(3), ceilShare(sum(3), 0.2)]).toEqual([320, 222, 45]);
  });
});
