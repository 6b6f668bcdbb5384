import { describe, expect, it, test } from "vitest";
import { printedPourcent } from "#droit/regles/arrondi.ts";
import { figureClasses } from "#observatoire/lectures/loyer/figures-niveau.ts";
import type { GroupeLoyer } from "#observatoire/lectures/loyer/ports.ts";
import { ResumesLoyer, resumeLoyers } from "#observatoire/lectures/loyer/resume.ts";
import type { VueLoyers } from "#observatoire/lectures/loyer/vue.ts";
import { LOYERS } from "./document-table.ts";

/** A rent in the middle of each printed band, for 100 m²; the class « 0 » has none. */
const MILIEUX = [0, 250, 350, 450, 550, 650, 750, 850] as const;

function groupeOf(column: 1 | 3 | 5, situation: "qpv" | "hors-qpv", commune: string): GroupeLoyer {
  const rows = LOYERS.map((row, rang) => ({ nombre: row[column], loyer: MILIEUX[rang] ?? 0 }));
  return {
    bailleur: null,
    commune,
    situation,
    financement: null,
    periode: "inconnue",
    pieces: null,
    modes: 0,
    cellules: {
      surfaces: rows.map(() => 100),
      loyers: rows.map(({ loyer }) => loyer),
      nombres: rows.map(({ nombre }) => nombre),
      vacants: rows.map(() => 0),
    },
  };
}

const QPV = groupeOf(1, "qpv", "52448");
const CENTRE = groupeOf(3, "hors-qpv", "52448");
const DIFFUS = groupeOf(5, "hors-qpv", "52000");

describe("« Une offre à bas loyers plus fortement concentrée sur le Vert-Bois »", () => {
  const tous = [QPV, CENTRE, DIFFUS];
  const vue: VueLoyers = {
    millesime: "2015",
    jour: "2015-01-01",
    quand: "au 1er janvier 2015",
    source: "RPLS",
    filtre: null,
    tous,
    choisis: tous,
    maille: "grand-territoire",
    zones: {
      communes: new Map([["52448", "Saint-Dizier"]]),
      quartiers: [{ code: "QP052001", nom: "Vert-Bois", communes: ["52448"] }],
      communesQpv: new Set(["52448"]),
    },
    resumes: new ResumesLoyer(),
    noms: { communes: new Map(), bailleurs: new Map(), secteurs: new Map() },
  };
  const { lignes } = figureClasses(vue);
  const cellule = (ligne: number, code: string) => lignes[ligne]?.cellules[code];

  it("has the printed zones", () => {
    expect(lignes.map(({ libelle }) => libelle)).toEqual([
      "Quartier prioritaire Vert-Bois",
      "Saint-Dizier hors Vert-Bois",
      "Autres communes",
      expect.any(String),
    ]);
  });

  it("has the printed counts, band by band", () => {
    const codes = ["loyer_nul", "classe_moins_de_3", "classe_de_3_a_4", "classe_de_4_a_5"];
    const autres = ["classe_de_5_a_6", "classe_de_6_a_7", "classe_de_7_a_8", "classe_8_et_plus"];
    for (const [ligne, column] of [1, 3, 5].entries()) {
      const counts = [...codes, ...autres].map((code) => cellule(ligne, code)?.valeur);
      expect(counts).toEqual(LOYERS.map((row) => row[column]));
    }
    expect([0, 1, 2, 3].map((ligne) => cellule(ligne, "logements")?.valeur)).toEqual([3934, 651, 1324, 5909]);
  });

  it("« dans le QPV, 50% de l’offre est < 5€ / m² »: zero rents in the denominator only, our lowest bound", () => {
    const part = cellule(0, "part_bas_loyers");
    expect(cellule(0, "part_bas_loyers_document")?.valeur).toBeCloseTo(0.498221, 6);
    expect(printedPourcent(1960, 3934, "demi-superieur")).toBe(50);
    // Ours: out of the 3 174 whose rent is known.
    expect(part?.valeur).toBeCloseTo(1960 / 3174, 12);
    expect(printedPourcent(1960, 3174, "demi-superieur", 1)).toBe(61.8);
    expect(part?.bornes?.[0]).toBe(cellule(0, "part_bas_loyers_document")?.valeur);
    expect(part?.bornes?.[1]).toBeCloseTo((1960 + 760) / 3934, 12);
  });

  it("« hors QPV, 34% de l’offre est < à 5€/m² »: 38 % of the known rents", () => {
    const { tauxDocument, taux, bornes } = resumeLoyers([CENTRE, DIFFUS]).basLoyers;
    expect(tauxDocument).toBeCloseTo(672 / 1975, 12);
    expect(printedPourcent(672, 1975, "demi-superieur")).toBe(34);
    expect(taux).toBeCloseTo(672 / 1766, 12);
    expect(printedPourcent(672, 1766, "demi-superieur", 1)).toBe(38.1);
    expect(bornes?.[1]).toBeCloseTo(881 / 1975, 12);
  });

  test.each([
    ["QPV", 1, 3934],
    ["centre-ville", 3, 651],
    ["diffus", 5, 1324],
  ] as const)("prints percentages of %s out of the whole, zero rents included", (_nom, column, total) => {
    const printed = LOYERS.map((row) => row[(column + 1) as 2 | 4 | 6]);
    const recomputed = LOYERS.map((row) => printedPourcent(row[column], total, "demi-superieur", 1));
    expect(recomputed).toEqual(printed);
  });
});
