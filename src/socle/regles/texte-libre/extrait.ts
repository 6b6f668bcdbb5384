/** A piece of a text: positions in UTF-16 units, `fin` excluded. */
export type Extrait = { readonly debut: number; readonly fin: number };
