import type { Coffre } from "../coffre.ts";
import type { PieceOuvrable } from "./ports.ts";

/** Bound to its file, so that a key moved in the database opens nothing. */
export function usageCle(id: string): string {
  return `piece:${id}`;
}

/** The name of a sensitive paper is sealed as the paper is. */
export function usageNom(id: string): string {
  return `piece-nom:${id}`;
}

export function nomDe(coffre: Coffre, { id, nom, nomChiffre, format }: PieceOuvrable): string {
  if (nomChiffre !== null) return coffre.ouvrir(nomChiffre, usageNom(id));
  return nom ?? `document.${format === "pdf" ? "pdf" : "jpg"}`;
}
