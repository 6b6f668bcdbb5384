import { parametre } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";

/** Lower bounds of the bands, in months: « 9 » is over nine months and at most twelve. */
export const TRANCHES_ANCIENNETE = [0, 3, 6, 9, 12, 18, 24, 36] as const;

/** Delays that a page accepts: the bounds of bands. */
export const DELAIS = TRANCHES_ANCIENNETE.filter((mois) => mois > 0);

export const DELAI_NON_POURVU = parametre.nombre("delai-non-pourvu");

export const DELAI_SANS_EVENEMENT = parametre.nombre("delai-sans-evenement");

/**
 * Band of a duration from `depuis` to `reference` (ISO days): the largest bound strictly exceeded, so exactly nine months is not « over nine months
 * ». null when the day is unknown or later than the reference.
 */
export function bandAnciennete(depuis: string | null, reference: string): number | null {
  if (depuis === null || depuis > reference) return null;
  return TRANCHES_ANCIENNETE.findLast((mois) => mois === 0 || depuis < addMonths(reference, -mois)) ?? 0;
}

export function labelAnciennete(tranche: number): string {
  const next = TRANCHES_ANCIENNETE.find((mois) => mois > tranche);
  if (next === undefined) return `Plus de ${tranche} mois`;
  return tranche === 0 ? `${next} mois au plus` : `Plus de ${tranche} à ${next} mois`;
}
