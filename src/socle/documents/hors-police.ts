/** Written in the place of a sign that the font lacks. */
const REMPLACEMENT = "?";

/** Everything but Latin letters, punctuation, currencies, arrows and mathematics, which the font has, roughly. */
const HORS_LATIN =
  /[^\t\n\r\u0020-\u007e\u00a0-\u024f\u2010-\u2027\u202f-\u205e\u20ac\u2190-\u2193\u2212\u2248\u2260-\u2265]/gu;

/**
 * Prints a document, and prints it again without the signs that the font lacks: an accessible PDF may not hold a text that cannot be shown, and a
 * person may write one (an emoji, Hebrew, a mark of direction). The second try removes the signs that the refusal names; the third removes all that
 * is not Latin.
 */
export function printWithFont<T>(print: (json: string) => T, contenu: object): T {
  const json = JSON.stringify(contenu);
  try {
    return print(json);
  } catch (error) {
    const named = namedIn(error);
    if (named.length === 0) throw error;
    return printWithout(print, contenu, named);
  }
}

function printWithout<T>(print: (json: string) => T, contenu: object, named: readonly string[]): T {
  const replaceNamed = (texte: string) => named.reduce((left, signe) => left.replaceAll(signe, REMPLACEMENT), texte);
  try {
    return print(
      JSON.stringify(contenu, (_, value: unknown) => (typeof value === "string" ? replaceNamed(value) : value)),
    );
  } catch (error) {
    if (namedIn(error).length === 0) throw error;
    const latin = (value: unknown) => (typeof value === "string" ? value.replace(HORS_LATIN, REMPLACEMENT) : value);
    return print(JSON.stringify(contenu, (_, value: unknown) => latin(value)));
  }
}

/** « the text `"＋"` could not be displayed », as the compiler writes it, with Rust's escapes. */
function namedIn(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const said = error.message.replaceAll('\\"', '"').replaceAll("\\\\", "\\");
  const found = [...said.matchAll(/the text `"(.+?)"` could not be displayed/gs)].map(([, signe = ""]) =>
    signe.replace(/\\u\{([0-9a-f]+)\}/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
  // The longest first: a letter with its mark before the letter alone.
  return [...new Set(found)].sort((a, b) => b.length - a.length);
}
