import { inflateSync } from "node:zlib";
import type { RaisonPiece } from "../../regles/piece/raisons.ts";
import { latin } from "./signature.ts";

/** Largest unfolded size of one stream, and of a whole file: a colour page scanned at 300 points an inch is 26 MB. */
const FLUX_MAX = 64_000_000;
const TOTAL_MAX = 250_000_000;
const FLUX_NOMBRE_MAX = 5_000;

/**
 * Checks the bytes of a PDF before any parser: its beginning and end, its encryption, and that no stream unfolds beyond measure. The thread's limits
 * do not bound memory outside the heap: this does.
 */
export function checkPdfBrut(octets: Uint8Array): RaisonPiece | null {
  const texte = latin(octets, 0, octets.length);
  const fin = texte.lastIndexOf("%%EOF");
  if (fin < 0 || !/startxref\s+\d+\s+$/.test(texte.slice(Math.max(0, fin - 64), fin))) return "pdf-abime";
  if (!/^[\s\0]*$/.test(texte.slice(fin + 5))) return "melange";
  // A page, a program or an archive hidden between the objects.
  if (/<script|<html|<!doctype html/i.test(horsFlux(texte))) return "melange";
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(texte)) return "pdf-protege";
  if (/\/(?:JavaScript|Launch|XFA|RichMedia)\b/.test(texte))
    return texte.includes("/RichMedia") ? "pdf-joint" : "pdf-actif";
  return checkFlux(octets, texte);
}

/** The file without its streams: what a browser that took it for a page would read. */
function horsFlux(texte: string): string {
  return texte.replace(/\bstream\r?\n[\s\S]*?endstream/g, "");
}

function checkFlux(octets: Uint8Array, texte: string): RaisonPiece | null {
  const debuts = [...texte.matchAll(/(?<!end)stream\r?\n/g)].map((match) => match.index + match[0].length);
  if (debuts.length > FLUX_NOMBRE_MAX) return "pdf-lourd";
  let total = 0;
  for (const [rang, debut] of debuts.entries()) {
    const flux = octets.subarray(debut, debuts[rang + 1] ?? octets.length);
    const taille = deplier(flux);
    total += taille ?? Number.POSITIVE_INFINITY;
    if (total > TOTAL_MAX) return "pdf-lourd";
  }
  return null;
}

/** Unfolded size of a stream, in bytes, twice over when its content is folded too; null beyond the limit, 0 when it is not a zlib stream. */
function deplier(flux: Uint8Array, niveau = 0): number | null {
  if (((flux[0] ?? 0) & 0x0f) !== 8 || (((flux[0] ?? 0) << 8) | (flux[1] ?? 0)) % 31 !== 0) return 0;
  try {
    const deplie = inflateSync(flux, { maxOutputLength: FLUX_MAX });
    if (niveau >= 2) return null;
    const dessous = deplier(deplie, niveau + 1);
    return dessous === null ? null : deplie.length + dessous;
  } catch (error) {
    const trop = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    // Cut or damaged: the PDF reader will report it.
    return trop ? null : 0;
  }
}
