import { describe, expect, it } from "vitest";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { nameAbsents } from "./absents.ts";
import { compteBorne, compteParmi, moyenne, sumLogements, taux } from "./cellule.ts";

describe("a rate", () => {
  it.each([
    ["all known", [3, 10, 0], { valeur: 0.3, sur: 10 }],
    [
      "some unknown: over the known, and how far the others may take it",
      [3, 10, 5],
      { valeur: 0.3, sur: 10, bornes: [3 / 15, 8 / 15] },
    ],
    ["none known: unknown, never 0 %", [0, 0, 5], { valeur: null, manque: "inconnu", bornes: [0, 1] }],
    ["nothing at all: without object", [0, 0, 0], { valeur: null, manque: "sans-objet" }],
  ] as const)("%s", (_, [part, total, inconnus], attendu) => {
    expect(taux(part, total, inconnus)).toEqual(attendu);
  });
});

describe("a mean", () => {
  it.each([
    ["of the known", [12, 4, 1], { valeur: 3, sur: 4 }],
    ["of none that is known", [0, 0, 1], { valeur: null, manque: "inconnu" }],
    ["of nothing", [0, 0, 0], { valeur: null, manque: "sans-objet" }],
  ] as const)("%s", (_, [somme, effectif, manquants], attendu) => {
    expect(moyenne(somme, effectif, manquants)).toEqual(attendu);
  });
});

describe("a count of those who have a value", () => {
  it.each([
    ["nobody has it, and that is known", [0, 10, 2], { valeur: 0 }],
    ["nobody says: unknown, never 0", [0, 0, 2], { valeur: null, manque: "inconnu", bornes: [0, 2] }],
    ["there is nobody", [0, 0, 0], { valeur: 0 }],
  ] as const)("%s", (_, [valeur, connus, inconnus], attendu) => {
    expect(compteParmi(valeur, connus, inconnus)).toEqual(attendu);
  });

  it.each([
    ["at least so many, at most with the others", [3, 10, 2], { valeur: 3, bornes: [3, 5] }],
    ["exactly, when all is known", [3, 10, 0], { valeur: 3 }],
    ["nobody says", [0, 0, 2], { valeur: null, manque: "inconnu", bornes: [0, 2] }],
  ] as const)("with its bounds: %s", (_, [sure, connus, inconnus], attendu) => {
    expect(compteBorne(sure, connus, inconnus)).toEqual(attendu);
  });
});

describe("dwellings of operations", () => {
  it.each([
    ["no operation", [], { valeur: 0 }],
    ["of known sizes, the others left out", [12, null, 8], { valeur: 20 }],
    ["of no known size", [null, null], { valeur: null, manque: "inconnu" }],
  ] as const)("%s", (_, logements, attendu) => {
    expect(sumLogements(logements.map((nombre) => ({ logements: nombre })))).toEqual(attendu);
  });
});

describe("what is unknown because the file has no place for it", () => {
  const figure = {
    code: "vacance-par-commune",
    lignes: [
      {
        cle: "52448",
        libelle: "Saint-Dizier",
        cellules: {
          vacance: { valeur: null, manque: "inconnu", bornes: [0, 1] },
          logements: { valeur: 12 },
          loyer: { valeur: null, manque: "sans-objet" },
        },
      },
    ],
  } as unknown as Figure;
  const named = (absents: readonly string[], besoins: readonly (string | readonly string[])[]) =>
    nameAbsents(figure, absents, () => besoins).lignes[0]?.cellules;

  it.each([
    ["the field is there, and blank", ["loyer"], ["mode"], "inconnu"],
    ["the field is not there", ["mode"], ["mode"], "pas-dans-le-fichier"],
    ["one of the two that are needed is not there", ["mode"], ["bailDepuis", "mode"], "pas-dans-le-fichier"],
    ["one of two that are enough is there", ["mode"], [["mode", "occupation"]], "inconnu"],
    [
      "neither of two that are enough is there",
      ["mode", "occupation"],
      [["mode", "occupation"]],
      "pas-dans-le-fichier",
    ],
  ] as const)("%s", (_, absents, besoins, manque) => {
    expect(named(absents, besoins)).toEqual({
      vacance: { valeur: null, manque, bornes: [0, 1] },
      logements: { valeur: 12 },
      loyer: { valeur: null, manque: "sans-objet" },
    });
  });
});
