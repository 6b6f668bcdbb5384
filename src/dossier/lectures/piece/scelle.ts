import type { Coffre } from "../coffre.ts";
import type { PieceOuvrable } from "./ports.ts";

/** The key is bound to its file, so that a key moved to another row opens nothing. */
export function usageCle(id: string): string {
  return `piece:${id}`;
}

/** The name of a sensitive piece is sealed too. */
export function usageNom(id: string): string {
  return `piece-nom:${id}`;
}

export function nomDe(coffre: Coffre, { id, nom, nomChiffre, format }: PieceOuvrable): string {
  if (nomChiffre !== null) return coffre.ouvrir(nomChiffre, usageNom(id));
  return nom ?? `document.${format === "pdf" ? "pdf" : "jpg"}`;
}
