import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it, test } from "vitest";
import { CODE_OFFICIEL } from "./code-officiel.ts";

test.each([
  ["a communauté", "200068666", "CA", 60],
  ["an établissement public territorial", "200057867", "EPT", 8],
  ["Paris", "217500016", "PARIS", 1],
  ["the Métropole de Lyon", "200046977", "MET69", 58],
  ["Aix-Marseille-Provence", "200054807", "METRO", 92],
  ["the Métropole du Grand Paris, which is none", "200054781", "metropole-grand-paris", 130],
])("%s", (_, siren, nature, communes) => {
  const found = CODE_OFFICIEL.findTitulaire(siren);
  expect([found?.nature, found?.communes.length]).toEqual([nature, communes]);
});

it.each(["123456789", "", "21750001"])("nobody has the SIREN « %s »", (siren) => {
  expect(CODE_OFFICIEL.findTitulaire(siren)).toBeNull();
});

it("has every holder of France with its communes, each of one holder, and no arrondissement", () => {
  const read = (nom: string): readonly { readonly code: string }[] =>
    JSON.parse(
      readFileSync(createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${nom}.json`), "utf8"),
    );
  const sirens = [...read("epci"), ...read("ept"), { code: "217500016" }].map(({ code }) => code);
  const titulaires = sirens.flatMap((siren) => CODE_OFFICIEL.findTitulaire(siren) ?? []);
  const tenus = titulaires.filter(({ nature }) => nature !== "metropole-grand-paris");
  // 1 254 EPCI, 11 territories of the Grand Paris, Paris.
  expect(tenus).toHaveLength(1254 + 11 + 1);
  const codes = tenus.flatMap(({ communes }) => communes.map(({ commune }) => commune));
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => /^(751|6938|132)/.test(code) && code !== "75056")).toEqual([]);
  expect(tenus.filter(({ nom, communes }) => nom === "" || communes.length === 0)).toEqual([]);
});

test.each([
  ["52448", "Saint-Dizier"],
  ["75056", "Paris"],
])("commune %s", (code, nom) => {
  expect(CODE_OFFICIEL.findCommune(code)?.nom).toBe(nom);
});

it.each(["75101", "99999", ""])("no commune has the code « %s »", (code) => {
  expect(CODE_OFFICIEL.findCommune(code)).toBeNull();
});

test.each([
  ["a name without its accents", "saint dizier", ["200068666"]],
  ["words of it in any order", "vallees der", ["200068666"]],
  ["a commune of its own", "Wassy", ["200068666"]],
  ["the first digits of a SIREN", "2000686 66", ["200068666"]],
  ["a territory of the Grand Paris", "Plaine Commune", ["200057867"]],
  ["Paris", "ville de paris", ["217500016"]],
])("a search by %s", (_, texte, sirens) => {
  const found = CODE_OFFICIEL.searchTitulaires(texte, 20).map(({ siren }) => siren);
  expect(found.slice(0, 3)).toEqual(expect.arrayContaining(sirens));
});

test.each(["", "  ", "xyzzyx", "métropole du grand paris"])("a search finds nothing with « %s »", (texte) => {
  expect(CODE_OFFICIEL.searchTitulaires(texte, 20)).toEqual([]);
});

it("stops at what is asked for", () => {
  expect(CODE_OFFICIEL.searchTitulaires("pays", 5)).toHaveLength(5);
});

it("says the commune by which a holder was found, when its name does not", () => {
  const par = (texte: string) => CODE_OFFICIEL.searchTitulaires(texte, 20).map((un) => [un.nom, un.par]);
  expect(par("vitry le francois")[0]).toEqual(["CC de Vitry, Champagne et Der", "Vitry-le-François"]);
  expect(par("200034718")).toEqual([["CC de Vitry, Champagne et Der", null]]);
});

it("knows the former codes of a commune", () => {
  expect(CODE_OFFICIEL.anciensCodes("01015")).toEqual(["01340"]);
  expect(CODE_OFFICIEL.anciensCodes("52448")).toEqual(["52241"]);
  expect(CODE_OFFICIEL.anciensCodes("75056")).toEqual([]);
});
