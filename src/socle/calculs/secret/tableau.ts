import type { CelluleSecret, MotifSecret, Relation } from "./systeme.ts";

/** Node of the whole dimension, left out of keys: a table that does not cut by a dimension shares its cells with one that does. */
export const TOUT = "*";

export type Dimension = {
  readonly code: string;
  /** Sum → its parts; every part is in one sum at most. */
  readonly arbre: ReadonlyMap<string, readonly string[]>;
  /** Nodes that are in no sum, such as the only year of a table. */
  readonly seuls?: readonly string[];
  /** Knowing its node reveals something about a person: an observed zero tells as much as a count. */
  readonly sensible?: true;
};

export type TableauSecret = {
  /** What is counted: tables of one family count the same persons. */
  readonly famille: string;
  readonly dimensions: readonly Dimension[];
  /** Takes one node of each dimension, in their order. Null: the number does not exist, and is in no relation. */
  readonly valeur: (noeuds: readonly string[]) => number | null;
  /** True when the cell can only be zero, and everyone knows it. */
  readonly structurel?: (noeuds: readonly string[]) => boolean;
  /** Cost of masking the cell, before what its rank in the table adds. */
  readonly poids?: (noeuds: readonly string[]) => number;
};

/** Masking a total costs as much as masking this many of its parts. */
const POIDS_TOTAL = 12;

/** « attributions|periode=2017|quartile=q1 ». */
export function cleOf(famille: string, coordonnees: Readonly<Record<string, string>>): string {
  const written = Object.entries(coordonnees).filter(([, noeud]) => noeud !== TOUT);
  return [famille, ...written.map(([code, noeud]) => `${code}=${noeud}`).sort()].join("|");
}

/** A count from 1 to `seuil` − 1 persons is hidden, with an amplitude of `seuil`. */
export function protectSmall(valeur: number, seuil: number): Pick<CelluleSecret, "motif" | "amplitude"> {
  return valeur > 0 && valeur < seuil ? { motif: "effectif", amplitude: seuil } : { motif: null, amplitude: 0 };
}

/** Every number of a table of counts with its motive, and every sum that ties them. `seuil`: the least count that may be shown (s). */
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
 * `effectif`: 1 to s − 1 persons. `groupe`: nobody here, out of 1 to s − 1 in the margin, which tells where all of them are.
 * No motive for « all but 1 to s − 1 of a margin »: the other parts of that sum are then all small, and the first non-zero one could not be s wide
 * beside a shown margin and a shown cell. The audit refuses it.
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

/** The sums of the sensitive dimensions that the cell is directly a part of. */
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
