import type { CelluleFigure, ColonneFigure, Figure } from "#socle/lectures/observatoire/figure.ts";

type Dessin = Pick<Figure, "lecture" | "carte" | "graphique">;

/** One that says or draws nothing leaves it out. */
export function figureOf(dite: Omit<Figure, keyof Dessin> & Partial<Dessin>): Figure {
  return { lecture: null, carte: null, graphique: null, ...dite };
}

export function nombre(valeur: number): CelluleFigure {
  return { valeur };
}

export const INCONNUE: CelluleFigure = { valeur: null, manque: "inconnu" };
export const SANS_OBJET: CelluleFigure = { valeur: null, manque: "sans-objet" };
export const PAS_DANS_LE_FICHIER: CelluleFigure = { valeur: null, manque: "pas-dans-le-fichier" };
export const EFFECTIF_FAIBLE: CelluleFigure = { valeur: null, manque: "effectif-faible" };

/** How many have a value of a list, out of `connus` of which the file says one: of none, 0 would say that nobody has it. */
export function compteParmi(valeur: number, connus: number, inconnus: number): CelluleFigure {
  return connus === 0 && inconnus > 0 ? { ...INCONNUE, bornes: [0, inconnus] } : { valeur };
}

/** At least so many, and at most with those of which nothing is said; when nothing is said of any, unknown. */
export function compteBorne(sure: number, connus: number, inconnus: number): CelluleFigure {
  if (connus === 0 || inconnus === 0) return compteParmi(sure, connus, inconnus);
  return { valeur: sure, bornes: [sure, sure + inconnus] };
}

/** Dwellings of operations, those of an unknown number left out; of none is the number known: unknown. */
export function sumLogements(operations: readonly { readonly logements: number | null }[]): CelluleFigure {
  const connues = operations.flatMap(({ logements }) => logements ?? []);
  if (connues.length === 0 && operations.length > 0) return INCONNUE;
  return { valeur: connues.reduce((sum, logements) => sum + logements, 0) };
}

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
