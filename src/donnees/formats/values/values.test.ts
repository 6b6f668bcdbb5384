import { describe, expect, it, test } from "vitest";
import { codeCommune, oneOf, readCommune, sirenBailleur } from "./code.ts";
import { jour, mois } from "./date.ts";
import { type Contexte, Defaut } from "./defaut.ts";
import { annee, decimal, entier } from "./nombre.ts";
import { unwrap } from "./texte.ts";

const CONTEXTE: Contexte = { aujourdhui: "2018-11-05", depuis1904: false, encodage: { nom: "utf-8", melange: false } };

function outcome(lu: unknown): unknown {
  return lu instanceof Defaut ? `${lu.gravite} ${lu.code}` : lu;
}

test.each([
  ["4,83", 4.83],
  ["4.83", 4.83],
  ["4,83 €", 4.83],
  ["1 234,56", 1234.56],
  ["1\u00a0234,56", 1234.56],
  ["1\u202f234", 1234],
  ["1.234,56", 1234.56],
  ["1,234.56", 1234.56],
  ["1.234.567", 1234567],
  ["1.1144e+006", 1114400],
  ["0,500", 0.5],
  ["-12", -12],
  ["NA", null],
  ["1,234", "LIG nombre-ambigu"],
  ["1.234", "LIG nombre-ambigu"],
  ["douze", "LIG nombre-invalide"],
  ["12-13", "LIG nombre-invalide"],
  ["9999999999", "LIG nombre-hors-bornes"],
])("decimal « %s » is %s", (texte, expected) => {
  expect(outcome(decimal({ min: -1_000, max: 10_000_000 })(texte))).toBe(expected);
});

it("settles « 1,234 » when one reading only is plausible", () => {
  expect(decimal({ min: 0, max: 15 })("1,234")).toBe(1.234);
  expect(entier({ min: 1_000, max: 9_000 })("1,234")).toBe(1234);
});

describe("jour", () => {
  test.each([
    ["05/10/2018", "2018-10-05"],
    ["5/1/2018", "2018-01-05"],
    ["05-10-2018 14:02:33", "2018-10-05"],
    ["2018-10-05", "2018-10-05"],
    ["2018-10-05 00:00:00", "2018-10-05"],
    ["43378", "2018-10-05"],
    ["29/02/2016", "2016-02-29"],
    ["", null],
    ["NA", null],
    // « Never » in each software's form; the next day is a real day.
    ["01/01/1900", null],
    ["1900-01-01", null],
    ["1900-01-01 00:00:00", null],
    ["01-01-1900 00:00", null],
    ["02/01/1900", "1900-01-02"],
    ["03/13/2018", "LIG date-invalide"],
    ["31/02/2018", "LIG date-invalide"],
    ["29/02/2019", "LIG date-invalide"],
    ["05/10/18", "LIG date-annee-courte"],
    ["05/10/1849", "LIG date-ancienne"],
    ["06/11/2018", "LIG date-future"],
    ["bientôt", "LIG date-invalide"],
  ])("« %s » is %s", (texte, expected) => {
    expect(outcome(jour(CONTEXTE)(texte))).toBe(expected);
  });

  it("counts from 1904 in the workbooks that do", () => {
    expect(jour({ ...CONTEXTE, depuis1904: true })("41916")).toBe("2018-10-05");
  });

  it("lets an effect come later", () => {
    expect(jour(CONTEXTE, { future: true })("01/01/2019")).toBe("2019-01-01");
  });
});

test.each([
  ["03/2012", "2012-03"],
  ["2012-03", "2012-03"],
  ["2012-03-01", "2012-03"],
  ["01/1900", null],
  ["1900-01", null],
  ["01/01/1900", null],
  ["99/9999", null],
  ["02/1900", "1900-02"],
  ["13/2012", "LIG date-invalide"],
])("mois « %s » is %s", (texte, expected) => {
  expect(outcome(mois(CONTEXTE)(texte))).toBe(expected);
});

test.each([
  ["52448", "52448"],
  ["2A004", "2A004"],
  ["2b033", "2B033"],
  ["97105", "97105"],
  ["6029", "AVE zero-perdu"],
  ["02A", "LIG code-commune"],
  ["99999", "LIG code-commune"],
  ["602", "LIG code-commune"],
  ["NC", null],
  ["1234", "AVE zero-perdu"],
])("code commune « %s » is %s", (texte, expected) => {
  expect(outcome(codeCommune(texte))).toBe(expected);
});

test.each([
  ["1004", "AVE zero-perdu"],
  ["5164", "LIG code-commune"],
])("four digits « %s », where only 01004 is a commune: %s", (texte, expected) => {
  expect(outcome(readCommune({ isCommune: (code) => code === "01004" })(texte))).toBe(expected);
});

test.each([
  ["275200020", "275200020"],
  ["275 200 020", "275200020"],
  ["27520002000012", "275200020"],
  ["356000000", "356000000"],
  ["275200021", "LIG siren-invalide"],
])("SIREN « %s » is %s", (texte, expected) => {
  expect(outcome(sirenBailleur(texte))).toBe(expected);
});

test.each([
  ["1975", 1975],
  ["1975.0", 1975],
  ["0", null],
  ["9999", null],
  ["75", "LIG annee-invalide"],
  ["2019", "LIG date-future"],
  ["1700", "LIG date-ancienne"],
])("année « %s » is %s", (texte, expected) => {
  expect(outcome(annee({ min: 1850, aujourdhui: CONTEXTE.aujourdhui })(texte))).toBe(expected);
});

test("a closed list knows codes whatever their writing, and gives its own message", () => {
  const read = oneOf(new Map([["1", "oui"]]));
  expect(["1", "1.0", "0", "NC"].map((texte) => outcome(read(texte)))).toEqual(["oui", "oui", null, null]);
  expect(outcome(read("3"))).toBe("LIG code-inconnu");
  expect(outcome(oneOf(new Map([["1", "oui"]]), { gravite: "AVE" })("3"))).toBe("AVE code-inconnu");
});

test.each([
  ["  52448\u00a0", "52448"],
  ['="01053"', "01053"],
  ["=1+1", "=1+1"],
  ["Éclaron", "Éclaron"],
])("unwrap « %s » gives « %s »", (texte, expected) => {
  expect(unwrap(texte)).toBe(expected);
});
