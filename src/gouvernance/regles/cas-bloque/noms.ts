/** Titles before the name of a person. */
const CIVILITE =
  /(?<![\p{L}\p{N}])(?:M\.|Mr\.?|MM\.|Mme|Mlle|Mmes|monsieur|madame|mademoiselle|famille|[ée]poux|veuve|consorts)\s+(?:et\s+(?:Mme|madame)\s+)?\p{Lu}[\p{L}’'-]*/giu;
const MOT = /\p{L}[\p{L}\p{N}’'-]*/gu;
const DEBUT = /(?:^|[.!?:\n]\s*|[«(]\s?)$/u;

/**
 * Passages of a text that may name a person. `personnes`: a title and a name; `majuscules`: words with a capital, except at the beginning of
 * a sentence, initials of institutions and sizes of dwellings. A name without a capital is not found: this helps the writer, and
 * proves nothing.
 */
export function findNoms(texte: string): {
  readonly personnes: readonly string[];
  readonly majuscules: readonly string[];
} {
  const personnes = [...texte.matchAll(CIVILITE)].map(([passage]) => passage).filter(isNamed);
  const majuscules: string[] = [];
  for (const found of texte.matchAll(MOT)) {
    const [mot] = found;
    if (!/^\p{Lu}/u.test(mot) || isSigle(mot)) continue;
    if (DEBUT.test(texte.slice(0, found.index))) continue;
    majuscules.push(mot);
  }
  return { personnes: [...new Set(personnes)], majuscules: [...new Set(majuscules)] };
}

/** The pattern ignores the case of titles: this checks the capital of the name. */
function isNamed(passage: string): boolean {
  return /^\p{Lu}/u.test(passage.split(/\s+/u).at(-1) ?? "");
}

/** « CCAS », « QPV », « T3 », « APL »: an institution or a code. A surname in capitals is longer. */
function isSigle(mot: string): boolean {
  return /^(?:\p{Lu}{1,4}|\p{Lu}\d{1,2}|PLAI|PDALHPD|DALO|SIAO|CCAPEX|ANRU|NPNRU)$/u.test(mot);
}
