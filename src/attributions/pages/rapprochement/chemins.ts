import { cheminLiberation } from "../liberation/chemins.ts";

/** `demandeur`: one demande against the dwelling. */
export function cheminCandidats(liberation: number, demandeur?: string): string {
  return cheminLiberation(liberation, demandeur === undefined ? "candidats" : `candidats/${demandeur}`);
}

/** Marks that a bailleur writes for itself, and those of the territory for whoever has none. */
export const CHEMIN_SEUILS = "liberations/seuils";
export const CHEMIN_REPERES = "liberations/reperes";
