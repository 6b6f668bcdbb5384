import fc from "fast-check";
import highsModule from "highs";
import { describe, expect, it } from "vitest";
import { selon } from "../../../../test/profondeur.ts";
import { auditer } from "./auditer.ts";
import { vuesOf } from "./masquer.ts";
import { optimise } from "./optimum.ts";
import { type Partie, separate } from "./parties.ts";
import { proteger } from "./proteger.ts";
import type { Systeme } from "./systeme.ts";
import { readTableau, TOUT } from "./tableau.ts";

const loadHighs = highsModule as unknown as typeof highsModule.default;
const SEUIL = 4;

/** Rows × columns with their margins; the dearer a cell, the larger it is. */
function systemeOf(grille: readonly (readonly number[])[]): Systeme {
  const rows = grille.map((_, i) => `r${i}`);
  const columns = (grille[0] ?? []).map((_, i) => `c${i}`);
  const isIn = (noeud: string, feuille: string) => noeud === TOUT || noeud === feuille;
  const valeur = ([row = TOUT, column = TOUT]: readonly string[]) =>
    grille
      .flatMap((values, i) => values.filter((_, j) => isIn(row, `r${i}`) && isIn(column, `c${j}`)))
      .reduce((sum, value) => sum + value, 0);
  const dimensions = [
    { code: "ligne", arbre: new Map([[TOUT, rows]]) },
    { code: "colonne", arbre: new Map([[TOUT, columns]]) },
  ];
  return readTableau({ famille: "essai", dimensions, valeur }, SEUIL);
}

/** Cost of the cheapest masks that the audit accepts, every choice being tried; Infinity when it accepts none. */
async function tryAll(systeme: Systeme): Promise<number> {
  const libres = systeme.cellules.filter(({ motif, etat }) => motif === null && etat === "libre");
  const primaires = systeme.cellules.filter(({ motif }) => motif !== null).map(({ cle }) => cle);
  const choices = Array.from({ length: 2 ** libres.length }, (_, rang) => libres.filter((__, i) => (rang >> i) & 1));
  const costs = choices.map((chosen) => ({ chosen, cout: chosen.reduce((sum, { poids }) => sum + poids, 0) }));
  for (const { chosen, cout } of costs.toSorted((a, b) => a.cout - b.cout)) {
    const masquees = new Set([...primaires, ...chosen.map(({ cle }) => cle)]);
    if ((await auditer(vuesOf(systeme, masquees), systeme.relations)).sure) return cout;
  }
  return Number.POSITIVE_INFINITY;
}

function costOf(systeme: Systeme, masquees: ReadonlySet<string>): number {
  return systeme.cellules
    .filter(({ cle, motif, etat }) => motif === null && etat === "libre" && masquees.has(cle))
    .reduce((sum, { poids }) => sum + poids, 0);
}

/** From everything masked, and without a heuristic that completes a choice. */
function searchOf({ cellules }: Partie) {
  const primaires = cellules.filter(({ motif }) => motif !== null);
  return {
    cibles: primaires.map((cellule) => ({ cellule, amplitude: cellule.amplitude })),
    depart: new Set(cellules.map(({ cle }) => cle)),
    protect: () => null,
  };
}

const NOMBRES = fc.integer({ min: 0, max: 12 });
/** One number to hide at least. */
const GRILLES = fc
  .tuple(fc.tuple(fc.integer({ min: 1, max: SEUIL - 1 }), NOMBRES), fc.tuple(NOMBRES, NOMBRES))
  .map((rows): readonly (readonly number[])[] => rows);

describe("optimise", () => {
  it("finds what trying every choice finds, and never more than the audit needs", async () => {
    const highs = await loadHighs();
    let proved = 0;
    const check = async (systeme: Systeme) => {
      const cheapest = await tryAll(systeme);
      if (!Number.isFinite(cheapest)) return;
      const [partie] = separate(systeme);
      if (!partie) throw new Error("no part");
      const found = optimise(highs, partie, searchOf(partie), () => true);
      expect(found.cout, "the search came to its end").toBeCloseTo(found.borne);
      // The choice is over reals: where whole numbers leave less room, the audit refuses it, and more is asked.
      expect(found.cout).toBeLessThanOrEqual(cheapest + 1e-6);
      const { sure } = await auditer(vuesOf(systeme, found.masquees), systeme.relations);
      if (sure) expect(found.cout).toBeCloseTo(cheapest);
      proved += Number(sure);
      expect(costOf(systeme, (await proteger(systeme)).masquees), "the heuristic, once improved").toBeCloseTo(
        found.cout,
      );
    };
    await fc.assert(
      fc.asyncProperty(GRILLES, (grille) => check(systemeOf(grille))),
      { numRuns: selon({ ci: 6, preuve: 100 }), seed: 24 },
    );
    expect(proved).toBeGreaterThan(2);
  });

  it("keeps the masks that it was given when its time is over", async () => {
    const highs = await loadHighs();
    const [partie] = separate(
      systemeOf([
        [2, 9, 30],
        [8, 40, 12],
      ]),
    );
    if (!partie) throw new Error("no part");
    const search = searchOf(partie);
    const found = optimise(highs, partie, search, () => false);
    expect(found.masquees).toBe(search.depart);
    expect(found.borne).toBeLessThan(found.cout);
  });
});
