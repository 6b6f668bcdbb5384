import { formatCompte } from "#domain/shared/format.ts";
import type { RelogementsBilan } from "./bilan.ts";
import type { CubeFiltre, CubeQueries } from "./ports.ts";

/** Leases of rehoused households that were signed in Blaise over the period: what the bilan counts for them, in the file and beside it. */
export async function countRelogements(
  cubes: Pick<CubeQueries, "relogements">,
  filtre: CubeFiltre,
): Promise<RelogementsBilan> {
  const { signes, horsFichier } = await cubes.relogements(filtre);
  return { signes, horsFichier, phrase: describe(signes, horsFichier) };
}

function describe(signes: number, horsFichier: number): string | null {
  if (signes === 0) return null;
  const baux = formatCompte(signes, "bail de relogement signé", "baux de relogement signés");
  const retrouves = formatCompte(signes - horsFichier, "retrouvé", "retrouvés");
  const ajoutes = formatCompte(horsFichier, "absent du fichier et ajouté", "absents du fichier et ajoutés");
  return `${baux} dans Blaise : ${retrouves} dans le fichier SNE publié, ${ajoutes}. Chaque bail est compté une fois.`;
}
