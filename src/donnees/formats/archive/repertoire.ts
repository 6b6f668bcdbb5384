import { isUtf8 } from "node:buffer";

const [FIN, CENTRALE, LOCALE] = [0x06054b50, 0x02014b50, 0x04034b50];
const [STORED, DEFLATE] = [0, 8];
const [CHIFFRE, UTF8] = [0x1, 0x800];

/** The end record is in the last 64 KiB: a comment may follow it. */
export const FIN_MAX = 65_557;
/** Before the name, in the record of the file itself. */
export const ENTETE_LOCALE = 30;

/** What the directory of a zip says of one of its files. */
export type EntreeZip = {
  readonly nom: string;
  readonly deflate: boolean;
  /** Bytes in the archive, and once inflated. */
  readonly tasse: number;
  readonly taille: number;
  readonly crc: number;
  /** Where its own record begins. */
  readonly place: number;
};

export type FinZip = { readonly entrees: number; readonly place: number };

/** Where the directory of a zip is, from its last bytes; null when they end no zip. */
export function readFin(octets: Buffer): FinZip | null {
  for (let at = octets.length - 22; at >= Math.max(0, octets.length - FIN_MAX); at--) {
    if (octets.readUInt32LE(at) === FIN) {
      return { entrees: octets.readUInt16LE(at + 10), place: octets.readUInt32LE(at + 16) };
    }
  }
  return null;
}

/** `taille` past which the archive is not read on; refused as soon as an entry says so. */
export type BornesZip = {
  readonly entrees: number;
  readonly gonfle: number;
  readonly ratio: number;
  readonly depuis: number;
};

type Raison = "abime" | "taille" | "protege";

/** The directory that begins at `from`, checked against its own announcements. */
export function readRepertoire(
  octets: Buffer,
  { entrees: count, from }: { readonly entrees: number; readonly from: number },
  bornes: BornesZip,
): readonly EntreeZip[] | Raison {
  if (count > bornes.entrees) return "taille";
  const entrees: EntreeZip[] = [];
  let at = from;
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > octets.length || octets.readUInt32LE(at) !== CENTRALE) return "abime";
    const entree = readEntree(octets, at);
    total += entree.taille;
    if (total > bornes.gonfle) return "taille";
    const raison = judge(octets, at, entree, bornes);
    if (raison !== null) return raison;
    entrees.push(entree);
    at += 46 + octets.readUInt16LE(at + 28) + octets.readUInt16LE(at + 30) + octets.readUInt16LE(at + 32);
  }
  return entrees;
}

function judge(octets: Buffer, at: number, { tasse, taille }: EntreeZip, bornes: BornesZip): Raison | null {
  if (taille > bornes.depuis && taille > tasse * bornes.ratio) return "taille";
  if ((octets.readUInt16LE(at + 8) & CHIFFRE) !== 0) return "protege";
  const methode = octets.readUInt16LE(at + 10);
  return methode === STORED || methode === DEFLATE ? null : "abime";
}

function readEntree(octets: Buffer, at: number): EntreeZip {
  const nom = octets.subarray(at + 46, at + 46 + octets.readUInt16LE(at + 28));
  const isTexteUtf8 = (octets.readUInt16LE(at + 8) & UTF8) !== 0 || isUtf8(nom);
  return {
    nom: nom.toString(isTexteUtf8 ? "utf8" : "latin1"),
    deflate: octets.readUInt16LE(at + 10) === DEFLATE,
    tasse: octets.readUInt32LE(at + 20),
    taille: octets.readUInt32LE(at + 24),
    crc: octets.readUInt32LE(at + 16),
    place: octets.readUInt32LE(at + 42),
  };
}

/** Where the bytes of a file begin; null when its own record disagrees with the directory: that is how one archive shows two contents to two readers. */
export function startOf(locale: Buffer, { place, deflate }: EntreeZip): number | null {
  if (locale.length < ENTETE_LOCALE || locale.readUInt32LE(0) !== LOCALE) return null;
  if (locale.readUInt16LE(8) !== (deflate ? DEFLATE : STORED)) return null;
  return place + ENTETE_LOCALE + locale.readUInt16LE(26) + locale.readUInt16LE(28);
}
