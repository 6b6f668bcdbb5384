import type { CelluleSecret, MotifSecret, Relation } from "./systeme.ts";

/** The whole: left out of keys, so that a table that does not cut by a dimension shares its cells with one that does. */
export const TOUT = "*";

export type Dimension = {
  readonly code: string;
  /** Sum → its parts; every part is in one sum at most. */
  readonly arbre: ReadonlyMap<string, readonly string[]>;
  /** Nodes that are in no sum: the one year that a table is of. */
  readonly seuls?: readonly string[];
  /** To know it of somebody is to know something of them: an observed zero tells as much as a count. */
  readonly sensible?: true;
};

export type TableauSecret = {
  /** What is counted: two tables of one family are about the same persons. */
  readonly famille: string;
  readonly dimensions: readonly Dimension[];
  /** One node of each dimension, in their order. Null: that number does not exist, and is in no relation. */
  readonly valeur: (noeuds: readonly string[]) => number | null;
  /** Cannot be anything but zero, and everyone knows it. */
  readonly structurel?: (noeuds: readonly string[]) => boolean;
  /** Cost of masking it, before what its rank in the table adds. */
  readonly poids?: (noeuds: readonly string[]) => number;
};

/** Masking a total costs as much as masking this many of its parts. */
const POIDS_TOTAL = 12;

/** « attributions|periode=2017|quartile=q1 ». */
export function cleOf(famille: string, coordonnees: Readonly<Record<string, string>>): string {
  const written = Object.entries(coordonnees).filter(([, noeud]) => noeud !== TOUT);
  return [famille, ...written.map(([code, noeud]) => `${code}=${noeud}`).sort()].join("|");
}

/** A count of its own: from 1 to s − 1 persons, hidden and s wide. `seuil` is s. */
export function protectSmall(valeur: number, seuil: number): Pick<CelluleSecret, "motif" | "amplitude"> {
  return valeur > 0 && valeur < seuil ? { motif: "effectif", amplitude: seuil } : { motif: null, amplitude: 0 };
}

/** Every number of a table of counts with its motive, and every sum that ties them. `seuil` is s. */
export function readTableau(
  tableau: TableauSecret,
  seuil: number,
): { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly Relation[] } {
  const { dimensions } = tableau;
  const lignes = combine(dimensions.map(nodesOf));
  const valeurs = new Map<string, number>();
  for (const noeuds of lignes) {
    const valeur = tableau.valeur(noeuds);
    if (valeur !== null) valeurs.set(cleIn(tableau, noeuds), valeur);
  }
  const cellules = lignes.flatMap((noeuds) => {
    const valeur = valeurs.get(cleIn(tableau, noeuds));
    return valeur === undefined ? [] : [celluleOf(tableau, noeuds, valeur, { valeurs, seuil })];
  });
  return { cellules, relations: sumsOf(tableau, lignes, valeurs) };
}

function nodesOf({ arbre, seuls = [] }: Dimension): readonly string[] {
  return [...new Set([...seuls, ...[...arbre].flatMap(([somme, parts]) => [somme, ...parts])])];
}

function combine(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((node) => [...row, node])), [[]]);
}

function cleIn({ famille, dimensions }: TableauSecret, noeuds: readonly string[]): string {
  return cleOf(famille, Object.fromEntries(dimensions.map(({ code }, i) => [code, noeuds[i] ?? TOUT])));
}

type Contexte = { readonly valeurs: ReadonlyMap<string, number>; readonly seuil: number };

function celluleOf(
  tableau: TableauSecret,
  noeuds: readonly string[],
  valeur: number,
  contexte: Contexte,
): CelluleSecret {
  const structurel = tableau.structurel?.(noeuds) === true;
  if (structurel && valeur !== 0) throw new Error(`a structural zero holds ${valeur}: ${cleIn(tableau, noeuds)}`);
  const motif = structurel ? null : motifOf(tableau, noeuds, valeur, contexte);
  const sums = noeuds.filter((noeud, i) => tableau.dimensions[i]?.arbre.has(noeud)).length;
  return {
    cle: cleIn(tableau, noeuds),
    valeur,
    entiere: true,
    motif,
    amplitude: motif === null ? 0 : contexte.seuil,
    poids: (tableau.poids?.(noeuds) ?? 1) * POIDS_TOTAL ** sums * (1 + Math.log1p(valeur)),
    etat: structurel ? "publiee" : "libre",
  };
}

/**
 * `effectif`: one to s − 1 persons. `groupe`: none here, out of one to s − 1 in the margin, hence where all of them are.
 *
 * All but one to s − 1 of a margin is no motive of its own: the others of that sum are then all small, and the first of them that is not
 * zero could not be s wide beside a shown margin and a shown cell. The audit refuses it.
 */
function motifOf(
  tableau: TableauSecret,
  noeuds: readonly string[],
  valeur: number,
  { valeurs, seuil }: Contexte,
): MotifSecret | null {
  if (valeur > 0 && valeur < seuil) return "effectif";
  const tells = margesOf(tableau, noeuds, valeurs).some((marge) => marge > 0 && marge < seuil);
  return valeur === 0 && tells ? "groupe" : null;
}

/** Of the sensitive dimensions, the sums that the cell is directly a part of. */
function margesOf(tableau: TableauSecret, noeuds: readonly string[], valeurs: ReadonlyMap<string, number>): number[] {
  return tableau.dimensions.flatMap(({ arbre, sensible = false }, i) => {
    const found = sensible ? [...arbre].find(([, parts]) => parts.includes(noeuds[i] ?? TOUT)) : undefined;
    return found ? (valeurs.get(cleIn(tableau, noeuds.with(i, found[0]))) ?? []) : [];
  });
}

function sumsOf(
  tableau: TableauSecret,
  lignes: readonly (readonly string[])[],
  valeurs: ReadonlyMap<string, number>,
): Relation[] {
  return tableau.dimensions.flatMap(({ arbre }, i) =>
    [...arbre].flatMap(([somme, parts]) =>
      lignes
        .filter((noeuds) => noeuds[i] === somme)
        .flatMap((noeuds) => {
          const total = cleIn(tableau, noeuds);
          const keys = parts.map((part) => cleIn(tableau, noeuds.with(i, part)));
          return relationOf(total, keys, valeurs);
        }),
    ),
  );
}

function relationOf(total: string, parts: readonly string[], valeurs: ReadonlyMap<string, number>): Relation[] {
  if (![total, ...parts].every((cle) => valeurs.has(cle))) return [];
  return [{ termes: [[total, 1], ...parts.map((part) => [part, -1] as const)], min: 0, max: 0 }];
}
