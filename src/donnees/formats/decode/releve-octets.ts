import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { Fichier } from "../lecture.ts";
import { refusals } from "../refusals.ts";
import type { Encodage } from "./encodage.ts";
import { findType, type TypeFichier } from "./signature.ts";

export type ReleveOctets = {
  readonly sha256: string;
  readonly type: TypeFichier;
  /** null for a workbook. */
  readonly encodage: Encodage | null;
  /** "\r" only when the file has no line feed. */
  readonly finDeLigne: "\n" | "\r";
};

/** A longer line is not a table, and would fill the memory. */
export const LIGNE_MAX = 1_000_000;
const PAS = 65_536;
const [NUL, LF, CR] = [0x00, 0x0a, 0x0d];

/**
 * First pass over the bytes: type of the file, fingerprint, encoding. Memory does not depend on the file's size. Refuses: fichier-vide,
 * type-different, utf16-sans-bom, octets-nuls, ligne-trop-longue.
 */
export async function surveyOctets(fichier: Fichier): Promise<ReleveOctets> {
  const hash = createHash("sha256");
  const state = new Survey(fichier.nom);
  for await (const chunk of fillStart(fichier.open())) {
    hash.update(chunk);
    for (let start = 0; start < chunk.length; start += PAS) state.add(chunk.subarray(start, start + PAS));
  }
  return { sha256: hash.digest("hex"), ...state.finish() };
}

/** Bytes needed to recognise a file's type and its byte order mark. */
const DEBUT = 4_096;

/** The same bytes, with a first chunk of at least DEBUT bytes unless the file is shorter: a stream may give one byte at a time. */
async function* fillStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array();
  for await (const chunk of chunks) {
    if (start === null) {
      yield chunk;
      continue;
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length < DEBUT) continue;
    yield start;
    start = null;
  }
  if (start !== null && start.length > 0) yield start;
}

class Survey {
  readonly #nom: string;
  #type: TypeFichier | null = null;
  #utf16: "utf-16le" | "utf-16be" | null = null;
  #octets = 0;
  #lignes = 0;
  #debutLigne = 0;
  #hasLf = false;
  #hasCr = false;
  readonly #utf8 = new Utf8Check();

  constructor(nom: string) {
    this.#nom = nom;
  }

  add(bytes: Uint8Array): void {
    if (this.#type === null) this.#start(bytes);
    if (this.#isTexte() && this.#utf16 === null) {
      this.#checkNul(bytes);
      this.#utf8.add(bytes);
    }
    if (this.#type === "texte") this.#checkLignes(bytes);
    this.#octets += bytes.length;
  }

  finish(): Omit<ReleveOctets, "sha256"> {
    if (this.#type === null || this.#octets <= (this.#utf16 ? 2 : this.#utf8.hasBom ? 3 : 0)) {
      throw refusals.fichierVide(this.#nom);
    }
    const finDeLigne = this.#hasLf || !this.#hasCr ? "\n" : "\r";
    if (!this.#isTexte()) return { type: this.#type, encodage: null, finDeLigne };
    const encodage = this.#utf16 ? { nom: this.#utf16, melange: false } : this.#utf8.finish();
    return { type: this.#type, encodage, finDeLigne };
  }

  #isTexte(): boolean {
    return this.#type === "texte" || this.#type === "json";
  }

  #start(bytes: Uint8Array): void {
    this.#type = findType(this.#nom, bytes);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) this.#utf16 = "utf-16le";
    if (bytes[0] === 0xfe && bytes[1] === 0xff) this.#utf16 = "utf-16be";
  }

  #checkNul(bytes: Uint8Array): void {
    const at = bytes.indexOf(NUL);
    if (at < 0) return;
    // Latin text in UTF-16 has a null byte in every other place.
    let nuls = 0;
    for (const byte of bytes) if (byte === NUL) nuls++;
    if (nuls > bytes.length * 0.3) throw refusals.utf16SansMarque(this.#nom);
    throw refusals.octetsNuls(this.#nom, this.#lignes + countLf(bytes.subarray(0, at)) + 1);
  }

  /** A line of more than a million bytes spans chunks: only the first and last line ends of each chunk matter. */
  #checkLignes(bytes: Uint8Array): void {
    const eol = this.#utf16 || bytes.includes(LF) ? LF : CR;
    const first = bytes.indexOf(eol);
    if (eol === LF) this.#hasLf ||= first >= 0;
    else this.#hasCr ||= first >= 0;
    const end = first < 0 ? bytes.length : first;
    if (this.#octets + end - this.#debutLigne > LIGNE_MAX) throw refusals.ligneTropLongue(this.#nom, this.#lignes + 1);
    if (first < 0) return;
    this.#lignes += eol === LF ? countLf(bytes) : 1;
    this.#debutLigne = this.#octets + bytes.lastIndexOf(eol) + 1;
  }
}

function countLf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

/** Accents are counted in the first mebibyte, and from the first byte that is not UTF-8. */
const COMPTAGE = 16 * PAS;

/** Tells UTF-8 from windows-1252 on the fly, and counts both kinds of accents for the files that mix them. */
class Utf8Check {
  hasBom = false;
  #octets = 0;
  #valid = true;
  #reste: Uint8Array = new Uint8Array();
  #sequences = 0;
  #isolated = 0;

  add(bytes: Uint8Array): void {
    if (this.#octets === 0) this.hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (this.#valid) this.#valid = this.#isValid(bytes);
    if (this.#octets < COMPTAGE || !this.#valid) this.#count(bytes);
    this.#octets += bytes.length;
  }

  finish(): Encodage {
    if (this.#valid && this.#reste.length === 0) return { nom: "utf-8", melange: false };
    return this.#sequences > this.#isolated ? { nom: "utf-8", melange: true } : { nom: "windows-1252", melange: false };
  }

  /** A sequence cut by the end of a piece is completed by the next piece. */
  #isValid(bytes: Uint8Array): boolean {
    const whole = this.#reste.length === 0 ? bytes : Buffer.concat([this.#reste, bytes]);
    const cut = endOfSequences(whole);
    this.#reste = whole.slice(cut);
    return isUtf8(whole.subarray(0, cut));
  }

  #count(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      if ((bytes[i] ?? 0) < 0x80) continue;
      const length = sequenceAt(bytes, i);
      if (length > 1) {
        this.#sequences++;
        i += length - 1;
      } else this.#isolated++;
    }
  }
}

/** Start of a sequence that the end of the bytes cuts; the length when none is cut. */
function endOfSequences(bytes: Uint8Array): number {
  let start = bytes.length - 1;
  while (start > 0 && start > bytes.length - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start + lengthOf(bytes[start] ?? 0) > bytes.length ? start : bytes.length;
}

/** Length that the first byte of a UTF-8 sequence announces. */
function lengthOf(first: number): number {
  if (first < 0xc2) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** Length of the UTF-8 sequence that starts at `i`; 1 for an invalid one. */
function sequenceAt(bytes: Uint8Array, i: number): number {
  const length = lengthOf(bytes[i] ?? 0);
  for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 1;
  return length;
}
