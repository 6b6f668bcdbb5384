import { expect, test } from "vitest";
import { figureEvolution, type StockCompte } from "./figure-evolution.ts";

const stockOf = (reference: string, origines: Readonly<Record<string, number>>): StockCompte => ({
  reference,
  comptes: Object.entries(origines).map(([cle, nombre]) => ({
    axe: "origine",
    cle,
    ancienne: "oui",
    signalee: "non",
    nombre,
    jours: 0,
  })),
});
const variations = (stocks: readonly StockCompte[]) =>
  figureEvolution(stocks, { delai: 9, filtre: "" })?.lignes.map(({ cellules }) => cellules.variation_nouvelles);

test("new demandes are compared with those of two years before, whatever their order, and the unknown origins open it", () => {
  expect(
    variations([
      stockOf("2017-12-31", { "nouvelle-entree": 91, mutation: 300 }),
      stockOf("2016-12-31", { "nouvelle-entree": 95, mutation: 10 }),
      stockOf("2015-12-31", { "nouvelle-entree": 100, mutation: 10 }),
    ]),
  ).toEqual([{ valeur: null, manque: "inconnu" }, { valeur: null, manque: "inconnu" }, { valeur: 91 / 100 - 1 }]);
  expect(
    variations([
      stockOf("2015-12-31", { "nouvelle-entree": 80, inconnu: 20 }),
      stockOf("2017-12-31", { "nouvelle-entree": 60, inconnu: 40 }),
    ])?.at(-1),
  ).toEqual({ valeur: 60 / 80 - 1, bornes: [60 / 100 - 1, 100 / 80 - 1] });
  expect(
    variations([stockOf("2015-12-31", { mutation: 3 }), stockOf("2017-12-31", { "nouvelle-entree": 2 })])?.at(-1),
  ).toEqual({
    valeur: null,
    manque: "sans-objet",
  });
});
