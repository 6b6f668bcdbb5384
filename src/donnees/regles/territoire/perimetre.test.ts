import { describe, expect, it, test } from "vitest";
import { direPerimetre } from "./dire-perimetre.ts";
import { type CommuneDatee, communesLe, compositionsBetween, compositionsOf, isMembreLe } from "./perimetre.ts";

const TOUJOURS = [{ depuis: null, jusque: null }];
const AVANT = [{ depuis: null, jusque: "2016-12-31" }];
const APRES = [{ depuis: "2017-01-01", jusque: null }];
const REVENUE = [
  { depuis: null, jusque: "2014-06-30" },
  { depuis: "2017-01-01", jusque: "2019-12-31" },
];
const PERIMETRE: readonly CommuneDatee[] = [
  { commune: "52448", sejours: TOUJOURS },
  { commune: "52331", sejours: AVANT },
  { commune: "51649", sejours: APRES },
  { commune: "51123", sejours: REVENUE },
  { commune: "52000", sejours: [] },
];

test.each([
  ["a commune of always", TOUJOURS, "1900-01-01", true],
  ["its last day", AVANT, "2016-12-31", true],
  ["the day after", AVANT, "2017-01-01", false],
  ["the day before it came", APRES, "2016-12-31", false],
  ["its first day", APRES, "2017-01-01", true],
  ["between two stays", REVENUE, "2015-01-01", false],
  ["its second stay", REVENUE, "2018-01-01", true],
  ["never", [], "2018-01-01", false],
])("%s", (_, sejours, jour, membre) => {
  expect(isMembreLe(sejours, jour)).toBe(membre);
});

describe("compositions", () => {
  const compositions = compositionsOf(PERIMETRE);

  it("follow one another without a hole, what changes on one day being one change", () => {
    expect(compositions).toEqual([
      { depuis: null, jusque: "2014-06-30", communes: ["52448", "52331", "51123"] },
      { depuis: "2014-07-01", jusque: "2016-12-31", communes: ["52448", "52331"] },
      { depuis: "2017-01-01", jusque: "2019-12-31", communes: ["52448", "51649", "51123"] },
      { depuis: "2020-01-01", jusque: null, communes: ["52448", "51649"] },
    ]);
  });

  it.each([
    ["2013-01-01", "2013-12-31", 1],
    ["2014-01-01", "2014-12-31", 2],
    ["2016-12-31", "2017-01-01", 2],
    ["2015-01-01", "2015-12-31", 1],
    ["2010-01-01", "2026-12-31", 4],
  ])("of a figure from %s to %s: %i", (du, au, nombre) => {
    expect(compositionsBetween(compositions, [du, au])).toHaveLength(nombre);
  });

  it("of a territory whose days nobody has told: one, of always", () => {
    expect(compositionsOf([{ commune: "52448", sejours: TOUJOURS }])).toEqual([
      { depuis: null, jusque: null, communes: ["52448"] },
    ]);
    expect(compositionsOf([])).toEqual([{ depuis: null, jusque: null, communes: [] }]);
  });

  it("holds, on any day, the communes of that day", () => {
    for (const jour of ["2014-06-30", "2014-07-01", "2016-12-31", "2017-01-01", "2019-12-31", "2020-01-01"]) {
      const [own, ...others] = compositionsBetween(compositions, [jour, jour]);
      expect(others).toEqual([]);
      expect(own?.communes).toEqual(communesLe(PERIMETRE, jour).map(({ commune }) => commune));
    }
  });
});

test.each([
  ["2015-01-01", "2015-12-31", "2 communes"],
  ["2016-01-01", "2016-12-31", "2 communes"],
  ["2017-01-01", "2017-12-31", "3 communes"],
  ["2014-01-01", "2014-12-31", "3 communes jusqu’au 30 juin 2014, puis 2"],
  ["2016-01-01", "2017-12-31", "2 communes jusqu’au 31 décembre 2016, puis 3"],
  ["2014-01-01", "2017-12-31", "3 communes jusqu’au 30 juin 2014, puis 2 jusqu’au 31 décembre 2016, puis 3"],
])("a figure from %s to %s is counted on: %s", (du, au, dit) => {
  expect(direPerimetre(compositionsOf(PERIMETRE), [du, au]).replaceAll("\u00a0", " ")).toBe(dit);
});
