/** One line: a value for each column that has one; the others are left empty. */
export type Ligne = Readonly<Record<string, string | number>>;

const SEPARATEUR = ";";
const FIN = "\r\n";

/** Semicolons, CRLF, quotes only where needed, as the ministries' extractions are. A column that the header lacks is a defect. */
export function writeCsv(colonnes: readonly string[], lignes: readonly Ligne[]): string {
  const known = new Set(colonnes);
  const written = lignes.map((ligne) => {
    const unknown = Object.keys(ligne).find((colonne) => !known.has(colonne));
    if (unknown !== undefined) throw new Error(`Column ${unknown} is not in the header.`);
    return colonnes.map((colonne) => quote(String(ligne[colonne] ?? ""))).join(SEPARATEUR);
  });
  return [colonnes.join(SEPARATEUR), ...written].join(FIN) + FIN;
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
