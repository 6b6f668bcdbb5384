import { describe, expect, test } from "vitest";
import type { LogementSitue } from "./ports.ts";
import { situateBail } from "./situer-bail.ts";

/** 51108 is in the annex of 1996; 52550 is not. */
const [AVEC_ZUS, SANS_ZUS] = ["51108", "52550"];
const logement = (given: Partial<LogementSitue> = {}): LogementSitue => ({
  identRep: "R",
  millesime: "2018",
  situationDeclaree: "inconnue",
  qpv2015: "hors",
  qpv2024: "hors",
  zus: null,
  ...given,
});
const dehors = (generation: 2015 | 2024 | null) => ({ situation: "hors-qpv", generation, quartier: null });
const INCONNUE = { situation: "inconnue", generation: null, quartier: null };
const ZUS = { situation: "qpv", generation: 1996, quartier: "2104010" };

describe("outside the list in force, in a commune that had a ZUS", () => {
  test.each([
    ["before the law, ELAN: outside", "2018-11-24", {}, dehors(2015)],
    ["from its first day, and no perimeter published: unknown", "2018-11-25", {}, INCONNUE],
    ["in one of the perimeters published: counted like a QPV", "2018-11-25", { zus: "2104010" }, ZUS],
    ["in none of them: outside", "2018-11-25", { zus: "hors" }, dehors(2015)],
    ["on the last day of the six years: unknown", "2024-11-24", {}, INCONNUE],
    ["the day after: outside", "2024-11-25", { zus: "2104010" }, dehors(2024)],
    ["what RPLS alone declares: unknown too", "2020-05-01", { qpv2015: null, situationDeclaree: "hors-qpv" }, INCONNUE],
    [
      "what RPLS alone declares, in a ZUS",
      "2020-05-01",
      { qpv2015: null, situationDeclaree: "hors-qpv", zus: "2104010" },
      ZUS,
    ],
    [
      "what RPLS alone declares, in none",
      "2020-05-01",
      { qpv2015: null, situationDeclaree: "hors-qpv", zus: "hors" },
      dehors(null),
    ],
  ] as const)("%s", (_, bailSigneLe, given, expected) => {
    expect(situateBail([logement(given)], { commune: AVEC_ZUS, bailSigneLe })).toEqual(expected);
  });
});

test("a QPV is one, whatever the ZUS", () => {
  const situation = situateBail([logement({ qpv2015: "QP051001", zus: "2104010" })], {
    commune: AVEC_ZUS,
    bailSigneLe: "2019-01-01",
  });
  expect(situation).toEqual({ situation: "qpv", generation: 2015, quartier: "QP051001" });
});

test("a commune that never had one is outside; one that nobody says may have had one", () => {
  const of = (commune: string | null) => situateBail([logement()], { commune, bailSigneLe: "2019-01-01" });
  expect(of(SANS_ZUS)).toEqual(dehors(2015));
  expect(of(null)).toEqual(INCONNUE);
});
