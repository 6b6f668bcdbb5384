import { isUtf8 } from "node:buffer";
import { french, quote } from "../french.ts";
import { Defaut, reject, warn } from "../values/defaut.ts";
import { decodeWindows1252, type Encodage, encodeWindows1252 } from "./encodage.ts";

/** Kind of a column's cells, which decides the checks before their reading. */
export type Genre = "code" | "nombre" | "date" | "texte" | "identifiant" | "secret";

/** Characters that never come alone in a healthy French file; « Ã » and its like only before what follows them in double encodings. */
const SUSPECT =
  /[\u0300-\u036f]|[\u007f-\u009f\u00a4\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd]|[\u00c2\u00c3](?=[\u0080-\u00bf\u0152-\u2122])|\u00e2(?=[\u0080\u20ac])/;
const INDEFINI = /[\u007f-\u009f]/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const COMBINANT = /[\u0300-\u036f]/;
const HAUT = /[\u0080-\u00ff]/;

/** Checks the characters of one cell. Returns the cell to read, or its defect; an AVE carries the cell to read in `valeur`. */
export function cleanCell(texte: string, genre: Genre, encodage: Encodage): string | Defaut<string> {
  if (encodage.melange) return decodeMixed(texte);
  if (!SUSPECT.test(texte)) return texte;
  if (encodage.nom === "windows-1252") {
    const defaut = judgeWindows1252(texte);
    if (defaut) return defaut;
  }
  if (INVISIBLE.test(texte)) return judgeInvisible(texte, genre);
  if (texte.includes("\ufffd")) {
    return warn(
      "caractere-perdu",
      `${quote(texte)} contient un caractère perdu avant l’envoi du fichier. Corrigez-le à la source si le texte est utile.`,
      texte,
    );
  }
  const propose = undoDoubleEncoding(texte);
  if (propose !== null) {
    return warn(
      "double-encodage",
      `${quote(texte)} a été encodé deux fois : lire sans doute ${quote(propose)}. La cellule est gardée telle quelle ; refaites l’extraction en UTF-8.`,
      texte,
    );
  }
  return COMBINANT.test(texte) ? texte.normalize("NFC") : texte;
}

function judgeWindows1252(texte: string): Defaut<string> | null {
  if (HAUT.test(texte) && readsAsUtf8(texte)) {
    return reject(
      "encodage-melange",
      `La cellule ${quote(texte)} n’a pas le même encodage que le reste du fichier. Refaites l’extraction en un seul encodage (UTF-8).`,
    );
  }
  if (INDEFINI.test(texte)) {
    return reject(
      "octet-indefini",
      `La cellule ${quote(texte.replace(new RegExp(INDEFINI.source, "g"), "?"))} contient un octet sans signification en windows-1252. Refaites l’extraction en UTF-8.`,
    );
  }
  if (!texte.includes("¤")) return null;
  return warn(
    "encodage-iso-8859-15",
    `${quote(texte)} contient « ¤ », qui est « € » en ISO-8859-15 : lu comme tel. Refaites l’extraction en UTF-8.`,
    texte.replaceAll("¤", "€"),
  );
}

function judgeInvisible(texte: string, genre: Genre): Defaut<string> {
  const visible = texte.replace(new RegExp(INVISIBLE.source, "g"), "");
  if (genre === "secret") {
    return new Defaut(
      "LIG",
      "caractere-invisible",
      french("Le numéro contient un caractère invisible. Ressaisissez-le."),
    );
  }
  if (genre !== "texte") {
    return reject(
      "caractere-invisible",
      `${quote(visible)} contient un caractère invisible. Ressaisissez cette cellule.`,
    );
  }
  return warn("caractere-invisible", `${quote(visible)} contenait un caractère invisible, retiré.`, visible);
}

/** « Ã‰claron » → « Éclaron »; null when the text is not UTF-8 read as windows-1252. */
function undoDoubleEncoding(texte: string): string | null {
  if (!/[ÂÃâ]/.test(texte) || !readsAsUtf8(texte)) return null;
  return new TextDecoder().decode(encodeWindows1252(texte));
}

/** True when every accent of the text, as windows-1252 bytes, forms UTF-8 sequences. */
function readsAsUtf8(texte: string): boolean {
  const bytes = encodeWindows1252(texte);
  for (let i = 0; i < texte.length; i++) {
    // A character outside windows-1252 would have been cut to one byte.
    if (texte.charCodeAt(i) > 0xff && (bytes[i] ?? 0) < 0x80) return false;
  }
  return bytes.some((byte) => byte >= 0x80) && isUtf8(bytes);
}

/** In a UTF-8 file with some foreign lines, cells arrive as one character per byte. */
function decodeMixed(texte: string): string | Defaut<string> {
  if (!HAUT.test(texte)) return texte;
  const bytes = Buffer.from(texte, "latin1");
  if (isUtf8(bytes)) return bytes.toString("utf8").normalize("NFC");
  const lisible = decodeWindows1252(bytes);
  return reject(
    "encodage-melange",
    `La cellule ${quote(lisible)} n’a pas le même encodage que le reste du fichier. Refaites l’extraction en un seul encodage (UTF-8).`,
  );
}
