import type { CelluleFigure, Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { LIBELLE_MANQUE, listManques, type Manque } from "../regles/shared/manque.ts";
import { formatValeur, type GenreColonne } from "../regles/table/genre.ts";

const CELLULE_INCONNUE: CelluleFigure = { valeur: null, manque: "inconnu" };

/** A column without an entry is unknown. */
export function celluleOf(ligne: LigneFigure, colonne: string): CelluleFigure {
  return ligne.cellules[colonne] ?? CELLULE_INCONNUE;
}

/** Null when there is a value; NaN or an infinite number is not one. */
export function manqueOf({ valeur, manque }: CelluleFigure): Manque | null {
  const absent = valeur === null || valeur === "" || (typeof valeur === "number" && !Number.isFinite(valeur));
  return absent ? (manque ?? "inconnu") : null;
}

/** Kinds of missing values in the table, which its notes must explain. */
export function manquesOf({ colonnes, lignes }: Pick<Figure, "colonnes" | "lignes">): readonly Manque[] {
  return listManques(lignes.flatMap((ligne) => colonnes.map(({ code }) => manqueOf(celluleOf(ligne, code)))));
}

/** Null when the cell has no value, or a word. */
export function nombreOf(ligne: LigneFigure, colonne: string): number | null {
  const { valeur } = celluleOf(ligne, colonne);
  return typeof valeur === "number" && Number.isFinite(valeur) ? valeur : null;
}

/** « 18,3 % », « 5,32 €/m² », « + 3,2 points », « secret ». */
export function formatCellule(cellule: CelluleFigure, genre: GenreColonne): string {
  const manque = manqueOf(cellule);
  return manque === null ? formatValeur(cellule.valeur ?? "", genre) : LIBELLE_MANQUE[manque];
}

/** « entre 17,5 % et 19,2 % »; null without bounds, or when both are written like the value. */
export function formatBornesCellule({ valeur, bornes }: CelluleFigure, genre: GenreColonne): string | null {
  if (!bornes) return null;
  const [basse, haute] = bornes.map((borne) => formatValeur(borne, genre));
  if (basse === haute && typeof valeur === "number" && formatValeur(valeur, genre) === basse) return null;
  return `entre ${basse} et ${haute}`;
}
