import { findSupport } from "./faisabilite.ts";
import { columnTotals, type Marge, rowTotals, type Table } from "./table.ts";

export type Ajustement = {
  readonly table: Table;
  readonly iterations: number;
  /** Largest distance between a margin asked and the margin reached. */
  readonly ecart: number;
};

/** Far below what the rounding needs (1e-4), and reached in a few turns once the forced zeros are out of the support. */
const TOLERANCE = 1e-10;
const MAX_ITERATIONS = 5_000;

/**
 * Iterative proportional fitting: the table closest to `seed` (in relative entropy) whose rows and columns reach whole margins.
 * Zeros of the seed are structural and stay 0. Throws a `Refus` "marge-impossible" naming the margin when no table can exist.
 */
export function fitMargins(seed: Table, lignes: readonly Marge[], colonnes: readonly Marge[]): Ajustement {
  checkShape(seed, lignes, colonnes);
  const support = findSupport(seed, lignes, colonnes);
  let table: number[][] = seed.map((cells, ligne) =>
    cells.map((cell, colonne) => (support[ligne]?.[colonne] ? cell : 0)),
  );
  let ecart = gap(table, lignes, colonnes);
  let iterations = 0;
  while (ecart > TOLERANCE && iterations < MAX_ITERATIONS) {
    table = scaleColumns(scaleRows(table, lignes), colonnes);
    ecart = gap(table, lignes, colonnes);
    iterations++;
  }
  return { table, iterations, ecart };
}

function checkShape(seed: Table, lignes: readonly Marge[], colonnes: readonly Marge[]): void {
  if (seed.length !== lignes.length || seed.some((cells) => cells.length !== colonnes.length)) {
    throw new Error(`The seed must have ${lignes.length} rows of ${colonnes.length} cells.`);
  }
  if (seed.some((cells) => cells.some((cell) => !(cell >= 0 && Number.isFinite(cell))))) {
    throw new Error("A seed holds finite numbers, zero or more.");
  }
}

function scaleRows(table: Table, lignes: readonly Marge[]): number[][] {
  return table.map((cells, ligne) => {
    const sum = cells.reduce((a, b) => a + b, 0);
    const factor = sum === 0 ? 0 : (lignes[ligne]?.total ?? 0) / sum;
    return cells.map((cell) => cell * factor);
  });
}

function scaleColumns(table: Table, colonnes: readonly Marge[]): number[][] {
  const factors = columnTotals(table).map((sum, colonne) => (sum === 0 ? 0 : (colonnes[colonne]?.total ?? 0) / sum));
  return table.map((cells) => cells.map((cell, colonne) => cell * (factors[colonne] ?? 0)));
}

function gap(table: Table, lignes: readonly Marge[], colonnes: readonly Marge[]): number {
  const rows = rowTotals(table).map((sum, ligne) => Math.abs(sum - (lignes[ligne]?.total ?? 0)));
  const columns = columnTotals(table).map((sum, colonne) => Math.abs(sum - (colonnes[colonne]?.total ?? 0)));
  return Math.max(0, ...rows, ...columns);
}
