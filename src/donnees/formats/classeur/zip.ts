import { inflateRawSync } from "node:zlib";
import { readFin, readRepertoire, startOf } from "../archive/repertoire.ts";

export type RaisonZip = "abime" | "taille" | "entites" | "protege";

export type ControleZip = {
  readonly raison: RaisonZip | null;
  /** True with a VBA project, which nothing here reads or runs. */
  readonly macros: boolean;
  /** True when a formula was saved without its result: its cell reads as empty. */
  readonly sansResultat: boolean;
};

/**
 * Inflated size above which a workbook is not opened: five million cells take about 200 MB of XML. XML of a table shrinks 5 to 40 times; a bomb, a
 * thousand. Small parts are let through: repeated styles shrink a lot.
 */
const BORNES = { entrees: 2_000, gonfle: 300_000_000, ratio: 200, depuis: 10_000_000 } as const;

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

/** `taille` is -1 for an entry stored as it is. */
function listEntrees(zip: Buffer): readonly Entree[] | RaisonZip {
  const fin = readFin(zip);
  if (fin === null) return "abime";
  const entrees = readRepertoire(zip, { entrees: fin.entrees, from: fin.place }, BORNES);
  if (typeof entrees === "string") return entrees;
  const found: Entree[] = [];
  for (const entree of entrees) {
    const start = startOf(zip.subarray(entree.place), entree);
    if (start === null) return "abime";
    const octets = zip.subarray(start, start + entree.tasse);
    found.push({ nom: entree.nom, taille: entree.deflate ? entree.taille : -1, octets });
  }
  return found;
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
