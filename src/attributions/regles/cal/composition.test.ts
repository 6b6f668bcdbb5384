import { describe, expect, test } from "vitest";
import {
  LIBELLE_QUALITE_CAL,
  manquesComposition,
  QUALITES_CAL,
  type QualiteCal,
  type SiegeCal,
  voixDe,
  voixSur,
} from "./composition.ts";

const APRES = "2026-11-28";

describe("who votes, by day", () => {
  test.each([
    ["epci", "2017-01-28", "consultative"],
    ["epci", "2017-01-29", "deliberative"],
    ["prefet", "2016-06-01", "consultative"],
    ["prefet", APRES, "deliberative"],
    ["bailleur", "2012-01-01", "deliberative"],
    ["locataires", APRES, "deliberative"],
    ["mandant", APRES, "deliberative"],
    ["reservataire", APRES, "consultative"],
    ["insertion", APRES, "consultative"],
    ["secretariat", APRES, "aucune"],
  ] as const)("%s on %s: %s", (qualite, jour, voix) => {
    expect(voixDe(qualite, jour)).toBe(voix);
  });

  test("before any text that was read, it refuses rather than guesses", () => {
    expect(() => voixDe("epci", "2010-12-31")).toThrow(/Aucune valeur/);
  });
});

const ICI = "200000009";
const AILLEURS = "200000010";
const logement = (commune: string, reservataire: number | null = null, epci = ICI) => ({ epci, commune, reservataire });
const siege = (qualite: QualiteCal, of: Partial<SiegeCal> = {}): SiegeCal => ({
  qualite,
  commune: null,
  reservataire: null,
  epciPour: ICI,
  ...of,
});

test.each([
  [siege("maire", { commune: "52448" }), logement("52448"), "deliberative"],
  [siege("maire", { commune: "52448" }), logement("52449"), "aucune"],
  [siege("reservataire", { reservataire: 7 }), logement("52448", 7), "consultative"],
  [siege("reservataire", { reservataire: 7 }), logement("52448"), "aucune"],
  [siege("epci"), logement("52449", 7), "deliberative"],
  // A session over two territories: the bailleur's members for all, whoever else for their own.
  [siege("epci"), logement("55545", null, AILLEURS), "aucune"],
  [siege("prefet", { epciPour: AILLEURS }), logement("55545", null, AILLEURS), "deliberative"],
  [siege("bailleur", { epciPour: null }), logement("55545", null, AILLEURS), "deliberative"],
] as const)("%j on %j: %s", (un, sur, voix) => {
  expect(voixSur(un, sur, APRES)).toBe(voix);
});

test("six members of the bailleur, of whom one tenants' representative", () => {
  const sieges = [
    ...Array.from({ length: 5 }, () => ({ qualite: "bailleur" as const })),
    { qualite: "locataires" as const },
  ];
  expect(manquesComposition(sieges, APRES)).toEqual([]);
  expect(manquesComposition(sieges.slice(1), APRES)).toEqual([
    "5 membres du bailleur sont écrits ; la loi en prévoit 6.",
  ]);
  expect(manquesComposition(sieges.slice(0, 5), APRES)).toHaveLength(2);
});

test("each capacity has its words", () => {
  expect(new Set(QUALITES_CAL.map((code) => LIBELLE_QUALITE_CAL[code])).size).toBe(QUALITES_CAL.length);
});
