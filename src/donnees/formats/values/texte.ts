import { isEmpty, type Lecteur } from "./defaut.ts";

/** Excel's way of protecting a code from being read as a number: ="01053". */
const FORMULE_TEXTE = /^="([^"]*)"$/;

/** Trims spaces (no-break ones included) and unwraps Excel's ="…"; the content is unchanged. */
export function unwrap(texte: string): string {
  const first = texte.charCodeAt(0);
  const last = texte.charCodeAt(texte.length - 1);
  // 61 is « = »; letters and digits need no trimming: most cells skip the regular expressions.
  if (first > 61 && first < 128 && last > 32 && last < 128) return texte;
  if (first > 47 && first < 58 && last > 32 && last < 128) return texte;
  const trimmed = texte.replace(/^[ \u00a0\u202f]+|[ \u00a0\u202f]+$/g, "");
  return FORMULE_TEXTE.exec(trimmed)?.[1]?.trim() ?? trimmed;
}

/** Free text as written: a formula stays a text, neutralised at export. */
export const texteLibre: Lecteur<string> = (texte) => (isEmpty(texte) ? null : texte);

/** A code or identifier as written, in upper case. pandas writes 2.0 for the code 2. */
export const codeLibre: Lecteur<string> = (texte) =>
  isEmpty(texte) ? null : (texte.endsWith(".0") ? texte.slice(0, -2) : texte).toUpperCase();

/** Text on one line, single spaces, for what is compared or joined (addresses). */
export function oneLine(texte: string): string {
  return /\s\s|[\t\r\n\u00a0\u202f]|^\s|\s$/.test(texte) ? texte.replace(/\s+/g, " ").trim() : texte;
}
