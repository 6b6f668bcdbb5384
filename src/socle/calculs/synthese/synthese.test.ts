import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Refus } from "../../regles/shared/refus.ts";
import { fitMargins } from "./ajustement.ts";
import { drawTable, roundTable } from "./arrondi.ts";
import { apportion } from "./largest-remainder.ts";
import { drawInteger, drawWeighted, sampleWeighted, seedRandom, shuffle } from "./mulberry32.ts";
import { columnTotals, type Marge, rowTotals, type Table } from "./table.ts";

const margesOf = (prefix: string, totals: readonly number[]): Marge[] =>
  totals.map((total, rank) => ({ nom: `${prefix} ${rank + 1}`, total }));

/** A whole table with zeros, and a seed that is positive wherever the table is: the margins are feasible by construction. */
const feasible = fc
  .record({ rows: fc.integer({ min: 1, max: 7 }), columns: fc.integer({ min: 1, max: 7 }) })
  .chain(({ rows, columns }) =>
    fc.array(
      fc.array(
        fc.tuple(
          fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
          fc.boolean(),
          fc.double({ min: 0.01, max: 50, noNaN: true }),
        ),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  )
  .map((cells) => ({
    whole: cells.map((row) => row.map(([value]) => value)),
    seed: cells.map((row) => row.map(([value, open, weight]) => (value > 0 || open ? weight : 0))),
  }));

function cellsOf(table: Table): { ligne: number; colonne: number; cell: number }[] {
  return table.flatMap((cells, ligne) => cells.map((cell, colonne) => ({ ligne, colonne, cell })));
}

describe("mulberry32", () => {
  it("gives the reference sequence of seed 20170101", () => {
    const random = seedRandom(20170101);
    const draws = Array.from({ length: 5 }, random);
    expect(draws).toEqual([
      0.9418679617810994, 0.6266155627090484, 0.9684344900306314, 0.05639353836886585, 0.16066120960749686,
    ]);
  });

  it("draws within bounds, never what has no weight, and without replacement", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
        const random = seedRandom(seed);
        expect(drawInteger(random, 3, 3 + count)).toBeGreaterThanOrEqual(3);
        expect(drawInteger(random, 3, 3 + count)).toBeLessThanOrEqual(3 + count);
        expect(
          drawWeighted(random, [
            ["never", 0],
            ["always", 1],
            ["nor", 0],
          ]),
        ).toBe("always");
        const values = Array.from({ length: count + 5 }, (_, rank) => rank);
        const sample = sampleWeighted(random, values, count, (value) => (value === 0 ? 0 : 1));
        expect(new Set(sample).size).toBe(count);
        expect(sample).not.toContain(0);
        expect(shuffle(random, values).sort((a, b) => a - b)).toEqual(values);
      }),
    );
  });

  it("refuses to draw more than there is", () => {
    expect(() => sampleWeighted(seedRandom(1), [1, 2], 3, () => 1)).toThrow("Only 2");
    expect(() => drawWeighted(seedRandom(1), [["a", 0]])).toThrow("every weight is zero");
  });
});

describe("plus forts restes", () => {
  test.each([
    [[5281, 51, 27, 113, 360, 6, 294, 312], 6261, [5131, 49, 26, 110, 350, 6, 286, 303]],
    [[5574, 870], 6261, [5416, 845]],
    [[209, 15, 123, 534, 815, 153, 79, 47], 2613, [277, 20, 163, 706, 1078, 202, 105, 62]],
    [[1, 1, 1], 2, [1, 1, 0]],
    [[0, 0], 0, [0, 0]],
  ])("%j partagé en %i", (weights, total, parts) => {
    expect(apportion(weights, total)).toEqual(parts);
  });

  it("adds up, stays within one unit of the quota and leaves zeros alone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (weights, total) => {
          const sum = weights.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0);
          const parts = apportion(weights, total);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, rank) => {
            expect(Math.abs(part - ((weights[rank] ?? 0) * total) / sum)).toBeLessThan(1);
            if (weights[rank] === 0) expect(part).toBe(0);
          });
        },
      ),
    );
  });

  it("refuses what cannot be shared", () => {
    expect(() => apportion([0, 0], 3)).toThrow("every weight is zero");
    expect(() => apportion([1, -1], 3)).toThrow("zero or more");
    expect(() => apportion([1], 1.5)).toThrow("whole total");
  });
});

describe("ajustement proportionnel (IPF)", () => {
  it("gives the reference table of seed [[1,2],[3,4]], rows 10 and 20, columns 12 and 18", () => {
    const { table, iterations } = fitMargins(
      [
        [1, 2],
        [3, 4],
      ],
      margesOf("ligne", [10, 20]),
      margesOf("colonne", [12, 18]),
    );
    const expected = [
      [3.363083384538676, 6.636916615460961],
      [8.636916615461324, 11.36308338453904],
    ];
    for (const { ligne, colonne, cell } of cellsOf(table)) {
      expect(cell).toBeCloseTo(expected[ligne]?.[colonne] ?? Number.NaN, 8);
    }
    expect(iterations).toBeLessThanOrEqual(8);
  });

  it("reaches feasible margins whatever the zeros", () => {
    fc.assert(
      fc.property(feasible, ({ whole, seed }) => {
        const fit = fitMargins(seed, margesOf("ligne", rowTotals(whole)), margesOf("colonne", columnTotals(whole)));
        // A cell that the margins push to zero converges slowly; the rounding that follows needs 1e-4.
        expect(fit.ecart).toBeLessThan(1e-5);
        for (const { ligne, colonne, cell } of cellsOf(fit.table)) {
          if (seed[ligne]?.[colonne] === 0) expect(cell).toBe(0);
        }
      }),
    );
  });

  it("is not slowed by a cell that the margins force to zero", () => {
    // Without the third cell out of the support, the fitting would approach 0 for ever.
    const { table, ecart } = fitMargins(
      [
        [1, 1],
        [0, 1],
      ],
      margesOf("ligne", [5, 7]),
      margesOf("colonne", [5, 7]),
    );
    expect(table).toEqual([
      [5, 0],
      [0, 7],
    ]);
    expect(ecart).toBe(0);
  });

  test.each<[string, Table, number[], number[], string]>([
    ["totaux différents", [[1, 1]], [5], [2, 2], "« ligne 1 » totalisent 5, celles de « colonne 1, colonne 2 » 4"],
    [
      "ligne sans case",
      [
        [0, 0],
        [1, 1],
      ],
      [3, 2],
      [4, 1],
      "La marge « ligne 1 » demande 3, mais aucune case",
    ],
    [
      "zéros incompatibles",
      [
        [1, 0],
        [1, 1],
      ],
      [6, 2],
      [4, 4],
      "La marge « ligne 1 » demande 6, mais les cases ouvertes mènent à « colonne 1 », qui n’en accepte que 4",
    ],
    ["marge non entière", [[1, 1]], [2.5], [1, 1.5], "« ligne 1 » vaut 2.5"],
  ])("%s : refusé en nommant la marge", (_cas, seed, lignes, colonnes, message) => {
    const fit = () => fitMargins(seed, margesOf("ligne", lignes), margesOf("colonne", colonnes));
    expect(fit).toThrow(Refus);
    expect(fit).toThrow(message);
  });

  it("refuses a column that no row can fill", () => {
    const fit = () =>
      fitMargins(
        [
          [1, 0],
          [1, 0],
        ],
        margesOf("ligne", [3, 3]),
        margesOf("colonne", [5, 1]),
      );
    expect(fit).toThrow("« colonne 1 », qui n’en accepte que 5");
  });

  it("tells a wrong call from wrong margins", () => {
    expect(() => fitMargins([[1]], margesOf("ligne", [1, 1]), margesOf("colonne", [2]))).toThrow(
      "The seed must have 2 rows",
    );
    expect(() => fitMargins([[Number.NaN]], margesOf("ligne", [1]), margesOf("colonne", [1]))).toThrow("finite");
  });
});

describe("arrondi contrôlé", () => {
  it("keeps both margins exactly, moves no cell by one or more, keeps zeros", () => {
    fc.assert(
      fc.property(feasible, fc.integer(), ({ whole, seed }, graine) => {
        const lignes = margesOf("ligne", rowTotals(whole));
        const colonnes = margesOf("colonne", columnTotals(whole));
        const { table } = fitMargins(seed, lignes, colonnes);
        const rounded = roundTable(table, seedRandom(graine));
        expect(rowTotals(rounded)).toEqual(lignes.map((marge) => marge.total));
        expect(columnTotals(rounded)).toEqual(colonnes.map((marge) => marge.total));
        for (const { ligne, colonne, cell } of cellsOf(rounded)) {
          expect(Number.isInteger(cell) && cell >= 0).toBe(true);
          expect(Math.abs(cell - (table[ligne]?.[colonne] ?? 0))).toBeLessThan(1);
        }
        expect(rounded).toEqual(drawTable(seed, lignes, colonnes, seedRandom(graine)));
      }),
    );
  });

  it("is unbiased: 4 000 roundings of one table average to it", () => {
    const table = [
      [0.3, 1.2, 0.5],
      [0.4, 0.3, 1.3],
      [1.3, 0.5, 0.2],
    ];
    const random = seedRandom(7);
    const draws = Array.from({ length: 4_000 }, () => roundTable(table, random));
    // The largest standard error of a mean is 0.5 / √4000 = 0.008: four of them.
    for (const { ligne, colonne, cell } of cellsOf(table)) {
      const sum = draws.reduce((total, draw) => total + (draw[ligne]?.[colonne] ?? 0), 0);
      expect(Math.abs(sum / draws.length - cell)).toBeLessThan(0.032);
    }
  });

  it("refuses margins that are not whole", () => {
    expect(() =>
      roundTable(
        [
          [0.5, 0.2],
          [0.5, 0.8],
        ],
        seedRandom(1),
      ),
    ).toThrow("row 1 totals 0.7");
    expect(() =>
      roundTable(
        [
          [0.5, 0.5],
          [0.2, 0.8],
        ],
        seedRandom(1),
      ),
    ).toThrow("column 1 totals 0.7");
  });
});
