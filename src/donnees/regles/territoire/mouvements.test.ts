import { describe, expect, it, test } from "vitest";
import { direMouvement } from "./dire-perimetre.ts";
import { buildMouvements, type Mouvement } from "./mouvements.ts";

const move = (jour: string, genre: Mouvement["genre"], avant: string, apres: string): Mouvement => ({
  jour,
  genre,
  avant,
  apres,
  nomAvant: `commune ${avant}`,
  nomApres: `commune ${apres}`,
});

/**
 * Insee: Laneuville-à-Rémy (52266) left Robert-Magny (52427) on 1 January 2012, which ended in La Porte du Der (52331) on 1 January 2016. Les Trois
 * Lacs went from 27676 to 27058 in 2021 and back in 2023. Celles (15031) had ended in Neussargues (15141) on 1 December 2016, and left it on 1
 * January 2025.
 */
const INSEE = buildMouvements(
  [
    move("2012-01-01", "retablissement", "52427", "52266"),
    move("2016-01-01", "fusion", "52427", "52331"),
    move("2016-12-01", "fusion", "15031", "15141"),
    move("2021-01-01", "changement", "27676", "27058"),
    move("2023-01-01", "changement", "27058", "27676"),
    move("2025-01-01", "retablissement", "15141", "15031"),
  ],
  (code) => (code === "01033" ? "01015" : null),
);

describe("the code of a ground, on a day", () => {
  test.each([
    ["the day before it ended", "52427", "2015-12-31", "52427"],
    ["the day it ended", "52427", "2016-01-01", "52331"],
    ["today", "52427", null, "52331"],
    ["before it left another: its file is of after", "52266", "2011-06-01", "52266"],
    ["merged, before it was again", "15031", "2020-05-01", "15141"],
    ["again a commune", "15031", "2025-01-01", "15031"],
    ["again a commune, today", "15031", null, "15031"],
    ["a code that changed, before", "27676", "2020-12-31", "27676"],
    ["between", "27676", "2022-07-01", "27058"],
    ["and back", "27676", "2023-01-01", "27676"],
    ["the other code, after", "27058", "2024-07-01", "27676"],
    ["an end without a day is of any day", "01033", "2010-01-01", "01015"],
    ["a commune to which nothing happened", "52448", "2010-01-01", "52448"],
  ] as const)("%s", (_, code, jour, attendu) => {
    expect(INSEE.codeLe(code, jour)).toBe(attendu);
  });
});

it("says since when a code is none, and what it became", () => {
  expect(["52427", "01033", "15031", "52448"].map((code) => INSEE.finDe(code))).toEqual([
    { depuis: "2016-01-01", devenue: "52331" },
    { depuis: null, devenue: "01015" },
    null,
    null,
  ]);
});

it("says which communes a code still covered on a day", () => {
  const apres = (code: string, jour: string) => INSEE.retabliesApres(code, jour).map((one) => one.apres);
  expect([apres("15141", "2024-12-31"), apres("15141", "2025-01-01"), apres("52448", "2000-01-01")]).toEqual([
    ["15031"],
    [],
    [],
  ]);
});

it("tells what made a commune, the latest first", () => {
  expect(INSEE.histoireDe("15141").map(({ jour, genre }) => [jour, genre])).toEqual([
    ["2025-01-01", "retablissement"],
    ["2016-12-01", "fusion"],
  ]);
  expect([INSEE.nomDe("52427"), INSEE.nomDe("52331"), INSEE.nomDe("52448")]).toEqual([
    "commune 52427",
    "commune 52331",
    null,
  ]);
});

test.each([
  ["52331", "réunie à commune 52427 (52427) le 1er janvier 2016"],
  ["52427", "quittée par commune 52266 (52266) le 1er janvier 2012"],
  ["52266", "rétablie le 1er janvier 2012, hors de commune 52427 (52427)"],
  ["27676", "code 27058 avant le 1er janvier 2023"],
])("is said of %s", (code, dit) => {
  expect(INSEE.histoireDe(code).map((one) => direMouvement(code, one))[0]).toBe(dit);
});
