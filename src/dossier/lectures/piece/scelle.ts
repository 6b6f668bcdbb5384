import type { Coffre } from "../coffre.ts";
import type { PieceOuvrable } from "./ports.ts";

/** A key opens one file and no other, even by somebody who moves it in the database. */
export function usageCle(id: string): string {
  return `piece:${id}`;
}

/** The name of a sensitive paper says as much as the paper. */
export function usageNom(id: string): string {
  return `piece-nom:${id}`;
}

export function nomDe(coffre: Coffre, { id, nom, nomChiffre, format }: PieceOuvrable): string {
  if (nomChiffre !== null) return coffre.ouvrir(nomChiffre, usageNom(id));
  return nom ?? `document.${format === "pdf" ? "pdf" : "jpg"}`;
}
