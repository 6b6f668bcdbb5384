/** Parts left as they are: what a person typed, what a file contains, what may be copied. */
const PIECES =
  /<(textarea|code|script|style|title)\b[^>]*>[\s\S]*?<\/\1>|<span class="brut">[\s\S]*?<\/span>|<[^>]*>|[^<]+/g;

/**
 * Non-breaking French spaces: inside « » and before : % € (U+00A0), before ; ! ? (U+202F). Applied to the text of a whole document:
 * tags, attributes, fields and raw extracts are left alone. Sources keep ordinary spaces, which can be read and searched.
 */
export function lockSpaces(html: string): string {
  return html.replace(PIECES, (piece) => (piece.startsWith("<") || !A_LIER.test(piece) ? piece : lockText(piece)));
}

/** Quick test: most texts of a page, such as the cells of its tables, have none of these signs. */
const A_LIER = /[«»:%€;!?]/;

function lockText(text: string): string {
  return text
    .replace(/«\s+/g, "«\u00A0")
    .replace(/ +([»:%€])(?=[\s\u00A0.,;!?)]|$)/g, "\u00A0$1")
    .replace(/ +([;!?])(?=\s|$)/g, "\u202F$1");
}
