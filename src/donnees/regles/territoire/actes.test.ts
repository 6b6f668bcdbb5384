import { expect, test } from "vitest";
import { type ActeDeCommune, checkActes, findCommuns } from "./actes.ts";

const entree = (jour: string): ActeDeCommune => ({ genre: "entree", jour });
const sortie = (jour: string): ActeDeCommune => ({ genre: "sortie", jour });

test.each([
  ["no act", [], true],
  ["of always, then gone", [sortie("2016-12-31")], true],
  ["told since when", [entree("2017-01-01")], true],
  ["came, brought by an act", [entree("2017-01-01")], false],
  ["came and left", [entree("2017-01-01"), sortie("2019-12-31")], false],
  ["left and came back the next day", [sortie("2016-12-31"), entree("2017-01-01")], true],
  ["written in another order", [entree("2017-01-01"), sortie("2016-12-31")], true],
])("holds: %s", (_, actes, origine) => {
  expect(() => checkActes("Wassy", actes, origine)).not.toThrow();
});

test.each([
  [
    "an exit of one that never came",
    [sortie("2016-12-31")],
    false,
    "Wassy : sortie, dernier jour le 31 décembre 2016, sans entrée avant. Écrivez d’abord son entrée dans le territoire.",
  ],
  [
    "two entries",
    [entree("2017-01-01"), entree("2015-01-01")],
    true,
    "Wassy : entrée le 1er janvier 2017 contredit l’entrée le 1er janvier 2015. Annulez d’abord l’acte qui se trompe.",
  ],
  [
    "two exits",
    [sortie("2015-01-01"), sortie("2016-01-01")],
    true,
    "Wassy : sortie, dernier jour le 1er janvier 2016 contredit la sortie, dernier jour le 1er janvier 2015. Annulez d’abord l’acte qui se trompe.",
  ],
  [
    "out and in on one day",
    [sortie("2017-01-01"), entree("2017-01-01")],
    true,
    "Wassy : entrée le 1er janvier 2017 contredit la sortie, dernier jour le 1er janvier 2017. Annulez d’abord l’acte qui se trompe.",
  ],
])("is refused: %s", (_, actes, origine, message) => {
  expect(() => checkActes("Wassy", actes, origine)).toThrow(
    expect.objectContaining({ code: "perimetre-contradictoire", message: message.replace(" :", "\u00a0:") }),
  );
});

const TOUJOURS = { depuis: null, jusque: null };
const jours = (depuis: string | null, jusque: string | null) => ({ depuis, jusque });

test.each([
  ["always and always", [TOUJOURS], [TOUJOURS], TOUJOURS],
  ["until the eve, from the day", [jours(null, "2016-12-31")], [jours("2017-01-01", null)], null],
  ["one day of both", [jours(null, "2017-01-01")], [jours("2017-01-01", null)], jours("2017-01-01", "2017-01-01")],
  ["a stay within always", [TOUJOURS], [jours("2015-01-01", "2016-01-01")], jours("2015-01-01", "2016-01-01")],
  [
    "the second of two",
    [jours(null, "2010-01-01"), jours("2015-01-01", null)],
    [jours("2012-01-01", "2016-01-01")],
    jours("2015-01-01", "2016-01-01"),
  ],
  ["none", [], [TOUJOURS], null],
])("days of both: %s", (_, a, b, communs) => {
  expect(findCommuns(a, b)).toEqual(communs);
  expect(findCommuns(b, a)).toEqual(communs);
});
