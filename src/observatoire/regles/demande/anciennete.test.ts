import { expect, test } from "vitest";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { bandAnciennete, labelAnciennete } from "./anciennete.ts";

test.each([
  ["2017-12-31", 0],
  ["2017-09-30", 0],
  ["2017-09-29", 3],
  ["2017-03-31", 6],
  ["2017-03-30", 9],
  ["2016-12-31", 9],
  ["2016-12-30", 12],
  ["1999-01-01", 36],
  ["2018-01-01", null],
  [null, null],
])("made on %s, seen on 31 December 2017: band %s", (jour, band) => {
  expect(bandAnciennete(jour, "2017-12-31")).toBe(band);
});

test("bands are written as they are counted, strictly over their lower bound", () => {
  expect([0, 9, 36].map(labelAnciennete)).toEqual(["3 mois au plus", "Plus de 9 à 12 mois", "Plus de 36 mois"]);
});

test("days, leap years included", () => {
  expect([
    daysBetween("2016-02-28", "2016-03-01"),
    daysBetween(null, "2016-03-01"),
    daysBetween("2016-03-02", "2016-03-01"),
  ]).toEqual([2, null, null]);
});
