import type { Base } from "#socle/lectures/base.ts";
import type { Lot } from "../../lectures/lot/ports.ts";

const LF = new Uint8Array([0x0a]);

/**
 * The rejected lines: each one's original bytes, then the separator and the quoted reason, in the file's encoding (the reasons are reduced to signs
 * that windows-1252 has). The header comes first, so that the bailleur can open the file, correct it and send it back. Rejected lines may name
 * anybody: the journal records the export.
 */
export async function* exportRejets(base: Pick<Base, "lots" | "journal">, lot: Lot): AsyncIterable<Uint8Array> {
  const separator = lot.separateur ?? ";";
  const encode = encoderFor(lot.encodage);
  await base.journal.ecrire({ acte: "rejets-exportes", ressource: "lot", epci: lot.epci, objet: `lot:${lot.id}` });
  yield encode(
    [...lot.colonnes.map((colonne) => quote(colonne.entete, separator)), "LIGNE_BLAISE", "MOTIF_BLAISE"].join(
      separator,
    ),
  );
  yield LF;
  for await (const rejet of base.lots.rejets(lot)) {
    yield rejet.brut;
    const motif = rejet.anomalies
      .map((anomalie) => `${anomalie.colonne ? `${anomalie.colonne} : ` : ""}${anomalie.message}`)
      .join(" ");
    yield encode(`${separator}${rejet.ligne}${separator}${quote(motif, separator, true)}`);
    yield LF;
  }
}

/** Windows-1252 letters above 0x9F are Latin-1; the few typographic signs of our messages become plain ones. */
function encoderFor(encodage: string | null): (text: string) => Uint8Array {
  if (encodage !== "windows-1252") return (text) => new TextEncoder().encode(text);
  return (text) => {
    const plain = text
      .replace(/[’‘]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/…/g, "...")
      .replace(/[\u202f\u2013\u2014]/g, (c) => (c === "\u202f" ? "\u00a0" : "-"));
    return Uint8Array.from(plain, (letter) =>
      (letter.codePointAt(0) ?? 63) < 256 ? (letter.codePointAt(0) ?? 63) : 63,
    );
  };
}

function quote(text: string, separator: string, always = false): string {
  return always || text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
