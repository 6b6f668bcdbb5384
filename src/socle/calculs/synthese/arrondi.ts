import { fitMargins } from "./ajustement.ts";
import type { Random } from "./mulberry32.ts";
import { cellOf, columnTotals, type Marge, rowTotals, type Table } from "./table.ts";

/** A fraction closer than this to a whole number is one: what floating point leaves after the fitting. */
const WHOLE = 1e-7;
/** The same tolerance for the sum of a whole line of such cells. */
const RESIDUE = 1e-4;

type Cell = { readonly ligne: number; readonly colonne: number };

/**
 * Unbiased controlled rounding (Cox 1987): every cell becomes its floor or its ceiling, its expectation is its value,
 * and rows and columns, which must be whole, keep their totals exactly. Each turn moves one cycle of fractional cells,
 * alternately up and down, until at least one of them is whole. Two dimensions only: in three, such a rounding may not exist.
 */
export function roundTable(table: Table, random: Random): number[][] {
  const rounded = table.map((cells) => cells.map(snap));
  checkWhole("row", rowTotals(rounded));
  checkWhole("column", columnTotals(rounded));
  const bound = rounded.length * (rounded[0]?.length ?? 0);
  for (let turn = 0; turn <= bound; turn++) {
    const start = findFractional(rounded);
    if (!start) return rounded;
    const [first, ...others] = findCycle(rounded, start);
    if (first && others.length === 0) settleResidue(rounded, first);
    else if (first) turnCycle(rounded, [first, ...others], random);
  }
  throw new Error("Controlled rounding did not end: the table's margins are not whole.");
}

/** A whole table with exactly these margins, drawn around the proportional fit of `seed`; zeros of the seed stay 0. */
export function drawTable(
  seed: Table,
  lignes: readonly Marge[],
  colonnes: readonly Marge[],
  random: Random,
): number[][] {
  return roundTable(fitMargins(seed, lignes, colonnes).table, random);
}

function snap(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < WHOLE ? nearest : value;
}

function checkWhole(what: string, totals: readonly number[]): void {
  totals.forEach((total, rank) => {
    if (Math.abs(total - Math.round(total)) > RESIDUE) {
      throw new Error(`Controlled rounding needs whole margins: ${what} ${rank + 1} totals ${total}.`);
    }
  });
}

function isFractional(value: number): boolean {
  return !Number.isInteger(value);
}

function findFractional(table: Table): Cell | undefined {
  for (const [ligne, cells] of table.entries()) {
    const colonne = cells.findIndex(isFractional);
    if (colonne >= 0) return { ligne, colonne };
  }
  return undefined;
}

/**
 * Walks along fractional cells, alternating rows and columns, until a line is met again: the cells since then are a cycle.
 * A line of whole total with one fractional cell has another, so the walk cannot stop before it closes; if it does, the last cell is a residue of
 * floating point, and is returned alone.
 */
function findCycle(table: Table, start: Cell): Cell[] {
  const path: Cell[] = [start];
  const entered = new Map<string, number>([[`c${start.colonne}`, 0]]);
  for (let inRow = true; ; inRow = !inRow) {
    const current = path[path.length - 1] ?? start;
    const line = inRow ? `l${current.ligne}` : `c${current.colonne}`;
    const since = entered.get(line);
    if (since !== undefined) return path.slice(since);
    entered.set(line, path.length);
    const next = nextFractional(table, current, inRow);
    if (!next) return [current];
    path.push(next);
  }
}

function nextFractional(table: Table, from: Cell, inRow: boolean): Cell | undefined {
  const cells = inRow ? (table[from.ligne] ?? []) : table.map((row) => row[from.colonne] ?? 0);
  const own = inRow ? from.colonne : from.ligne;
  const found = cells.findIndex((value, rank) => rank !== own && isFractional(value));
  if (found < 0) return undefined;
  return inRow ? { ligne: from.ligne, colonne: found } : { ligne: found, colonne: from.colonne };
}

/** Rounds a cell such as 2.0000003 that the sums of a long line let through. */
function settleResidue(table: number[][], { ligne, colonne }: Cell): void {
  const value = cellOf(table, ligne, colonne);
  if (Math.abs(value - Math.round(value)) > RESIDUE) {
    throw new Error(
      `Controlled rounding needs whole margins: ${value} is alone in its line (${ligne + 1}, ${colonne + 1}).`,
    );
  }
  const cells = table[ligne];
  if (cells) cells[colonne] = Math.round(value);
}

function turnCycle(table: number[][], cycle: readonly Cell[], random: Random): void {
  const values = cycle.map(({ ligne, colonne }) => cellOf(table, ligne, colonne));
  const up = room(values, 0);
  const down = room(values, 1);
  // Going up by `up` with probability down / (up + down) leaves every cell's expectation unchanged.
  const step = random() * (up + down) < down ? up : -down;
  cycle.forEach(({ ligne, colonne }, rank) => {
    const cells = table[ligne];
    if (cells) cells[colonne] = snap((values[rank] ?? 0) + (rank % 2 === 0 ? step : -step));
  });
}

/** How far the cells of even (`parity` 0) or odd (1) rank can go up while the others go down. */
function room(values: readonly number[], parity: 0 | 1): number {
  return Math.min(
    ...values.map((value, rank) => (rank % 2 === parity ? Math.floor(value) + 1 - value : value - Math.floor(value))),
  );
}
