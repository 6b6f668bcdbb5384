import type { CelluleFigure, ColonneFigure } from "./figure.ts";

/** Cells of a figure, made in one way everywhere. */

export function nombre(valeur: number): CelluleFigure {
  return { valeur };
}

export const INCONNUE: CelluleFigure = { valeur: null, manque: "inconnu" };
export const SANS_OBJET: CelluleFigure = { valeur: null, manque: "sans-objet" };

/** null: the information has its place, and nothing is in it. */
export function valeurOuInconnue(valeur: number | string | null | undefined): CelluleFigure {
  return valeur === null || valeur === undefined ? INCONNUE : { valeur };
}

/**
 * `part` of `total`, of those that are known; `inconnus` more may be of the total, of the part, or of neither. Nothing known is unknown,
 * nothing at all is without object. Bounds only when something is unknown.
 */
export function taux(part: number, total: number, inconnus = 0): CelluleFigure {
  if (total + inconnus === 0) return SANS_OBJET;
  const bornes = [part / (total + inconnus), (part + inconnus) / (total + inconnus)] as const;
  if (total === 0) return { ...INCONNUE, bornes };
  return { valeur: part / total, sur: total, ...(inconnus > 0 ? { bornes } : {}) };
}

/** `somme` over `effectif` values that are known, `manquants` more being unknown: a mean, which has no bounds. */
export function moyenne(somme: number, effectif: number, manquants = 0): CelluleFigure {
  if (effectif === 0) return manquants > 0 ? INCONNUE : SANS_OBJET;
  return { valeur: somme / effectif, sur: effectif };
}

export function colonne(
  genre: ColonneFigure["genre"],
  code: string,
  libelle: string,
  definition: string,
): ColonneFigure {
  return { code, libelle, genre, definition };
}

/** Where the count behind is a column of the same row, or the same of every row. */
export function withoutSur({ sur: _, ...cellule }: CelluleFigure): CelluleFigure {
  return cellule;
}
