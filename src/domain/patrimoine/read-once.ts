/** The addresses of a large stock; beyond it reading begins again, so that memory is bounded. */
const TEXTES_MAX = 50_000;

/** The same, but that a text which comes back, page after page, is read once. `read` depends on the text alone. */
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
