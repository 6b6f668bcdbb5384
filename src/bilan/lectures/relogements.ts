import { type Compte, withoutDoubles } from "#droit/regles/attribution/compte.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { RelogementsBilan } from "./bilan.ts";
import type { RelogementsComptes } from "./ports.ts";

/**
 * Leases signed in Blaise over the period: those of rehoused households that the bilan counts, in the file and beside it, and those still uncertain.
 * `comptes`: of the period.
 */
export function tellRelogements(lus: RelogementsComptes, comptes: readonly Compte[]): RelogementsBilan {
  const { signes, horsFichier, possibles, possiblesCommission, possiblesRegistre } = lus;
  const reloges = boundReloges(lus, comptes);
  const phrases = [
    describe(lus, reloges),
    describeCommission(possiblesCommission),
    describeRegistre(possiblesRegistre, comptes),
  ].flatMap((one) => one ?? []);
  const phrase = phrases.length === 0 ? null : phrases.join(" ");
  return { signes, horsFichier, possibles, reloges, possiblesCommission, possiblesRegistre, phrase };
}

const sum = (comptes: readonly Compte[]) => comptes.reduce((all, { nombre }) => all + nombre, 0);

/**
 * Bounds of the rehoused. A possible double is one household when its line does not say « relogement », one or two when it does. A commission's lease
 * that says it is one more, or none; so is every lease of unknown rehousing.
 */
function boundReloges(
  { possibles, possiblesDits }: RelogementsComptes,
  comptes: readonly Compte[],
): readonly [number, number] | null {
  const of = (reponse: Compte["relogement"]) => comptes.filter(({ relogement }) => relogement === reponse);
  const [surs, tous] = [sum(withoutDoubles(of("oui"))), sum(of("oui"))];
  if (tous === surs) return null;
  const tus = Math.max(0, sum(of("inconnu")) - (possibles - possiblesDits));
  return [surs + possibles - possiblesDits, tous + tus];
}

function describe(
  { signes, horsFichier, possibles, possiblesCommission, possiblesRegistre }: RelogementsComptes,
  reloges: readonly [number, number] | null,
): string | null {
  if (signes === 0) return null;
  const trouves = signes - horsFichier - possibles;
  const baux = formatCompte(signes, "bail de relogement signé", "baux de relogement signés");
  const retrouves = formatCompte(trouves, "retrouvé", "retrouvés");
  const ajoutes = formatCompte(horsFichier, "absent du fichier et ajouté", "absents du fichier et ajoutés");
  const phrase = `${baux} dans Blaise\u00A0: ${retrouves} dans le fichier SNE publié, ${ajoutes}`;
  if (possibles === 0 || reloges === null) {
    return possiblesCommission + possiblesRegistre === 0 ? `${phrase}. Chaque bail est compté une fois.` : `${phrase}.`;
  }
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

/** The totals include the rehoused household's lease: the period has as many leases, or more. */
function describeRegistre(possibles: number, comptes: readonly Compte[]): string | null {
  if (possibles === 0) return null;
  const baux = formatCompte(possibles, "bail signé après une commission est", "baux signés après une commission sont");
  const qui =
    possibles > 1
      ? "peut-être ceux de ménages relogés, signés dans Blaise eux aussi"
      : "peut-être celui d’un ménage relogé, signé dans Blaise lui aussi";
  const entre = `entre ${formatNombre(sum(withoutDoubles(comptes)))} et ${formatCompte(sum(comptes), "bail", "baux")} sur la période`;
  return `${baux} ${qui}\u00A0: ${entre}, tant que personne n’a dit si c’est le même bail.`;
}
