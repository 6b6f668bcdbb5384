import { describe, expect, it } from "vitest";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { colonne, figureOf } from "../cellule.ts";
import { countTogether } from "./ensembles.ts";

const SECRET: CelluleFigure = { valeur: null, manque: "secret" };

function ligne(cle: string, cellules: Record<string, number | null>, total = false): LigneFigure {
  return {
    cle,
    libelle: cle,
    cellules: Object.fromEntries(
      Object.entries(cellules).map(([code, valeur]) => [code, valeur === null ? SECRET : { valeur }]),
    ),
    ...(total ? { total: true as const } : {}),
  };
}

function figure(lignes: readonly LigneFigure[], part: Partial<Figure> = {}): Figure {
  const genres = { logements: "nombre", vacants: "nombre", taux: "taux", loyer: "euros-m2" } as const;
  return figureOf({
    code: "vacance-communes",
    titre: "Essai",
    maille: "commune",
    colonnes: Object.keys(lignes[0]?.cellules ?? {}).map((code) =>
      colonne(genres[code as keyof typeof genres] ?? "nombre", code, code, code),
    ),
    lignes,
    methode: { definition: [], source: "", reserves: [] },
    ...part,
  });
}

describe("secret rows counted together", () => {
  it("are what the whole has more than the rows shown, rates included", () => {
    const found = countTogether(
      figure([
        ligne("A", { logements: 300, vacants: 30, taux: 0.1 }),
        ligne("B", { logements: 60, vacants: null, taux: null }),
        ligne("C", { logements: 40, vacants: null, taux: null }),
        ligne("total", { logements: 400, vacants: 50, taux: 0.125 }, true),
      ]),
    );
    expect(found?.figure.lignes.map(({ libelle }) => libelle)).toEqual(["A", "2 autres communes, ensemble", "total"]);
    expect(found?.figure.lignes[1]?.cellules).toEqual({
      logements: { valeur: 100 },
      vacants: { valeur: 20 },
      taux: { valeur: 0.2 },
    });
    expect(found?.ensembles).toEqual([{ libelle: "2 autres communes, ensemble", noms: ["B", "C"] }]);
  });

  it("stay secret where the whole is, where a row shown has a secret, and where nothing adds up", () => {
    const found = countTogether(
      figure([
        ligne("A", { x: 5, y: null, z: 1, loyer: 5 }),
        ligne("B", { x: null, y: null, z: null, loyer: null }),
        ligne("C", { x: null, y: null, z: null, loyer: null }),
        ligne("total", { x: null, y: 90, z: 40, loyer: 6 }, true),
      ]),
    );
    expect(found?.figure.lignes[1]?.cellules).toEqual({ x: SECRET, y: SECRET, z: { valeur: 39 }, loyer: SECRET });
  });

  it("leave out a mesh that shows nothing when a coarser one is shown, and say so", () => {
    const found = countTogether(
      figure([
        ligne("secteur 1", { vacants: 40 }),
        ligne("secteur 2", { vacants: null }),
        ligne("secteur 3", { vacants: null }),
        ligne("A", { vacants: null }),
        ligne("B", { vacants: null }),
        ligne("total", { vacants: 100 }, true),
      ]),
    );
    expect(found?.figure.lignes.map(({ cle }) => cle)).toEqual(["secteur 1", "secteurs-ensemble", "total"]);
    expect(found?.figure.lignes[1]?.cellules).toEqual({ vacants: { valeur: 60 } });
    expect(found?.sansNombre).toEqual(["A", "B"]);
  });

  it("are left alone when one only is secret, when none is, and in a table that is not of places", () => {
    const one = [ligne("A", { x: 5 }), ligne("B", { x: null }), ligne("total", { x: null }, true)];
    const none = [ligne("A", { x: 5 }), ligne("total", { x: 5 }, true)];
    const classes = [ligne("q1", { x: null }), ligne("q2-4", { x: null }), ligne("total", { x: 30 }, true)];
    expect(countTogether(figure(one))).toBe(null);
    expect(countTogether(figure(none))).toBe(null);
    expect(countTogether(figure(classes, { maille: "epci" }))).toBe(null);
  });

  it("say no difference that contradicts the table", () => {
    const found = countTogether(
      figure([
        ligne("A", { x: 50 }),
        ligne("B", { x: null }),
        ligne("C", { x: null }),
        ligne("total", { x: 40 }, true),
      ]),
    );
    expect(found?.figure.lignes[1]?.cellules).toEqual({ x: SECRET });
  });
});
