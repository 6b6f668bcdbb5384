/** The part of the library's cell that we read. `t`: n(umber), s(tring), b(oolean), e(rror), z (nothing), d(ate). */
export type Cellule = { readonly t: string; readonly v?: string | number | boolean | Date | undefined };

/** LibreOffice writes errors as texts. */
const ERREUR = /^(?:#(?:DIV\/0!|VALUE!|VALEUR!|REF!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|N\/A)|Err:\d{3})$/;

export function isErreur({ t, v }: Cellule): boolean {
  return t === "e" || (typeof v === "string" && v.length < 9 && ERREUR.test(v));
}

/** Spreadsheets keep 15 digits of a number. */
const EXACT_MAX = 1e15;

/**
 * The text that the same cell would have in a CSV. A date stays a number of days, which the column's reader knows. A number of 16 digits or more has
 * lost the last ones: it is written with its exponent, so that a lost identifier is refused and not misread.
 */
export function toTexte(cell: Cellule): string {
  const { v } = cell;
  if (v === undefined || v === null || cell.t === "z" || isErreur(cell)) return "";
  if (typeof v === "number") return Math.abs(v) >= EXACT_MAX ? v.toExponential() : String(v);
  if (typeof v === "boolean") return v ? "VRAI" : "FAUX";
  return typeof v === "string" ? v : v.toISOString().slice(0, 10);
}
