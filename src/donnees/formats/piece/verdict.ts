import type { FormatPiece } from "../../regles/piece/piece.ts";
import type { RaisonPiece } from "../../regles/piece/raisons.ts";

/** Rewritten from its pixels or objects, or refused. */
export type VerdictPiece =
  | { readonly etat: "saine"; readonly format: FormatPiece; readonly octets: Uint8Array; readonly pages: number }
  | { readonly etat: "refusee"; readonly raison: RaisonPiece };

export function refusee(raison: RaisonPiece): VerdictPiece {
  return { etat: "refusee", raison };
}
