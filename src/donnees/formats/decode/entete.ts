/**
 * A column name reduced to its identity: « Date signature bail », « DATE_SIGNATURE_BAIL » and « date-signature-bail » are one, whatever the accents,
 * case and invisible characters.
 */
export function foldEntete(entete: string): string {
  return entete
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "");
}

/** Suffix of the corrected values in the 2017-2018 « loi » files (« depcom_red »): the corrected column is read when both exist. */
const REDRESSE = "RED";

export type Entete = {
  /** As written, without the trailing empty names. */
  readonly cells: readonly string[];
  /** Folded names, after the officer's own correspondence. */
  readonly plies: readonly string[];
  /** Physical line of the file. */
  readonly ligne: number;
  /** Number of cells of the line, empty names included. */
  readonly largeur: number;
};

/** `colonnes`: file's header → our column, given by the officer. */
export function buildEntete(
  cells: readonly string[],
  ligne: number,
  colonnes: Readonly<Record<string, string>> = {},
): Entete {
  const named = cells.map((cell) => cell.trim());
  while (named.length > 0 && named.at(-1) === "") named.pop();
  const renames = new Map(Object.entries(colonnes).map(([theirs, ours]) => [foldEntete(theirs), ours]));
  const plies = named.map((cell) => foldEntete(renames.get(foldEntete(cell)) ?? cell));
  return { cells: named, plies, ligne, largeur: cells.length };
}

/** Rank of the first of these names found in the header; -1: none. */
export function findColonne(entete: Entete, noms: readonly string[]): number {
  for (const nom of noms) {
    const plie = foldEntete(nom);
    const rank = entete.plies.indexOf(plie + REDRESSE);
    if (rank >= 0) return rank;
    const plain = entete.plies.indexOf(plie);
    if (plain >= 0) return plain;
  }
  return -1;
}

/** Folded names and their « _red » forms, to recognise a header. */
export function knownNames(noms: Iterable<string>): ReadonlySet<string> {
  const known = new Set<string>();
  for (const nom of noms) {
    known.add(foldEntete(nom));
    known.add(foldEntete(nom) + REDRESSE);
  }
  return known;
}

export function findDoublon(entete: Entete): string | null {
  const rank = entete.plies.findIndex((plie, i) => plie !== "" && entete.plies.indexOf(plie) !== i);
  return rank < 0 ? null : (entete.cells[rank] ?? null);
}
