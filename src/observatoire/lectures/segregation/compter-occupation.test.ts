import { expect, it } from "vitest";
import type { OccupationResidence } from "../occupation/ports.ts";
import { countOccupation } from "./compter-occupation.ts";
import { buildOccupation } from "./figures-occupation.ts";

const ligne = (cle: string, bailleur: string, effectif: number, repondants: number): OccupationResidence => ({
  cle,
  bailleur,
  effectif,
  repondants,
  commune: "52448",
  population: "occupants",
  indicateur: "ressources-sous-plai",
});

const RESIDENCES = [
  { cle: "a", situation: "qpv" },
  { cle: "b", situation: "qpv" },
  { cle: "c", situation: "hors-qpv" },
  { cle: "d", situation: "hors-qpv" },
  { cle: "double", situation: "qpv" },
  { cle: "double", situation: "hors-qpv" },
  { cle: "nulle-part", situation: "inconnue" },
] as const;

const count = (lignes: readonly OccupationResidence[]) =>
  countOccupation({ enquete: "2016", millesime: "2017", lignes, residences: RESIDENCES });

it("puts all of the segregation at the level where it is", () => {
  // The two sides differ, but not inside: all of M is between sides.
  const [sides] = count([
    ligne("a", "1", 30, 40),
    ligne("b", "2", 15, 20),
    ligne("c", "1", 10, 40),
    ligne("d", "2", 5, 20),
  ]).populations;
  expect(sides?.niveaux.map(({ information }) => Math.round((information?.part ?? -1) * 1e6) / 1e6 + 0)).toEqual([
    1, 0, 0,
  ]);
  expect(sides?.niveaux.map(({ unites }) => unites)).toEqual([2, 4, 4]);
  expect(sides).toMatchObject({ sousPlai: 60, repondants: 120, sansCote: 0 });
  // Résidences differ within one bailleur of one side: all of M is between résidences.
  const [inside] = count([ligne("a", "1", 30, 40), ligne("b", "1", 10, 40)]).populations;
  expect(inside?.niveaux.map(({ information }) => information?.part)).toEqual([0, 0, 1]);
});

it("counts apart the résidences that are on both sides, on none, or not in the stock", () => {
  const lue = count([
    ligne("double", "1", 5, 20),
    ligne("nulle-part", "1", 5, 20),
    ligne("absente", "1", 9, 20),
    ligne("a", "1", 9, 20),
  ]);
  expect(lue.populations[0]).toMatchObject({ sansCote: 3 });
  expect(lue.populations[0]?.niveaux[0]?.unites).toBe(2);
  expect(buildOccupation(lue).methode.reserves.join(" ")).toContain("3 résidence(s)");
});

it("looks at one indicator, each population apart, and says what is not there", () => {
  const other = { ...ligne("a", "1", 4, 20), indicateur: "apl" } as const;
  const recents = { ...ligne("a", "1", 4, 20), population: "emmenages-recents" } as const;
  const lue = count([other, recents]);
  expect(lue.populations.map(({ repondants }) => repondants)).toEqual([0, 20]);
  const figure = buildOccupation(lue);
  const [first] = figure.lignes;
  // Cells and columns correspond one to one.
  expect(Object.keys(first?.cellules ?? {})).toEqual(figure.colonnes.map(({ code }) => code));
  expect(first?.cellules.dissimilarite).toEqual({ valeur: null, manque: "inconnu" });
});
