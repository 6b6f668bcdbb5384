import type { ContenuCellule } from "../regles/table/table.ts";

/** A value of a table export: a count, a rate between 0 and 1 (five decimals), a word, or null for what is unknown or has no object. */
export type Valeur = number | string | null;

export type FormatColonne = "nombre" | "taux" | "texte";

/** A missing value is a null in a file, whatever its reason. */
export function toValeur(contenu: ContenuCellule): Valeur {
  return typeof contenu === "object" ? null : contenu;
}
