import { expect, test } from "vitest";
import { countHouse, countSpreads } from "./compter.ts";

/** A ratchet: what is counted may go down, and the number here goes down with it; raising one goes with a decision in docs/decisions. */
const PLAFONDS: Readonly<Record<string, number>> = {
  lignes: 251_900,
  lignesPagesEtRoutes: 86_300,
  lignesRequetesEtSql: 32_800,
  lignesGraphiques: 2_500,
  lignesCartes: 2_500,
  actesPrives: 0,
  vuesPrivees: 2,
  annonces: 0,
  corpsLusALaMain: 2,
  tablesALaMain: 1,
  nomsEnCamelDansLeSql: 0,
  etalementsDeLitteraux: 0,
};

test("nothing that « La maison » counts goes up", () => {
  const comptes = countHouse();
  expect(Object.keys(comptes).sort()).toEqual(Object.keys(PLAFONDS).sort());
  const hausses = Object.entries(comptes).filter(([nom, compte]) => compte > (PLAFONDS[nom] ?? 0));
  expect(hausses).toEqual([]);
});

test.each([
  ["an object in an object", "const a = { ...{ b: 1 } };", 1],
  ["a list in a call", "f(...[1, 2]);", 1],
  ["what may be there or not", "const a = [...(b ? [1] : [])];", 0],
  ["a name", "const a = { ...b };", 0],
])("spreads of a literal: %s", (_, texte, nombre) => {
  expect(countSpreads({ path: "a.ts", texte })).toBe(nombre);
});
