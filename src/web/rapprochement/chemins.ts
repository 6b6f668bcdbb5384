import { cheminLiberation } from "../liberation/chemins.ts";

/** `demandeur`: one demande against the dwelling. */
export function cheminCandidats(liberation: number, demandeur?: string): string {
  return cheminLiberation(liberation, demandeur === undefined ? "candidats" : `candidats/${demandeur}`);
}

export const CHEMIN_SEUILS = "liberations/seuils";
