import { expect, it } from "vitest";
import { type Flux, figureFlux } from "./figure-flux.ts";
import type { CompteBail, CompteDemande } from "./ports.ts";

/** By year of creation. */
const annees = (comptes: Readonly<Record<string, number>>) =>
  Object.entries(comptes).map(([cle, nombre]) => ({ axe: "annee", cle, nombre }));
const flux = (given: Partial<Flux> = {}) =>
  figureFlux({
    annee: 2017,
    fin: "2017-12-31",
    moisTus: 0,
    nonLues: 0,
    stockAvant: 50,
    source: "SNE",
    comptes: annees({ "2015": 20, "2017": 10 }) as CompteDemande[],
    baux: annees({ "2015": 5, "2017": 2 }) as CompteBail[],
    ...given,
  });
const cell = (given: Partial<Flux>, cle: string) =>
  flux(given).lignes.find((ligne) => ligne.cle === cle)?.cellules.demandes;

it.each<[string, Partial<Flux>, object]>([
  // 50 + 12 − 7 − 30.
  ["what both stocks and the leases leave", {}, { valeur: 25 }],
  ["none, where a lease of a demande never in stock makes it negative", { stockAvant: 10 }, { valeur: 0 }],
  [
    "as many more as there are demandes without a day",
    { comptes: annees({ "2017": 30, inconnu: 2 }) as CompteDemande[] },
    { valeur: 43, bornes: [43, 45] },
  ],
  ["unknown while leases of the year are not published", { moisTus: 9 }, { valeur: null, manque: "inconnu" }],
  [
    "in no file without a stock before",
    { moisTus: 9, stockAvant: null },
    { valeur: null, manque: "pas-dans-le-fichier" },
  ],
])("other exits: %s", (_, given, attendu) => {
  expect(cell(given, "autres")).toMatchObject(attendu);
});

it("says that its exits are those that are published", () => {
  expect(flux({ moisTus: 9 }).methode.reserves.join(" ")).toContain("Les baux de 9\u00A0mois ne sont pas publiés");
  expect(flux().methode.reserves.join(" ")).not.toContain("ne sont pas publiés");
});
