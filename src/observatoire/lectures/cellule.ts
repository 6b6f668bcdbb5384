import type { CelluleFigure, ColonneFigure, Figure, RepartitionMoyenne } from "#socle/lectures/observatoire/figure.ts";

type Dessin = Pick<Figure, "lecture" | "carte" | "graphique">;

/** Fills the absent parts of a figure (sentence, map, chart). */
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

/** `valeur` have a value of a list, among `connus` with a known one. With nobody known the cell is unknown: 0 would say that nobody has it. */
export function compteParmi(valeur: number, connus: number, inconnus: number): CelluleFigure {
  return connus === 0 && inconnus > 0 ? { ...INCONNUE, bornes: [0, inconnus] } : { valeur };
}

/** At least `sure`, and with the unknown at most; unknown when nobody is known. */
export function compteBorne(sure: number, connus: number, inconnus: number): CelluleFigure {
  if (connus === 0 || inconnus === 0) return compteParmi(sure, connus, inconnus);
  return { valeur: sure, bornes: [sure, sure + inconnus] };
}

/** Sum of the operations' known numbers of dwellings; unknown when none is known. */
export function sumLogements(operations: readonly { readonly logements: number | null }[]): CelluleFigure {
  const connues = operations.flatMap(({ logements }) => logements ?? []);
  if (connues.length === 0 && operations.length > 0) return INCONNUE;
  return { valeur: connues.reduce((sum, logements) => sum + logements, 0) };
}

/** null: the file has the field, but it is empty. */
export function valeurOuInconnue(valeur: number | string | null | undefined): CelluleFigure {
  return valeur === null || valeur === undefined ? INCONNUE : { valeur };
}

/**
 * `part` of `total`, among the known; the `inconnus` may be in both, in the total, or in neither. Unknown when nobody is known, « sans objet » when
 * there is nobody. Bounds only with unknowns.
 */
export function taux(part: number, total: number, inconnus = 0): CelluleFigure {
  if (total + inconnus === 0) return SANS_OBJET;
  const bornes = [part / (total + inconnus), (part + inconnus) / (total + inconnus)] as const;
  if (total === 0) return { ...INCONNUE, bornes };
  return { valeur: part / total, sur: total, ...(inconnus > 0 ? { bornes } : {}) };
}

/** `somme` over `effectif` known values, `manquants` being unknown: a mean, without bounds. */
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

/** A column of means, with what tells their dispersion. */
export function colonneMoyenne(
  genre: ColonneFigure["genre"],
  [code, libelle, definition]: readonly [code: string, libelle: string, definition: string],
  repartition: RepartitionMoyenne,
): ColonneFigure {
  return { code, libelle, genre, definition, repartition };
}

/** For a cell whose base is a column of the row, or common to all rows. */
export function withoutSur({ sur: _, ...cellule }: CelluleFigure): CelluleFigure {
  return cellule;
}
