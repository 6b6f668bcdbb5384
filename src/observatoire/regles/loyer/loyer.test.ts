import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { prixM2, SANS_PRIX } from "#donnees/regles/loyer/prix.ts";
import { besoinOf, coutMensuel, isAdapte } from "./accessible.ts";
import { CLASSES_LOYER, type ComptesLoyer, classOf, readBasLoyers } from "./classe.ts";
import { dixiemesUc, piecesNecessaires, TYPES_MENAGE } from "./menage.ts";

describe("prixM2", () => {
  test.each([
    [300, 60, 500],
    [299, 60, 498],
    // 4.9958…: under five euros, and not rounded up.
    [1199, 240, 499],
    [3000, 60, 5000],
  ])("%i € for %i m² is %i centimes", (loyer, surface, centimes) => {
    expect(prixM2(loyer, surface)).toBe(centimes);
  });

  test.each([
    [0, 60, "nul"],
    [0, null, "nul"],
    [null, 60, "non-renseigne"],
    [300, null, "non-renseigne"],
    [3001, 60, "invraisemblable"],
  ])("%s € for %s m² has none: %s", (loyer, surface, raison) => {
    expect(prixM2(loyer, surface)).toBe(raison);
  });
});

describe("classOf", () => {
  test.each([
    [1, "moins-de-3"],
    [299, "moins-de-3"],
    [300, "de-3-a-4"],
    [499, "de-4-a-5"],
    [500, "de-5-a-6"],
    [799, "de-7-a-8"],
    [800, "8-et-plus"],
    [5000, "8-et-plus"],
  ])("%i centimes: %s", (centimes, classe) => {
    expect(classOf(centimes)).toBe(classe);
  });

  it("says of any rent and surface what the quotient says", () => {
    const bornes = [3, 4, 5, 6, 7, 8];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 998 }), (loyer, surface) => {
        fc.pre(loyer <= surface * 50);
        const rang = bornes.filter((borne) => loyer >= borne * surface).length;
        expect(classOf(Number(prixM2(loyer, surface)))).toBe(CLASSES_LOYER[rang]);
      }),
    );
  });
});

describe("readBasLoyers", () => {
  const counts = fc.record(
    Object.fromEntries([...CLASSES_LOYER, ...SANS_PRIX].map((classe) => [classe, fc.nat(2000)])) as Record<
      keyof ComptesLoyer,
      fc.Arbitrary<number>
    >,
  );

  it("keeps its rate within its bounds, and the document's at the lowest", () => {
    fc.assert(
      fc.property(counts, (comptes) => {
        const { taux, tauxDocument, bornes, connus, logements } = readBasLoyers(comptes);
        expect(logements).toBe(Object.values(comptes).reduce((sum, nombre) => sum + nombre, 0));
        if (taux === null || bornes === null) return expect(connus).toBe(0);
        expect(taux).toBeGreaterThanOrEqual(bornes[0] - 1e-12);
        expect(taux).toBeLessThanOrEqual(bornes[1] + 1e-12);
        expect(tauxDocument).toBe(bornes[0]);
      }),
    );
  });

  it("is without object when nothing is counted", () => {
    const vide = Object.fromEntries([...CLASSES_LOYER, ...SANS_PRIX].map((classe) => [classe, 0])) as ComptesLoyer;
    expect(readBasLoyers(vide)).toMatchObject({ taux: null, tauxDocument: null, bornes: null });
  });
});

describe("households", () => {
  test.each([
    ["seul", 10, 1],
    ["couple", 15, 2],
    ["seul-1-enfant", 13, 3],
    ["seul-2-enfants", 16, 3],
    ["seul-3-enfants", 19, 4],
    ["couple-1-enfant", 18, 3],
    ["couple-2-enfants", 21, 3],
    ["couple-3-enfants", 24, 4],
    ["couple-4-enfants", 27, 4],
  ])("%s: %i tenths of consumption unit, %i rooms", (code, dixiemes, pieces) => {
    const type = TYPES_MENAGE.find((one) => one.code === code);
    if (!type) throw new Error(code);
    expect([dixiemesUc(type), piecesNecessaires(type)]).toEqual([dixiemes, pieces]);
  });
});

const HYPOTHESES = { ressources: 7228, charges: 200, taux: 0.3, piecesEnPlus: 1 };
const SEUL = { adultes: 1, enfants: 0 } as const;

describe("besoinOf", () => {
  it("gives one person at 7 228 € a year 180,70 € a month", () => {
    expect(besoinOf(SEUL, HYPOTHESES)).toEqual({ budget: 18_070, ressources: 60_233, pieces: [1, 2] });
  });

  it("does not lose a centime to floating point", () => {
    expect(besoinOf(SEUL, { ...HYPOTHESES, ressources: 7200 }).budget).toBe(18_000);
    expect(besoinOf(SEUL, { ...HYPOTHESES, ressources: 7200, taux: 0.29 }).budget).toBe(17_400);
  });
});

describe("isAdapte", () => {
  const besoin = besoinOf({ adultes: 2, enfants: 1 }, HYPOTHESES);
  test.each([
    [2, "non"],
    [3, "oui"],
    [4, "oui"],
    [5, "non"],
    [null, "inconnue"],
  ])("%s rooms for a couple and a child: %s", (pieces, reponse) => {
    expect(isAdapte(pieces, besoin)).toBe(reponse);
  });
});

describe("coutMensuel", () => {
  test.each([
    [140, 20, 18_000],
    [0, 20, null],
    [null, 20, null],
    [140, null, null],
    // 60 € a square metre is treated as a mistake.
    [1200, 20, null],
  ])("%s € for %s m²: %s centimes", (loyer, surface, cout) => {
    expect(coutMensuel(loyer, surface, 200)).toBe(cout);
  });
});
