import type { Entete } from "./decode/entete.ts";

/**
 * What a file of rejected lines adds to those that the bailleur wrote: the number that each had, in a column whose name says of which lot, and what is to
 * be corrected. They come first: a line that has a field too many or too few still says which it is.
 */
export const A_CORRIGER = "A_CORRIGER";
const REPRISE = /^LIGNE_DU_LOT_(\d{1,15})$/;

export function enteteReprise(lot: number): string {
  return `LIGNE_DU_LOT_${lot}`;
}

/** Neither is read as data. */
export function isAjoutee(entete: string): boolean {
  return entete === A_CORRIGER || REPRISE.test(entete);
}

/** The lot that the file completes, and where its lines say their number. */
export type Reprise = { readonly lot: number; readonly colonne: number };

export function findReprise({ cells }: Entete): Reprise | null {
  const colonne = cells.findIndex((cell) => REPRISE.test(cell));
  return colonne < 0 ? null : { lot: Number(REPRISE.exec(cells[colonne] ?? "")?.[1]), colonne };
}

/** Where what the bailleur wrote begins, in a line that begins with what was added before it. */
export function skipAjouts(texte: string, debut: number, { cells }: Entete, separateur: string): number {
  let at = debut;
  for (const cell of cells) {
    if (!isAjoutee(cell)) break;
    at = endOfField(texte, at, separateur);
  }
  return at;
}

function endOfField(texte: string, debut: number, separateur: string): number {
  QUOTED.lastIndex = debut;
  const quoted = QUOTED.exec(texte)?.[0].length ?? 0;
  const end = texte.indexOf(separateur, debut + quoted);
  return end < 0 ? texte.length : end + separateur.length;
}

const QUOTED = /"(?:[^"]|"")*"/y;
