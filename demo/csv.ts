/** One line: a value for each column that has one; the others are left empty. */
export type Ligne = Readonly<Record<string, string | number>>;

const SEPARATEUR = ";";
const FIN = "\r\n";

/**
 * Semicolons, CRLF, quotes only where needed, as the ministries' extractions are. A line is given in parts, none of them copied:
 * 6 261 merged objects of 80 keys would cost more than the rest of the generation. A column that the header lacks is a defect.
 */
export function writeCsv(colonnes: readonly string[], lignes: Iterable<readonly Ligne[]>): string {
  const places = new Map(colonnes.map((colonne, rang) => [colonne, rang]));
  const written = [colonnes.join(SEPARATEUR)];
  for (const parts of lignes) {
    const cells = colonnes.map(() => "");
    for (const part of parts) fillCells(cells, part, places);
    written.push(cells.join(SEPARATEUR));
  }
  return written.join(FIN) + FIN;
}

function fillCells(cells: string[], part: Ligne, places: ReadonlyMap<string, number>): void {
  for (const colonne in part) {
    const place = places.get(colonne);
    if (place === undefined) throw new Error(`Column ${colonne} is not in the header.`);
    cells[place] = quote(String(part[colonne] ?? ""));
  }
}

function quote(value: string): string {
  return /[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** windows-1252, for text that stays in its Latin-1 part: anything else is a defect, never a lost letter. */
export function encodeWindows1252(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff || (code >= 0x80 && code < 0xa0))
      throw new Error(`« ${text[i]} » is not written in windows-1252 here.`);
    octets[i] = code;
  }
  return octets;
}

/** UTF-8 with the mark that spreadsheets look for. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${text}`);
}
