import { describe, expect, test } from "vitest";
import { LIBELLE_QUALITE_CAL, manquesComposition, QUALITES_CAL, voixDe, voixSur } from "./composition.ts";

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

test.each([
  [
    { qualite: "maire", commune: "52448", reservataire: null },
    { commune: "52448", reservataire: null },
    "deliberative",
  ],
  [{ qualite: "maire", commune: "52448", reservataire: null }, { commune: "52449", reservataire: null }, "aucune"],
  [{ qualite: "reservataire", commune: null, reservataire: 7 }, { commune: "52448", reservataire: 7 }, "consultative"],
  [{ qualite: "reservataire", commune: null, reservataire: 7 }, { commune: "52448", reservataire: null }, "aucune"],
  [{ qualite: "epci", commune: null, reservataire: null }, { commune: "52449", reservataire: 7 }, "deliberative"],
] as const)("%j on %j: %s", (siege, logement, voix) => {
  expect(voixSur(siege, logement, APRES)).toBe(voix);
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
