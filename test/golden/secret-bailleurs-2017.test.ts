import { expect, it } from "vitest";
import { auditer } from "../../src/socle/calculs/secret/auditer.ts";
import { masquer, vuesOf } from "../../src/socle/calculs/secret/masquer.ts";
import { readTableau, TOUT } from "../../src/socle/calculs/secret/tableau.ts";

/** « LES ATTRIBUTIONS REALISEES EN 2017 », by bailleur: first quartile then others; in QPV, outside, unknown. */
const BAILLEURS = {
  "OPH de Saint-Dizier": [
    [137, 30, 0],
    [198, 90, 1],
  ],
  Hamaris: [
    [0, 26, 3],
    [0, 104, 16],
  ],
  "Plurial Novilia": [
    [4, 10, 1],
    [30, 77, 0],
  ],
  "Le Foyer Rémois": [
    [3, 0, 0],
    [19, 16, 0],
  ],
  "Vitry Habitat": [
    [0, 0, 0],
    [0, 7, 0],
  ],
} as const;
const QUARTILES = ["q1", "q2-4"];
const SITUATIONS = ["qpv", "hors-qpv", "inconnue"];

const SYSTEME = readTableau(
  {
    famille: "attributions-2017",
    dimensions: [
      { code: "bailleur", arbre: new Map([[TOUT, Object.keys(BAILLEURS)]]) },
      { code: "quartile", arbre: new Map([[TOUT, QUARTILES]]), sensible: true },
      { code: "situation", arbre: new Map([[TOUT, SITUATIONS]]) },
    ],
    valeur: ([bailleur, quartile, situation]) =>
      Object.entries(BAILLEURS)
        .filter(([nom]) => bailleur === TOUT || bailleur === nom)
        .flatMap(([, rows]) => rows.filter((_, i) => quartile === TOUT || quartile === QUARTILES[i]))
        .flatMap((row) => row.filter((_, i) => situation === TOUT || situation === SITUATIONS[i]))
        .reduce<number>((sum, count) => sum + count, 0),
  },
  11,
);
const PETITES = SYSTEME.cellules.filter(({ valeur }) => valeur > 0 && valeur < 11).map(({ cle }) => cle);

it("reads the table of the signed document: 72 numbers, 14 of them from 1 to 10", () => {
  const valeurs = new Map(SYSTEME.cellules.map(({ cle, valeur }) => [cle, valeur]));
  expect([SYSTEME.cellules.length, PETITES.length]).toEqual([72, 14]);
  expect(valeurs.get("attributions-2017")).toBe(772);
  expect(valeurs.get("attributions-2017|quartile=q1|situation=hors-qpv")).toBe(66);
});

it("gives back its 14 small numbers, all of them and exactly, when only those are masked", async () => {
  const { intervalles } = await auditer(vuesOf(SYSTEME, new Set(PETITES)), SYSTEME.relations);
  const small = new Map(SYSTEME.cellules.map(({ cle, valeur }) => [cle, valeur]));
  const recovered = intervalles.filter(
    ({ cle, min, max }) => PETITES.includes(cle) && min === max && min === small.get(cle),
  );
  expect(recovered).toHaveLength(14);
});

it("gives none back with the masks of a release, and leaves each of them at least 11 wide", async () => {
  const { masquees, impossibles, audit } = await masquer(SYSTEME);
  expect(audit).toMatchObject({ sure: true, defaut: null, dangereuses: [] });
  expect(impossibles).toEqual([]);
  expect(PETITES.filter((cle) => !masquees.has(cle))).toEqual([]);
  expect(Math.min(...audit.intervalles.map(({ largeur }) => largeur))).toBeGreaterThanOrEqual(11);
  // What the convention sets a target on stays shown.
  expect(masquees.has("attributions-2017")).toBe(false);
  expect(masquees.size).toBeLessThanOrEqual(40);
});
