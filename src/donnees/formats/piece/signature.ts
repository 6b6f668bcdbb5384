import type { RaisonPiece } from "../../regles/piece/raisons.ts";

export type Signature = "jpeg" | "png" | "webp" | "pdf";

/** Zip (Word, Excel, archives), old Office, gzip, 7z, rar. */
const ARCHIVES = [
  "PK\u0003\u0004",
  "PK\u0005\u0006",
  "PK\u0007\u0008",
  "\xd0\xcf\x11\xe0",
  "\x1f\x8b",
  "7z\xbc\xaf",
  "Rar!",
];

/** Reads the first bytes: enough to choose a decoder, which is the proof. Other formats are only told apart for the message. */
export function lireSignature(octets: Uint8Array): Signature | RaisonPiece {
  const tete = latin(octets, 0, 64);
  if (tete.startsWith("\xff\xd8\xff")) return "jpeg";
  if (tete.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (tete.startsWith("RIFF") && tete.slice(8, 12) === "WEBP") return "webp";
  if (tete.startsWith("%PDF-")) return "pdf";
  return lireAutre(octets, tete);
}

function lireAutre(octets: Uint8Array, tete: string): RaisonPiece {
  if (tete.slice(4, 8) === "ftyp") return "heic";
  if (tete.startsWith("II*\0") || tete.startsWith("MM\0*")) return "tiff";
  if (tete.startsWith("GIF8")) return "gif";
  if (ARCHIVES.some((debut) => tete.startsWith(debut))) return "archive";
  const texte = latin(octets, 0, 1_024);
  if (/<svg[\s>]/i.test(texte)) return "svg";
  if (/<(?:!doctype|html|head|body|script|\?xml)/i.test(texte)) return "page";
  // PDF readers search the header beyond the first byte: something else precedes it here.
  return texte.includes("%PDF-") ? "melange" : "inconnu";
}

export function latin(octets: Uint8Array, debut: number, fin: number): string {
  return Buffer.from(
    octets.buffer,
    octets.byteOffset + debut,
    Math.max(0, Math.min(fin, octets.length) - debut),
  ).toString("latin1");
}

const IMAGES: readonly string[] = ["jpg", "jpeg", "jpe", "jfif", "png", "webp"];

/**
 * Checks the name against the content. Image formats are not told apart: telephones name a WebP « .jpg », and all are decoded and rewritten as JPEG.
 */
export function checkNom(nom: string, signature: Signature): RaisonPiece | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(nom.trim())?.[1]?.toLowerCase();
  if (extension === undefined) return null;
  if (extension !== "pdf" && !IMAGES.includes(extension)) return "nom";
  return (extension === "pdf") === (signature === "pdf") ? null : "type-different";
}

/** Written in two halves: an antivirus would take a file of ours that holds it whole for the test virus. */
const EICAR = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD${"-ANTIVIRUS-TEST-FILE!$H+H*"}`, "latin1");

/** The one signature that needs no antivirus: the test file that all scanners detect. */
export function isEicar(octets: Uint8Array): boolean {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).includes(EICAR);
}

/** Other formats hidden in the comments or after the end of an image. */
const AUTRES = ["<script", "<html", "<?php", "<svg ", "<svg>", "pk\u0003\u0004", "%pdf-", "mz\u0090\0"];

export function hasAutreFormat(texte: string): boolean {
  const bas = texte.toLowerCase();
  return AUTRES.some((autre) => bas.includes(autre)) || /\*\/\s*=/.test(bas);
}
