/** Common nouns left out of a reference. */
const COMMUNS = new Set([
  ..."immeuble immeubles batiment batiments residence residences tour tours barre barres ilot ilots cite".split(" "),
  ..."demolition demolitions logements groupe ensemble de du des la le les d l et".split(" "),
]);

/** « ORC » of « Immeuble Orcades », « REL » when the name has no word of its own: what people of the building would recognise, and no door. */
export function prefixOf(operation: string): string {
  const words = operation
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const own = words.find((word) => /^[a-z]/.test(word) && !COMMUNS.has(word)) ?? "rel";
  return own.slice(0, 3).toUpperCase();
}
