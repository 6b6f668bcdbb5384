import { findValeur, parametre } from "#droit/regles/parametre.ts";
import type { Valeur } from "#droit/regles/valeur.ts";

/**
 * What a deviation must be, beside being sure, to be told as one. `ecart`: between the rate and that of the rest of the territory, 0 to 1.
 * `nombre`: of households or dwellings more, or less, than that rate would give.
 */
export type EffetMinimal = { readonly ecart: number; readonly nombre: number };

/**
 * With thousands of résidences a deviation may be sure and matter to nobody: none of 112 against 0.5 % is half a household. Five points and
 * three households are our choice: under them no lease signed otherwise would change the reading.
 */
const EFFET_MINIMAL = parametre.structure<EffetMinimal>("effet-minimal-desequilibre");

/** On the first day of a version of the method. */
export function findEffetMinimal(jour: string): Valeur<EffetMinimal> {
  return findValeur(EFFET_MINIMAL, jour);
}

/** `reference`: the rate of the rest of the territory. */
export function isEffetNotable(
  { part, total }: { readonly part: number; readonly total: number },
  reference: number,
  { ecart, nombre }: EffetMinimal,
): boolean {
  // In floating point 9 / 60 − 0.1 is a hair under five points.
  return Math.abs(part / total - reference) >= ecart - 1e-9 && Math.abs(part - total * reference) >= nombre - 1e-9;
}
