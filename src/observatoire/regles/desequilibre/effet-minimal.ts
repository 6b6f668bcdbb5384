import { findValeur, parametre } from "#droit/regles/parametre.ts";
import type { Valeur } from "#droit/regles/valeur.ts";

/**
 * Least effect of a sure deviation to be reported. `ecart`: from the rate of the rest, 0 to 1. `nombre`: of households or dwellings more, or fewer,
 * than that rate gives.
 */
export type EffetMinimal = { readonly ecart: number; readonly nombre: number };

/**
 * Among thousands of résidences, a sure deviation may be negligible: none of 112 against 0.5 % is half a household. Five points and three households
 * are our choice: below, no lease signed otherwise would change the reading.
 */
const EFFET_MINIMAL = parametre.structure<EffetMinimal>("effet-minimal-desequilibre");

/** On the first day of a method's version. */
export function findEffetMinimal(jour: string): Valeur<EffetMinimal> {
  return findValeur(EFFET_MINIMAL, jour);
}

/** `reference`: rate of the rest of the territory. */
export function isEffetNotable(
  { part, total }: { readonly part: number; readonly total: number },
  reference: number,
  { ecart, nombre }: EffetMinimal,
): boolean {
  // In floating point, 9 / 60 − 0.1 is slightly under five points.
  return Math.abs(part / total - reference) >= ecart - 1e-9 && Math.abs(part - total * reference) >= nombre - 1e-9;
}
