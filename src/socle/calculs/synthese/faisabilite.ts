import { Refus } from "../../regles/shared/refus.ts";
import { cellOf, type Marge, type Table } from "./table.ts";

/** Support of the seed: `true` where a cell may hold something. */
type Support = readonly (readonly boolean[])[];

type Flot = { readonly flot: number[][]; readonly offert: number[]; readonly demande: number[] };

/**
 * Cells that can be positive in some whole table with these margins and these structural zeros.
 * A cell that no such table uses must leave the support before a proportional fitting, which would otherwise crawl towards it for ever.
 * Throws a `Refus` "marge-impossible" naming the margin when no table exists (max-flow, min-cut).
 */
export function findSupport(seed: Table, lignes: readonly Marge[], colonnes: readonly Marge[]): Support {
  const total = checkTotals(lignes, colonnes);
  const support = seed.map((cells) => cells.map((cell) => cell > 0));
  const flot = fillGreedily(support, lignes, colonnes);
  for (let ligne = 0; ligne < lignes.length; ligne++) augmentAll(support, flot, ligne, lignes, colonnes, total);
  // An empty cell can be filled when a unit taken back from its column can lead to its row.
  const fromColonne = colonnes.map((_, colonne) => exploreFrom(support, flot.flot, lignes.length + colonne));
  return support.map((cells, ligne) =>
    cells.map((open, colonne) => {
      if (!open) return false;
      return cellOf(flot.flot, ligne, colonne) > 0 || fromColonne[colonne]?.has(ligne) === true;
    }),
  );
}

function checkTotals(lignes: readonly Marge[], colonnes: readonly Marge[]): number {
  for (const { nom, total } of [...lignes, ...colonnes]) {
    if (!Number.isInteger(total) || total < 0) {
      throw new Refus(
        "marge-impossible",
        `La marge « ${nom} » vaut ${total} : il faut un nombre entier, nul ou positif.`,
        { nom, total },
      );
    }
  }
  const sumLignes = lignes.reduce((sum, marge) => sum + marge.total, 0);
  const sumColonnes = colonnes.reduce((sum, marge) => sum + marge.total, 0);
  if (sumLignes !== sumColonnes) {
    throw new Refus(
      "marge-impossible",
      `Les marges de « ${namesOf(lignes)} » totalisent ${sumLignes}, celles de « ${namesOf(colonnes)} » ${sumColonnes} : elles doivent être égales.`,
      { lignes: sumLignes, colonnes: sumColonnes },
    );
  }
  return sumLignes;
}

function fillGreedily(support: Support, lignes: readonly Marge[], colonnes: readonly Marge[]): Flot {
  const offert = lignes.map((marge) => marge.total);
  const demande = colonnes.map((marge) => marge.total);
  const flot = support.map((cells, ligne) =>
    cells.map((open, colonne) => {
      const amount = open ? Math.min(offert[ligne] ?? 0, demande[colonne] ?? 0) : 0;
      offert[ligne] = (offert[ligne] ?? 0) - amount;
      demande[colonne] = (demande[colonne] ?? 0) - amount;
      return amount;
    }),
  );
  return { flot, offert, demande };
}

function augmentAll(
  support: Support,
  flot: Flot,
  ligne: number,
  lignes: readonly Marge[],
  colonnes: readonly Marge[],
  bound: number,
): void {
  for (let turn = 0; turn <= bound && (flot.offert[ligne] ?? 0) > 0; turn++) {
    const parents = exploreFrom(support, flot.flot, ligne);
    const nodes = [...parents.keys()];
    const target = nodes.find((node) => node >= lignes.length && (flot.demande[node - lignes.length] ?? 0) > 0);
    if (target === undefined) throw refuse(new Set(nodes), lignes, colonnes);
    augment(flot, pathTo(target, parents), lignes.length);
  }
}

/**
 * Nodes reached in the residual graph, in order, each with the node it was reached from. Rows are numbered first, then columns: a row leads to the
 * columns open to it (one unit more there), a column to the rows that fill it (one unit less from them).
 */
function exploreFrom(support: Support, flot: Table, start: number): Map<number, number | undefined> {
  const parents = new Map<number, number | undefined>([[start, undefined]]);
  // The Map is the queue: its iteration also visits the keys added on the way.
  for (const node of parents.keys()) {
    for (const next of neighbours(support, flot, node)) {
      if (!parents.has(next)) parents.set(next, node);
    }
  }
  return parents;
}

function neighbours(support: Support, flot: Table, node: number): number[] {
  const rows = support.length;
  if (node < rows) return (support[node] ?? []).flatMap((open, colonne) => (open ? [rows + colonne] : []));
  return flot.flatMap((cells, ligne) => ((cells[node - rows] ?? 0) > 0 ? [ligne] : []));
}

function pathTo(target: number, parents: ReadonlyMap<number, number | undefined>): number[] {
  const path: number[] = [];
  for (let node: number | undefined = target; node !== undefined; node = parents.get(node)) path.unshift(node);
  return path;
}

/** `path` goes row, column, row… column: up on the odd steps, down on the even ones. */
function augment(flot: Flot, path: readonly number[], rows: number): void {
  const steps = path.slice(1).map((node, rank) => {
    const from = path[rank] ?? 0;
    return rank % 2 === 0
      ? { ligne: from, colonne: node - rows, sign: 1 }
      : { ligne: node, colonne: from - rows, sign: -1 };
  });
  const start = path[0] ?? 0;
  const target = (path[path.length - 1] ?? 0) - rows;
  const given = steps.filter((step) => step.sign === -1).map((step) => cellOf(flot.flot, step.ligne, step.colonne));
  const amount = Math.min(flot.offert[start] ?? 0, flot.demande[target] ?? 0, ...given);
  for (const { ligne, colonne, sign } of steps) {
    const cells = flot.flot[ligne];
    if (cells) cells[colonne] = (cells[colonne] ?? 0) + sign * amount;
  }
  flot.offert[start] = (flot.offert[start] ?? 0) - amount;
  flot.demande[target] = (flot.demande[target] ?? 0) - amount;
}

function refuse(reached: ReadonlySet<number>, lignes: readonly Marge[], colonnes: readonly Marge[]): Refus {
  const own = lignes.filter((_, ligne) => reached.has(ligne));
  const open = colonnes.filter((_, colonne) => reached.has(lignes.length + colonne));
  const needed = own.reduce((sum, marge) => sum + marge.total, 0);
  const room = open.reduce((sum, marge) => sum + marge.total, 0);
  const where =
    open.length === 0
      ? "aucune case ne leur est ouverte"
      : `les cases ouvertes mènent à « ${namesOf(open)} », qui n’en accepte que ${room}`;
  return new Refus("marge-impossible", `La marge « ${namesOf(own)} » demande ${needed}, mais ${where}.`, {
    lignes: own.map((marge) => marge.nom),
    colonnes: open.map((marge) => marge.nom),
    demande: needed,
    place: room,
  });
}

function namesOf(marges: readonly Marge[]): string {
  return marges.map((marge) => marge.nom).join(", ");
}
