/** Common nouns left out of a reference. */
const COMMUNS = new Set([
  ..."immeuble immeubles batiment batiments residence residences tour tours barre barres ilot ilots cite".split(" "),
  ..."demolition demolitions logements groupe ensemble de du des la le les d l et".split(" "),
]);

/** « ORC » for « Immeuble Orcades », « REL » when the name has no word of its own: recognisable, and without the door. */
export function prefixOf(operation: string): string {
  const words = operation
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const own = words.find((word) => /^[a-z]/.test(word) && !COMMUNS.has(word)) ?? "rel";
  return own.slice(0, 3).toUpperCase();
}
