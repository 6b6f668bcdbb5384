/** What the person typed or a file contains is shown as it is; what they may copy, too. */
const PIECES =
  /<(textarea|code|script|style|title)\b[^>]*>[\s\S]*?<\/\1>|<span class="brut">[\s\S]*?<\/span>|<[^>]*>|[^<]+/g;

/**
 * French spaces that a line must not break: inside « » and before : % € (U+00A0), before ; ! ? (U+202F). On the text of a whole document:
 * its tags, hence its attributes, are left alone, as are fields and raw extracts. Sources keep ordinary spaces, which can be read and searched.
 */
export function lockSpaces(html: string): string {
  return html.replace(PIECES, (piece) => (piece.startsWith("<") || !A_LIER.test(piece) ? piece : lockText(piece)));
}

/** Most texts of a page, the cells of its tables, hold none of these. */
const A_LIER = /[«»:%€;!?]/;

function lockText(text: string): string {
  return text
    .replace(/«\s+/g, "«\u00A0")
    .replace(/ +([»:%€])(?=[\s\u00A0.,;!?)]|$)/g, "\u00A0$1")
    .replace(/ +([;!?])(?=\s|$)/g, "\u202F$1");
}
