/** Words that go before the name of a person. */
const CIVILITE =
  /(?<![\p{L}\p{N}])(?:M\.|Mr\.?|MM\.|Mme|Mlle|Mmes|monsieur|madame|mademoiselle|famille|[ée]poux|veuve|consorts)\s+(?:et\s+(?:Mme|madame)\s+)?\p{Lu}[\p{L}’'-]*/giu;
const MOT = /\p{L}[\p{L}\p{N}’'-]*/gu;
const DEBUT = /(?:^|[.!?:\n]\s*|[«(]\s?)$/u;

/**
 * Passages of a text that may name somebody. `personnes`: a title and a name; `majuscules`: words in capitals elsewhere than at the beginning of
 * a sentence, initials of institutions and sizes of dwellings aside. Finds no name written without a capital: it helps whoever writes, and
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

/** The pattern ignores the case of titles: that of the name is looked at here. */
function isNamed(passage: string): boolean {
  return /^\p{Lu}/u.test(passage.split(/\s+/u).at(-1) ?? "");
}

/** « CCAS », « QPV », « T3 », « APL »: letters that stand for an institution. A surname in capitals is longer. */
function isSigle(mot: string): boolean {
  return /^(?:\p{Lu}{1,4}|\p{Lu}\d{1,2}|PLAI|PDALHPD|DALO|SIAO|CCAPEX|ANRU|NPNRU)$/u.test(mot);
}
