import { type Compte, withoutDoubles } from "#domain/attribution/compte.ts";
import { formatCompte, formatNombre } from "#domain/shared/format.ts";
import type { RelogementsBilan } from "./bilan.ts";
import type { CubeFiltre, CubeQueries, RelogementsComptes } from "./ports.ts";

/**
 * Leases signed in Blaise over the period: what the bilan counts of those of rehoused households, in the file and beside it, and what it
 * cannot tell yet. `comptes` are those of the period.
 */
export async function countRelogements(
  cubes: Pick<CubeQueries, "relogements">,
  filtre: CubeFiltre,
  comptes: readonly Compte[],
): Promise<RelogementsBilan> {
  const lus = await cubes.relogements(filtre);
  const { signes, horsFichier, possibles, possiblesCommission } = lus;
  const reloges = boundReloges(lus, comptes);
  const phrases = [describe(lus, reloges), describeCommission(possiblesCommission)].flatMap((one) => one ?? []);
  const phrase = phrases.length === 0 ? null : phrases.join(" ");
  return { signes, horsFichier, possibles, reloges, possiblesCommission, phrase };
}

/** One household whichever of the two it is, when its line does not say that it is rehoused; one or two when the line says so. */
function boundReloges(
  { possibles, possiblesDits }: RelogementsComptes,
  comptes: readonly Compte[],
): readonly [number, number] | null {
  if (possibles === 0) return null;
  const surs = withoutDoubles(comptes).reduce((sum, one) => sum + (one.relogement === "oui" ? one.nombre : 0), 0);
  return [surs + possibles - possiblesDits, surs + possibles];
}

function describe(
  { signes, horsFichier, possibles }: RelogementsComptes,
  reloges: readonly [number, number] | null,
): string | null {
  if (signes === 0) return null;
  const trouves = signes - horsFichier - possibles;
  const baux = formatCompte(signes, "bail de relogement signé", "baux de relogement signés");
  const retrouves = formatCompte(trouves, "retrouvé", "retrouvés");
  const ajoutes = formatCompte(horsFichier, "absent du fichier et ajouté", "absents du fichier et ajoutés");
  const phrase = `${baux} dans Blaise\u00A0: ${retrouves} dans le fichier SNE publié, ${ajoutes}`;
  if (reloges === null) return `${phrase}. Chaque bail est compté une fois.`;
  const suite = possibles > 1 ? "Ils ne sont" : "Il n’est";
  const peutEtre = `${formatNombre(possibles)}\u00A0peut-être déjà dans le fichier\u00A0: ${sayReloges(reloges)}`;
  return `${phrase}, ${peutEtre}. ${suite} dans aucun total tant que personne n’a dit si c’est le même bail.`;
}

function sayReloges([moins, plus]: readonly [number, number]): string {
  const baux = formatCompte(plus, "bail de ménage relogé", "baux de ménages relogés");
  return moins === plus ? baux : `entre ${formatNombre(moins)} et ${baux}`;
}

function describeCommission(possibles: number): string | null {
  if (possibles === 0) return null;
  const baux = formatCompte(possibles, "bail signé après une commission est", "baux signés après une commission sont");
  return `${baux} peut-être déjà dans le fichier SNE publié\u00A0: hors des totaux, dans les bornes.`;
}
