import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTINGENTS, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import type { CelluleBilanFlux } from "./ports.ts";
import { readDetails, ventileFlux } from "./ventile-flux.ts";

const LIBELLES = { communes: new Map([["52448", "Saint-Dizier"]]) };
const COLONNES = CONTINGENTS.map((code) => ({ code, libelle: LIBELLE_CONTINGENT[code], nombre: 0 }));

const cellule: fc.Arbitrary<CelluleBilanFlux> = fc.record({
  contingent: fc.constantFrom(...CONTINGENTS),
  typologie: fc.constantFrom("T1", "T6P", "C", null),
  financement: fc.constantFrom("13", "52", "88", null),
  situation: fc.constantFrom("qpv", "hors-qpv", "inconnue"),
  commune: fc.constantFrom("52448", "52129", null),
  construction: fc.option(fc.integer({ min: 1850, max: 2030 })),
  rapproche: fc.boolean(),
  provisoire: fc.boolean(),
  nombre: fc.integer({ min: 1, max: 50 }),
});

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe("the cuts of the yearly bilan", () => {
  it("property: every cut, and the cross table, sum to the same total, in all and by contingent", () => {
    fc.assert(
      fc.property(fc.array(cellule, { maxLength: 40 }), (cellules) => {
        const total = sum(cellules.map(({ nombre }) => nombre));
        for (const { axe, lignes } of ventileFlux(cellules, COLONNES, LIBELLES)) {
          expect(sum(lignes.map(({ nombre }) => nombre)), axe).toBe(total);
          for (const { nombre, parContingent } of lignes) expect(sum(parContingent), axe).toBe(nombre);
          COLONNES.forEach(({ code }, rang) => {
            const own = cellules.filter(({ contingent }) => contingent === code).map(({ nombre }) => nombre);
            expect(sum(lignes.map(({ parContingent }) => parContingent[rang] ?? 0))).toBe(sum(own));
          });
        }
        expect(sum(readDetails(cellules, LIBELLES).map(({ nombre }) => nombre))).toBe(total);
      }),
    );
  });

  it("always has the line of what no file says, and it is the last", () => {
    for (const { lignes } of ventileFlux([], COLONNES, LIBELLES)) {
      expect(lignes).toMatchObject([{ code: "inconnue", nombre: 0 }]);
    }
  });

  it("says a code in words, time in its order, and an unheard-of code as it is", () => {
    const cellules = [1960, 2010, 1900].map(
      (construction): CelluleBilanFlux => ({
        contingent: "PPRIOR",
        typologie: "T6P",
        financement: "88",
        situation: "qpv",
        commune: "52129",
        construction,
        rapproche: true,
        provisoire: false,
        nombre: 1,
      }),
    );
    const words = (axe: string) =>
      ventileFlux(cellules, COLONNES, LIBELLES)
        .find((one) => one.axe === axe)
        ?.lignes.map(({ libelle }) => libelle);
    expect(words("construction")).toEqual(["Avant 1949", "1949 à 1974", "Depuis 2006", "Inconnue"]);
    expect(words("financement")).toEqual(["Code 88", "Inconnue"]);
    expect(words("typologie")).toEqual(["T6 et plus", "Inconnue"]);
    expect(words("commune")).toEqual(["52129", "Inconnue"]);
  });
});
