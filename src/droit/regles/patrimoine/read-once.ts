/** Covers the addresses of a large stock; beyond it the cache is emptied, which bounds memory. */
const TEXTES_MAX = 50_000;

/** Memoises `read`, which must depend on the text only: the same text comes back page after page. */
export function readOnce<T extends string | object>(read: (texte: string) => T): (texte: string) => T {
  const lus = new Map<string, T>();
  return (texte) => {
    const known = lus.get(texte);
    if (known !== undefined) return known;
    const lu = read(texte);
    if (lus.size >= TEXTES_MAX) lus.clear();
    lus.set(texte, lu);
    return lu;
  };
}
