// @module-tag lourd
// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selon } from "../../../../test/profondeur.ts";
import { auditer } from "./auditer.ts";
import { masquer, vuesOf } from "./masquer.ts";
import type { CelluleSecret, CelluleVue, Relation, Systeme } from "./systeme.ts";
import { readTableau, type TableauSecret, TOUT } from "./tableau.ts";

/** Rows × columns, margins included; the first dimension is `sensible`. */
function tableOf(grille: readonly (readonly number[])[]): TableauSecret {
  const rows = grille.map((_, i) => `r${i}`);
  const columns = (grille[0] ?? []).map((_, i) => `c${i}`);
  return {
    famille: "essai",
    dimensions: [
      { code: "ligne", arbre: new Map([[TOUT, rows]]), sensible: true },
      { code: "colonne", arbre: new Map([[TOUT, columns]]) },
    ],
    valeur: ([row = TOUT, column = TOUT]) =>
      grille
        .flatMap((values, i) => values.filter((_, j) => isIn(row, `r${i}`) && isIn(column, `c${j}`)))
        .reduce((sum, value) => sum + value, 0),
  };
}

function isIn(noeud: string, feuille: string): boolean {
  return noeud === TOUT || noeud === feuille;
}

/** Least and greatest value of every masked cell, over all whole-number tables with the same published cells: enumerated, without a solver. */
function enumerate(vues: readonly CelluleVue[], relations: readonly Relation[], plafond: number) {
  const masked = vues.filter(({ publie }) => publie === null).map(({ cle }) => cle);
  const values = new Map(vues.flatMap(({ cle, publie }) => (publie === null ? [] : [[cle, publie] as const])));
  const bounds = new Map<string, [number, number]>();
  const holds = (relation: Relation) => {
    if (!relation.termes.every(([cle]) => values.has(cle))) return true;
    const sum = relation.termes.reduce((total, [cle, coefficient]) => total + coefficient * (values.get(cle) ?? 0), 0);
    return sum >= (relation.min ?? -Infinity) && sum <= (relation.max ?? Infinity);
  };
  const own = new Map(masked.map((cle) => [cle, relations.filter(({ termes }) => termes.some(([k]) => k === cle))]));
  const fill = (i: number): void => {
    const cle = masked[i];
    if (cle === undefined) {
      for (const key of masked) {
        const value = values.get(key) ?? 0;
        const [low, high] = bounds.get(key) ?? [value, value];
        bounds.set(key, [Math.min(low, value), Math.max(high, value)]);
      }
      return;
    }
    for (let value = 0; value <= plafond; value++) {
      values.set(cle, value);
      if (own.get(cle)?.every(holds)) fill(i + 1);
    }
    values.delete(cle);
  };
  fill(0);
  return bounds;
}

const aTable = fc
  .record({ lignes: fc.integer({ min: 2, max: 3 }), colonnes: fc.integer({ min: 2, max: 3 }) })
  .chain(({ lignes, colonnes }) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: colonnes, maxLength: colonnes }), {
      minLength: lignes,
      maxLength: lignes,
    }),
  );

describe("auditer", () => {
  it("tells exactly what can be deduced, as counting every possible table does", async () => {
    await fc.assert(
      fc.asyncProperty(aTable, fc.array(fc.nat(), { minLength: 3, maxLength: 7 }), async (grille, drawn) => {
        const { cellules, relations } = readTableau(tableOf(grille), 3);
        // Showing the grand total keeps the number of tables finite.
        const hidable = cellules.filter(({ cle }) => cle !== "essai");
        const masquees = new Set(drawn.map((n) => hidable[n % hidable.length]?.cle ?? ""));
        const vues = vuesOf({ cellules, relations }, masquees).map((vue) => ({ ...vue, amplitude: 3 }));
        const total = cellules.find(({ cle }) => cle === "essai")?.valeur ?? 0;
        fc.pre(masquees.size <= 6 && total <= 30);
        const audit = await auditer(vues, relations);
        expect(audit.defaut).toBeNull();
        const exact = enumerate(vues, relations, total);
        for (const { cle, min, max } of audit.intervalles.filter(({ cle }) => masquees.has(cle))) {
          expect([cle, min, max]).toEqual([cle, ...(exact.get(cle) ?? [])]);
        }
        const narrow = [...exact].filter(([, [low, high]]) => high - low < 3).map(([cle]) => cle);
        expect(
          audit.dangereuses
            .map(({ cle }) => cle)
            .filter((cle) => masquees.has(cle))
            .sort(),
        ).toEqual(narrow.sort());
      }),
      { numRuns: selon({ ci: 15, preuve: 60 }) },
    );
  });

  it("counts in whole persons where reals would leave room", async () => {
    // 2x + 2y from 3 to 5 is x + y = 2; over reals x would go up to 2.5.
    const vues = ["x", "y"].map((cle) => ({ cle, publie: null, entiere: true, amplitude: 1 }));
    const one: Relation[] = [
      {
        termes: [
          ["x", 2],
          ["y", 2],
        ],
        min: 3,
        max: 5,
      },
    ];
    expect((await auditer(vues, one)).intervalles.map(({ max }) => max)).toEqual([2, 2]);
  });

  it.each<[string, readonly CelluleVue[], readonly Relation[], RegExp]>([
    [
      "published numbers that contradict each other",
      [
        { cle: "a", publie: 3, entiere: true, amplitude: null },
        { cle: "b", publie: 4, entiere: true, amplitude: null },
      ],
      [
        {
          termes: [
            ["a", 1],
            ["b", -1],
          ],
          min: 0,
          max: 0,
        },
      ],
      /contredisent/,
    ],
    [
      "no possible table",
      [
        { cle: "a", publie: 3, entiere: true, amplitude: null },
        { cle: "b", publie: null, entiere: true, amplitude: 11 },
        { cle: "c", publie: null, entiere: true, amplitude: 11 },
      ],
      [
        {
          termes: [
            ["a", 1],
            ["b", -1],
            ["c", -1],
          ],
          min: 0,
          max: 0,
        },
        {
          termes: [
            ["b", 1],
            ["c", 1],
          ],
          min: 5,
          max: 5,
        },
      ],
      /n’a pas conclu/,
    ],
    [
      "a relation on a number that nobody gave",
      [{ cle: "a", publie: 3, entiere: true, amplitude: null }],
      [{ termes: [["z", 1]], min: 0, max: 0 }],
      /absent/,
    ],
    [
      "the same number twice",
      [
        { cle: "a", publie: 3, entiere: true, amplitude: null },
        { cle: "a", publie: 4, entiere: true, amplitude: null },
      ],
      [],
      /deux fois/,
    ],
  ])("refuses %s", async (_, vues, relations, message) => {
    const audit = await auditer(vues, relations);
    expect(audit).toMatchObject({ sure: false, defaut: expect.stringMatching(message) });
  });

  it("refuses when its time is over, even on what is safe", async () => {
    const systeme = readTableau(
      tableOf([
        [40, 4, 30],
        [20, 40, 9],
        [13, 25, 31],
      ]),
      11,
    );
    const { masquees, audit } = await masquer(systeme);
    expect(audit.sure).toBe(true);
    const late = await auditer(vuesOf(systeme, masquees), systeme.relations, () => false);
    expect(late).toMatchObject({ sure: false, defaut: expect.stringMatching(/temps/) });
  });
});

const anyTable = fc
  .array(fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 4 }), { minLength: 3, maxLength: 4 })
  .filter((grille) => grille.every((row) => row.length === grille[0]?.length));

/** Shown counts from 1 to 10, and sums whose hidden part is from 1 to 10 in all. */
function smallShown({ cellules, relations }: Systeme, masquees: ReadonlySet<string>): readonly string[] {
  const shown = new Map(cellules.filter(({ cle }) => !masquees.has(cle)).map(({ cle, valeur }) => [cle, valeur]));
  const isSmall = (value: number) => value > 0 && value < 11;
  const sums = relations.flatMap(({ termes: [[marge = ""] = [], ...parts] }) => {
    const rest = parts.reduce((left, [cle]) => left - (shown.get(cle) ?? 0), shown.get(marge) ?? 0);
    return shown.has(marge) && isSmall(rest) ? [`the rest of ${marge}`] : [];
  });
  return [...[...shown].filter(([, valeur]) => isSmall(valeur)).map(([cle]) => cle), ...sums];
}

describe("masquer", () => {
  it("shows no count from 1 to 10, nor lets one be taken from another", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (grille) => {
        const systeme = readTableau(tableOf(grille), 11);
        const { masquees, audit } = await masquer(systeme);
        // A table of a few persons has nothing that may be shown: it is refused rather than shown in part.
        if (!audit.sure) return;
        expect(smallShown(systeme, masquees)).toEqual([]);
      }),
      { numRuns: selon({ ci: 8, preuve: 40 }) },
    );
  });

  it("never shows again what an earlier release masked, nor masks what it showed", async () => {
    const systeme = readTableau(
      tableOf([
        [40, 4, 30],
        [20, 40, 9],
        [13, 25, 31],
      ]),
      11,
    );
    const withHistory = (etats: Readonly<Record<string, CelluleSecret["etat"]>>): Systeme => ({
      ...systeme,
      cellules: systeme.cellules.map((cellule) => ({ ...cellule, etat: etats[cellule.cle] ?? cellule.etat })),
    });
    const free = await masquer(systeme);
    const kept = await masquer(withHistory({ "essai|ligne=r0": "masquee" }));
    expect(kept.masquees.has("essai|ligne=r0")).toBe(true);
    const [first = ""] = [...free.masquees].filter(
      (cle) => (systeme.cellules.find((c) => c.cle === cle)?.motif ?? null) === null,
    );
    const other = await masquer(withHistory({ [first]: "publiee" }));
    expect(other.masquees.has(first)).toBe(false);
    expect(other.audit.sure).toBe(true);
  });

  it("refuses when earlier releases have said too much", async () => {
    const systeme = readTableau(
      tableOf([
        [40, 4],
        [20, 40],
      ]),
      11,
    );
    const cellules = systeme.cellules.map(
      (cellule): CelluleSecret => (cellule.motif ? cellule : { ...cellule, etat: "publiee" }),
    );
    const { impossibles, audit } = await masquer({ cellules, relations: systeme.relations });
    expect(impossibles).toEqual(["essai|colonne=c1|ligne=r0"]);
    expect(audit).toMatchObject({ sure: false, defaut: null, dangereuses: [{ min: 4, max: 4 }] });
  });

  it("takes a zero of a sensitive class for a small count when its margin is small", async () => {
    const { cellules } = readTableau(
      tableOf([
        [0, 30],
        [7, 30],
      ]),
      11,
    );
    expect(cellules.find(({ cle }) => cle === "essai|colonne=c0|ligne=r0")?.motif).toBe("groupe");
    // A margin of the threshold itself is no small count.
    for (const autres of [11, 70]) {
      const far = readTableau(
        tableOf([
          [0, 30],
          [autres, 30],
        ]),
        11,
      );
      expect(far.cellules.find(({ cle }) => cle === "essai|colonne=c0|ligne=r0")?.motif).toBeNull();
    }
  });

  it("counts a published verdict as what it says", async () => {
    // « at least a quarter of c0 is in r0 »: r0 is 4 of 16, hidden, and could otherwise be anything from 0.
    const { cellules, relations } = readTableau(
      tableOf([
        [4, 30],
        [12, 30],
      ]),
      11,
    );
    const verdict: Relation = {
      termes: [
        ["essai|colonne=c0|ligne=r0", 1],
        ["essai|colonne=c0", -0.25],
      ],
      min: 0,
      max: null,
    };
    const { masquees } = await masquer({ cellules, relations });
    const without = await auditer(vuesOf({ cellules, relations }, masquees), relations);
    const avec = await auditer(vuesOf({ cellules, relations }, masquees), [...relations, verdict]);
    const low = (audit: typeof avec) => audit.intervalles.find(({ cle }) => cle.endsWith("ligne=r0"))?.min;
    expect(low(without)).toBe(0);
    expect(low(avec)).toBeGreaterThan(0);
  });
});

describe("what is printed elsewhere", () => {
  const cellule = (cle: string, valeur: number, more: Partial<CelluleSecret> = {}): CelluleSecret => ({
    cle,
    valeur,
    entiere: true,
    motif: null,
    amplitude: 0,
    poids: 1,
    etat: "masquee",
    ...more,
  });
  const small = { motif: "effectif", amplitude: 11 } as const;
  const sum = (total: string, parts: readonly string[]): Relation => ({
    termes: [[total, 1], ...parts.map((part) => [part, -1] as const)],
    min: 0,
    max: 0,
  });
  const cellules = [
    cellule("base", 7, small),
    cellule("oui", 3, small),
    cellule("non", 4, small),
    cellule("imprime", 7, { etat: "connue" }),
  ];
  const relations = [sum("base", ["oui", "non"]), sum("base", ["imprime"])];

  it("leaves no more room to its parts than it does: no mask of ours is asked for more", async () => {
    const { audit, impossibles } = await masquer({ cellules, relations });
    expect(impossibles).toEqual([]);
    expect(audit).toMatchObject({ sure: true, dangereuses: [] });
    const found = new Map(audit.intervalles.map(({ cle, min, max, amplitude }) => [cle, [min, max, amplitude]]));
    expect(found.get("oui")).toEqual([0, 7, 7]);
  });

  it("concedes nothing to what the release itself would tell", async () => {
    const told: Relation = { termes: [["oui", 1]], min: 0, max: 3, dite: true };
    const { audit } = await masquer({ cellules, relations: [...relations, told] });
    expect(audit.sure).toBe(false);
    expect(audit.dangereuses.map(({ cle }) => cle).sort()).toEqual(["non", "oui"]);
  });
});
