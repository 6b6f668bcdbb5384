import { Refus } from "../shared/refus.ts";
import { relireTexte } from "../texte-libre/relire-texte.ts";

/** Characters that may separate lines or direct a terminal: a title has none, and one would end a header or an event. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLES = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;

export function oneLine(texte: string): string {
  return texte.replaceAll(CONTROLES, " ").replaceAll(/ {2,}/g, " ").trim();
}

/**
 * One line that all persons convened read, cleaned; null when empty. A word about a person needs `relu`, a confirmation. Refuses `texte-longueur`,
 * `texte-nir`, `gouvernance-a-relire`.
 */
export function cleanLigne(texte: string, champ: string, relu: boolean, limite = 160): string | null {
  const ligne = oneLine(texte);
  if (ligne === "") return null;
  if (ligne.length > limite) {
    throw new Refus("texte-longueur", `${champ}\u00A0: ${limite} caractères au plus. Raccourcissez ce texte.`);
  }
  relireTexte(ligne, `${champ}\u00A0:`, { relu, aRelire: "gouvernance-a-relire" });
  return ligne;
}

/** Refuses as `cleanLigne` does, and `gouvernance-incomplet` when empty. */
export function requireLigne(texte: string, champ: string, relu: boolean, limite?: number): string {
  const ligne = cleanLigne(texte, champ, relu, limite);
  if (ligne === null) throw new Refus("gouvernance-incomplet", `${champ}\u00A0: écrivez-le.`);
  return ligne;
}
