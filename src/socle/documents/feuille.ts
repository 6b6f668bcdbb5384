import type { Manque } from "../regles/shared/manque.ts";
import type { FormatColonne, Valeur } from "./valeur.ts";

/** `points`: a difference of two rates; `jour`: an ISO day, written as a date; an instant stays a text. */
export type Format = FormatColonne | "decimal" | "entier" | "euros" | "euros-m2" | "points" | "jour";
/**
 * A value in the format of its column, or in one of its own. null: nothing is written there. A null in an object is a value that is missing, for that
 * reason: its cell is empty, and marked.
 */
export type Cellule = Valeur | { readonly valeur: Valeur; readonly format: Format; readonly manque?: Manque };
/** `largeur`: in characters. `unite` and `definition` go to the sheet of definitions. */
export type ColonneFeuille = {
  readonly titre: string;
  readonly format: Format;
  readonly largeur?: number;
  readonly unite?: string;
  readonly definition?: string;
};
export type Feuille = {
  /** Lines above the header, one cell each: what must travel with the sheet. */
  readonly avant?: readonly string[];
  readonly colonnes: readonly ColonneFeuille[];
  readonly lignes: readonly (readonly Cellule[])[];
  /** A list with one definition for each column: its columns are told in the sheet of definitions. */
  readonly definie?: true;
};

export type Feuilles = readonly (readonly [nom: string, feuille: Feuille])[];

/** Characters of a cell: Excel's limit. */
export const CELLULE_MAX = 32_767;

/** Excel's number formats: its user reads them with the separators of the language. */
export const NUMERO_FORMAT: Readonly<Record<Format, string>> = {
  nombre: "#,##0",
  taux: "0.0%",
  texte: "@",
  decimal: "#,##0.00",
  entier: "0",
  euros: '#,##0 "€"',
  "euros-m2": '#,##0.00 "€/m²"',
  points: "+0.0%;-0.0%;0.0%",
  jour: "dd/mm/yyyy",
};

export type CelluleLue = { readonly valeur: Valeur; readonly format: Format; readonly manque: Manque | null };

export function readCellule(cellule: Cellule, format: Format): CelluleLue {
  if (cellule === null || typeof cellule !== "object") return { valeur: cellule, format, manque: null };
  const { valeur, format: own, manque = "inconnu" } = cellule;
  return { valeur, format: own, manque: valeur === null ? manque : null };
}

/** Text columns, with their width in characters. */
export function textes(...colonnes: readonly (readonly [titre: string, largeur: number])[]): ColonneFeuille[] {
  return colonnes.map(([titre, largeur]) => ({ titre, largeur, format: "texte" }));
}

export function nombres(...titres: readonly string[]): ColonneFeuille[] {
  return titres.map((titre) => ({ titre, format: "nombre" }));
}
