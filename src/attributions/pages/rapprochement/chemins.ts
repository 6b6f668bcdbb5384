import { cheminLiberation } from "../liberation/chemins.ts";

/** `demandeur`: path of the examination of one demande. */
export function cheminCandidats(liberation: number, demandeur?: string): string {
  return cheminLiberation(liberation, demandeur === undefined ? "candidats" : `candidats/${demandeur}`);
}

/** Thresholds that a bailleur writes for itself; `CHEMIN_REPERES`: those of the territory for the others. */
export const CHEMIN_SEUILS = "liberations/seuils";
export const CHEMIN_REPERES = "liberations/reperes";
