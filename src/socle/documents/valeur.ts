/** A value of a table export: a count, a rate between 0 and 1 (five decimals), a word, or null for what is unknown or has no object. */
export type Valeur = number | string | null;

export type FormatColonne = "nombre" | "taux" | "texte";
