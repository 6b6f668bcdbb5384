import { findNirs } from "#socle/regles/texte-libre/nir.ts";
import { OCTETS_PIECE_MAX } from "../../regles/piece/piece.ts";
import { relireImage } from "./image.ts";
import { relirePdf } from "./pdf.ts";
import { checkNom, isEicar, lireSignature } from "./signature.ts";
import { hasNir } from "./texte-pdf.ts";
import { refusee, type VerdictPiece } from "./verdict.ts";

export type FichierPiece = {
  readonly octets: Uint8Array;
  /** As sent. */
  readonly nom: string;
  /** Quarter turns of an image to the right. */
  readonly tourner?: number;
};

/** Pure: bytes to a verdict. Run it in the thread of `examiner-piece.ts`, since the bytes may be hostile. */
export async function relirePiece({ octets, nom, tourner = 0 }: FichierPiece): Promise<VerdictPiece> {
  if (octets.length === 0) return refusee("vide");
  if (octets.length > OCTETS_PIECE_MAX) return refusee("trop-gros");
  if (isEicar(octets)) return refusee("virus");
  if (findNirs(nom).length > 0) return refusee("nir");
  const signature = lireSignature(octets);
  if (signature !== "jpeg" && signature !== "png" && signature !== "webp" && signature !== "pdf")
    return refusee(signature);
  const raison = checkNom(nom, signature);
  if (raison !== null) return refusee(raison);
  if (signature !== "pdf") return relireImage(octets, signature, tourner);
  const verdict = await relirePdf(octets);
  return verdict.etat === "saine" ? checkTexte(verdict) : verdict;
}

async function checkTexte(verdict: VerdictPiece & { readonly etat: "saine" }): Promise<VerdictPiece> {
  try {
    return (await hasNir(verdict.octets)) ? refusee("nir") : verdict;
  } catch {
    // A PDF that a second reader cannot open is not kept either.
    return refusee("pdf-abime");
  }
}
