import { describe, expect, it, test } from "vitest";
import { isExZusAssimilable } from "../communes-ex-zus.ts";
import {
  type ComptePatrimoine,
  chooseDeduction,
  type Deduction,
  deduceFromCommune,
  deduceFromStock,
} from "./deduction.ts";
import { retainSituation } from "./situation.ts";

const parc = (annee: number, qpv: number, horsQpv: number, inconnus = 0): ComptePatrimoine => ({
  annee,
  qpv,
  horsQpv,
  inconnus,
});
/** Hamaris: no dwelling in the priority neighbourhood, in the tables of the stock of 2016 and in RPLS 2017. */
const HAMARIS = [parc(2016, 0, 1001), parc(2017, 0, 1032)];

describe("from the whole stock of a bailleur, of a résidence or at an address", () => {
  test.each([
    ["a lease of 2016, between two vintages of one side: sure", HAMARIS, "2016-12-31", ["hors-qpv", true]],
    ["a lease of 2017, with none after it: probable", HAMARIS, "2017-01-01", ["hors-qpv", false]],
    ["a lease of 2018, with one vintage alone: probable", [parc(2017, 0, 1032)], "2018-05-04", ["hors-qpv", false]],
    [
      "decided once a later stock is published",
      [parc(2017, 0, 1032), parc(2019, 0, 9)],
      "2018-05-04",
      ["hors-qpv", true],
    ],
    ["a vintage after the lease alone: probable", [parc(2019, 7, 0)], "2018-05-04", ["qpv", false]],
    [
      "the nearest vintages speak, not older ones",
      [parc(2014, 5, 5), parc(2017, 9, 0), parc(2018, 9, 0), parc(2020, 1, 1)],
      "2017-05-04",
      ["qpv", true],
    ],
    ["one side before, the other after: nothing", [parc(2018, 0, 9), parc(2019, 9, 0)], "2018-05-04", null],
    ["both sides in the stock before: nothing", [parc(2018, 1, 9), parc(2019, 0, 9)], "2018-05-04", null],
    ["both sides in the stock after: nothing", [parc(2018, 0, 9), parc(2019, 1, 9)], "2018-05-04", null],
    ["one dwelling that nobody located: nothing", [parc(2018, 0, 9, 1), parc(2019, 0, 9)], "2018-05-04", null],
    ["a vintage without any dwelling: nothing", [parc(2018, 0, 0), parc(2019, 0, 9)], "2018-05-04", null],
    ["no vintage: nothing", [], "2018-05-04", null],
  ] as const)("%s", (_, vintages, jour, expected) => {
    const found = deduceFromStock(vintages, jour, "bailleur");
    expect(found && [found.situation, found.sure]).toEqual(expected);
    expect(found?.motif ?? "bailleur").toBe("bailleur");
  });
});

describe("from the commune", () => {
  const [sansQpv, avecQpv, exZus] = ["52550", "52448", "51108"];
  const de2015 = new Set([avecQpv]);
  const SANS_OBJET = { ancienne: "sans-objet" } as const;

  it("knows which communes had a ZUS, for as long as one is assimilated", () => {
    const jours = ["2018-11-24", "2018-11-25", "2024-11-24", "2024-11-25"];
    expect(jours.map((jour) => isExZusAssimilable(exZus, jour))).toEqual([false, true, true, false]);
    expect(jours.map((jour) => isExZusAssimilable(sansQpv, jour))).toEqual([false, false, false, false]);
  });

  test.each([
    ["without a QPV: outside", sansQpv, "2017-03-02", { enVigueur: de2015, ...SANS_OBJET }, true],
    ["with one: nothing", avecQpv, "2017-03-02", { enVigueur: de2015, ...SANS_OBJET }, null],
    ["that the file does not name: nothing", null, "2017-03-02", { enVigueur: de2015, ...SANS_OBJET }, null],
    [
      "when the perimeters of that day are not published: nothing",
      sansQpv,
      "2017-03-02",
      { enVigueur: null, ...SANS_OBJET },
      null,
    ],
    [
      "a territory without any QPV: outside",
      sansQpv,
      "2017-03-02",
      { enVigueur: new Set<string>(), ...SANS_OBJET },
      true,
    ],
    [
      "that had a ZUS, before the law assimilates it: outside",
      exZus,
      "2018-11-24",
      { enVigueur: de2015, ...SANS_OBJET },
      true,
    ],
    ["that had a ZUS, once it does: probable", exZus, "2018-11-25", { enVigueur: de2015, ...SANS_OBJET }, false],
    [
      "that had a ZUS, on the last day of it: probable",
      exZus,
      "2024-11-24",
      { enVigueur: de2015, ancienne: de2015 },
      false,
    ],
    ["that had a ZUS, afterwards: outside", exZus, "2024-11-25", { enVigueur: de2015, ancienne: de2015 }, true],
    [
      "whose QPV left the list in 2024, still assimilated: nothing",
      avecQpv,
      "2025-03-02",
      { enVigueur: new Set<string>(), ancienne: de2015 },
      null,
    ],
    [
      "in 2025, when nobody published the former list: probable",
      sansQpv,
      "2025-03-02",
      { enVigueur: de2015, ancienne: null },
      false,
    ],
  ] as const)("%s", (_, commune, jour, communes, sure) => {
    const found = deduceFromCommune(commune, jour, communes);
    expect(found && [found.situation, found.motif, found.sure]).toEqual(
      sure === null ? null : ["hors-qpv", "commune-sans-qpv", sure],
    );
  });
});

const deduction = (sure: boolean, situation: Deduction["situation"] = "hors-qpv"): Deduction => ({
  situation,
  motif: "bailleur",
  sure,
});

it("a sure one is taken before a probable one, the first of its kind, and no more is looked for after it", () => {
  let looked = false;
  function* candidates() {
    yield null;
    yield deduction(false, "qpv");
    yield deduction(true);
    looked = true;
    yield deduction(true, "qpv");
  }
  expect(chooseDeduction(candidates())).toEqual(deduction(true));
  expect(looked).toBe(false);
  expect(chooseDeduction([null, deduction(false, "qpv"), deduction(false)])).toEqual(deduction(false, "qpv"));
  expect(chooseDeduction([null])).toBeNull();
});

describe("what is retained of a side", () => {
  test.each([
    ["a person, before the file", "qpv", "qpv", "hors-qpv", deduction(true), ["hors-qpv", "reparation"]],
    ["the file, before the perimeter", "qpv", "hors-qpv", null, deduction(true), ["qpv", "declaration"]],
    ["the perimeter, before what is deduced", "inconnue", "qpv", null, deduction(true), ["qpv", "calcul"]],
    ["what is deduced for sure", "inconnue", "inconnue", null, deduction(true), ["hors-qpv", "deduction"]],
    ["never what is only probable", "inconnue", "inconnue", null, deduction(false), ["inconnue", "aucune"]],
    [
      "nothing of it once a person set it aside",
      "inconnue",
      "inconnue",
      "inconnue",
      deduction(true),
      ["inconnue", "aucune"],
    ],
    ["what the file says, that a person could not locate", "qpv", "inconnue", "inconnue", null, ["qpv", "declaration"]],
    ["nothing when nothing is known", "inconnue", "inconnue", null, null, ["inconnue", "aucune"]],
  ] as const)("%s", (_, declaree, calculee, reparee, deduite, [retenue, origine]) => {
    expect(retainSituation(declaree, calculee, reparee, deduite)).toEqual({ retenue, origine });
  });
});
