import { inflateRawSync } from "node:zlib";

export type RaisonZip = "abime" | "taille" | "entites" | "protege";

export type ControleZip = {
  readonly raison: RaisonZip | null;
  /** True with a VBA project, which nothing here reads or runs. */
  readonly macros: boolean;
  /** True when a formula was saved without its result: its cell reads as empty. */
  readonly sansResultat: boolean;
};

/** Largest inflated size: five million cells take about 200 MB of XML. */
const GONFLE_MAX = 300_000_000;
/** The XML of a table shrinks 5 to 40 times, a bomb a thousand times. Small parts are exempt: repeated styles shrink a lot. */
const RATIO_MAX = 200;
const RATIO_DEPUIS = 10_000_000;
const ENTREES_MAX = 2_000;

const [FIN, CENTRALE, LOCALE] = [0x06054b50, 0x02014b50, 0x04034b50];
const [STORED, DEFLATE] = [0, 8];
const CHIFFRE = 0x1;

/** « Billion laughs » and external entities need a document type, which no spreadsheet writes. UTF-16 parts are legal XML. */
const INTERDITS = ["<!DOCTYPE", "<!ENTITY"].flatMap((mark) => {
  const utf16 = Buffer.from(mark, "utf16le");
  return [Buffer.from(mark), utf16, Buffer.from(utf16).swap16()];
});
const SANS_RESULTAT = ["</f></c>", "</f><v/>", "</f><v />", "</f><v></v>"];

type Entree = { readonly nom: string; readonly taille: number; readonly octets: Buffer };

/**
 * Checks an archive before any library opens it: first its directory, then its content. Each entry is inflated with its declared size as a ceiling,
 * so that a false size cannot fill the memory.
 */
export function checkZip(octets: Uint8Array): ControleZip {
  const found = { macros: false, sansResultat: false };
  const zip = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const entrees = listEntrees(zip);
  if (typeof entrees === "string") return { ...found, raison: entrees };
  for (const { nom, taille, octets: packed } of entrees) {
    const content = inflate(packed, taille);
    const raison = content === null ? "taille" : judgeContent(nom, content);
    if (content === null || raison !== null) return { ...found, raison };
    found.macros ||= /vbaProject\.bin$|^Basic\/.+\.xml$/i.test(nom);
    found.sansResultat ||= /^xl\/worksheets\//i.test(nom) && SANS_RESULTAT.some((mark) => content.includes(mark));
  }
  return { ...found, raison: null };
}

function judgeContent(nom: string, content: Buffer): RaisonZip | null {
  if (!/\.(?:xml|rels)$/i.test(nom)) return null;
  if (INTERDITS.some((mark) => content.includes(mark))) return "entites";
  return nom === "META-INF/manifest.xml" && content.includes("encryption-data") ? "protege" : null;
}

/** The central directory, checked against itself. `taille` is -1 for a stored entry. */
function listEntrees(zip: Buffer): readonly Entree[] | RaisonZip {
  const end = findEnd(zip);
  if (end < 0) return "abime";
  const count = zip.readUInt16LE(end + 10);
  if (count > ENTREES_MAX) return "taille";
  const entrees: Entree[] = [];
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRALE) return "abime";
    const [packed, size] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    total += size;
    if (total > GONFLE_MAX || (size > RATIO_DEPUIS && size > packed * RATIO_MAX)) return "taille";
    const entree = readEntree(zip, at);
    if (typeof entree === "string") return entree;
    entrees.push(entree);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entrees;
}

function readEntree(zip: Buffer, at: number): Entree | RaisonZip {
  const method = zip.readUInt16LE(at + 10);
  if ((zip.readUInt16LE(at + 8) & CHIFFRE) !== 0) return "protege";
  if (method !== STORED && method !== DEFLATE) return "abime";
  const local = zip.readUInt32LE(at + 42);
  // A local header that differs from the directory can show two contents to two readers.
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCALE || zip.readUInt16LE(local + 8) !== method) {
    return "abime";
  }
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  return {
    nom: zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28)),
    taille: method === STORED ? -1 : zip.readUInt32LE(at + 24),
    octets: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
  };
}

/** The end record is in the last 64 KiB, because a comment may follow it. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 65_557); at--) {
    if (zip.readUInt32LE(at) === FIN) return at;
  }
  return -1;
}

/** null when the entry is broken, or larger than declared. */
function inflate(packed: Buffer, taille: number): Buffer | null {
  if (taille < 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, taille) });
  } catch {
    return null;
  }
}
