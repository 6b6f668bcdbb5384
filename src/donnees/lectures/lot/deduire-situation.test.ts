import { describe, expect, it, test } from "vitest";
import { buildDeduire } from "./deduire-situation.ts";
import type { LieuPatrimoine, PatrimoineBailleur } from "./ports.ts";
import type { PeutEtreAssimile } from "./quartiers-sortis.ts";
import type { BailADeduire } from "./voisinage.ts";

const [VILLE, VILLAGE] = ["52448", "52550"];
const bail = (given: Partial<BailADeduire> = {}): BailADeduire => ({
  bailleur: "A",
  commune: VILLE,
  adresse: null,
  residence: null,
  bailSigneLe: "2017-06-01",
  ...given,
});
const lieu = (given: Partial<LieuPatrimoine>): LieuPatrimoine => ({
  annee: 2017,
  bailleur: "A",
  commune: VILLE,
  adresse: null,
  residence: null,
  qpv: 0,
  horsQpv: 0,
  inconnus: 0,
  ...given,
});
const ans = (given: Partial<LieuPatrimoine>) => [2017, 2018].map((annee) => lieu({ ...given, annee }));
const stock = (given: Partial<PatrimoineBailleur>): PatrimoineBailleur => ({
  annee: 2017,
  bailleur: "A",
  commune: null,
  qpv: 0,
  horsQpv: 0,
  inconnus: 0,
  ...given,
});
const deduire = (
  bailleurs: readonly PatrimoineBailleur[],
  lieux: readonly LieuPatrimoine[],
  peutEtreAssimile: PeutEtreAssimile = () => false,
) => buildDeduire({ bailleurs, communesQpv: new Map([[2015, new Set([VILLE])]]) }, lieux, peutEtreAssimile);

describe("of every lease", () => {
  it("the commune speaks first, then the bailleur's stock there, then over the territory", () => {
    const { ofEveryLease } = deduire(
      [
        ...[2017, 2018].map((annee) => stock({ annee, commune: VILLE, qpv: 8 })),
        ...[2017, 2018].map((annee) => stock({ annee, qpv: 8, horsQpv: 3 })),
        ...[2017, 2018].map((annee) => stock({ annee, bailleur: "B", horsQpv: 3 })),
      ],
      [],
    );
    expect(ofEveryLease(bail({ commune: VILLAGE }))).toMatchObject({
      motif: "commune-sans-qpv",
      situation: "hors-qpv",
    });
    expect(ofEveryLease(bail())).toEqual({ motif: "bailleur", situation: "qpv", sure: true });
    expect(ofEveryLease(bail({ bailleur: "B" }))).toEqual({ motif: "bailleur", situation: "hors-qpv", sure: true });
    expect(ofEveryLease(bail({ commune: null }))).toBeNull();
    expect(ofEveryLease(bail({ bailleur: "C" }))).toBeNull();
  });

  it("« outside », by the stock, is but probable where other ground may count like a QPV; « inside » stays sure", () => {
    const { ofEveryLease, ofUnlocated } = deduire(
      [
        ...[2017, 2018].map((annee) => stock({ annee, commune: VILLE, horsQpv: 8 })),
        ...[2017, 2018].map((annee) => stock({ annee, bailleur: "B", commune: VILLE, qpv: 8 })),
      ],
      ans({ adresse: "12 rue Miquelon", horsQpv: 4 }),
      (commune) => commune === VILLE,
    );
    expect(ofEveryLease(bail())).toEqual({ motif: "bailleur", situation: "hors-qpv", sure: false });
    expect(ofEveryLease(bail({ bailleur: "B" }))).toEqual({ motif: "bailleur", situation: "qpv", sure: true });
    expect(ofUnlocated(bail({ bailleur: "C", adresse: "12 rue Miquelon" }))).toEqual({
      motif: "adresse",
      situation: "hors-qpv",
      sure: false,
    });
  });

  it("a printed table is a vintage of the territory, beside those of RPLS", () => {
    const printed = stock({ annee: 2016, horsQpv: 1001 });
    const rpls = [stock({ commune: VILLE, horsQpv: 900 }), stock({ horsQpv: 1032 })];
    const { ofEveryLease } = deduire([printed, ...rpls], []);
    expect(ofEveryLease(bail({ bailSigneLe: "2016-03-04" }))).toEqual({
      motif: "bailleur",
      situation: "hors-qpv",
      sure: true,
    });
    expect(ofEveryLease(bail())).toEqual({ motif: "bailleur", situation: "hors-qpv", sure: false });
  });
});

describe("of an unlocated one", () => {
  const lieux = [
    ...ans({ adresse: "12 RUE MIQUELON", residence: "Miquelon", qpv: 4 }),
    ...ans({ adresse: "14 RUE MIQUELON", residence: "Miquelon", qpv: 4 }),
    ...ans({ adresse: "3 AVENUE DES ERABLES", residence: "Les Érables", horsQpv: 6 }),
    ...ans({ adresse: "5 AVENUE DES ERABLES", residence: "Les Érables", qpv: 6 }),
  ];
  const { ofUnlocated } = deduire([], lieux);

  test.each([
    ["its address, both years", { adresse: "12, rue Miquelon" }, { motif: "adresse", situation: "qpv", sure: true }],
    ["its résidence", { residence: "MIQUELON" }, { motif: "residence", situation: "qpv", sure: true }],
    [
      "an address of a résidence that is on both sides",
      { adresse: "3 avenue des Erables", residence: "Les Érables" },
      { motif: "adresse", situation: "hors-qpv", sure: true },
    ],
    [
      "a misspelt road, all of one side: no more than probable",
      { adresse: "BAT C RUE MIQUELLON" },
      { motif: "adresse-proche", situation: "qpv", sure: false },
    ],
    ["a road that is on both sides: nothing", { adresse: "AVENUE DES ERABLES" }, null],
    ["a résidence that is on both sides: nothing", { residence: "Les Érables" }, null],
    [
      "no commune: what looks like it in the bailleur's stock",
      { commune: null, adresse: "RUE MIQUELON" },
      { motif: "adresse-proche", situation: "qpv", sure: false },
    ],
    ["another commune: nothing", { commune: "52331", adresse: "12 RUE MIQUELON", bailSigneLe: "2014-01-02" }, null],
    ["nothing written: nothing", {}, null],
    ["nothing that looks like it: nothing", { adresse: "1 IMPASSE DU STADE" }, null],
  ] as const)("%s", (_, given, expected) => {
    expect(ofUnlocated(bail(given))).toEqual(expected);
  });

  it("an address seen in one vintage alone is probable, the nearest one that looks like it is not better", () => {
    const une = deduire([], [lieu({ adresse: "12 RUE MIQUELON", qpv: 4 })]);
    expect(une.ofUnlocated(bail({ adresse: "12 RUE MIQUELON" }))).toEqual({
      motif: "adresse",
      situation: "qpv",
      sure: false,
    });
  });

  it("a road with one dwelling that nobody located tells nothing", () => {
    const { ofUnlocated: of } = deduire([], [lieu({ adresse: "12 RUE MIQUELON", qpv: 4, inconnus: 1 })]);
    expect(of(bail({ adresse: "RUE MIQUELON" }))).toBeNull();
  });
});
