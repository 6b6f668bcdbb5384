import { parametre } from "#droit/regles/parametre.ts";

/**
 * Euros a square metre a month above which a rent is a slip of the keyboard: the dearest social rents stay under 20. The importer warns and
 * keeps the figure; the observatory holds it for unknown.
 */
export const LOYER_M2_MAX = 50;

/** Why a dwelling has no price: it enters no mean and no median, is counted apart, and widens the bounds. */
export const SANS_PRIX = ["nul", "non-renseigne", "invraisemblable"] as const;
export type SansPrix = (typeof SANS_PRIX)[number];

/**
 * Whole centimes a square metre a month, charges excluded, truncated: 4,996 € is under 5 €, and stays so. Truncating keeps the order, so
 * that quantiles and bands are those of the exact quotients.
 */
export type PrixM2 = number | SansPrix;

/** Whole euros a month and whole square metres, as in RPLS; null when the file says nothing. */
export function prixM2(loyer: number | null, surface: number | null): PrixM2 {
  if (loyer === 0) return "nul";
  if (loyer === null || surface === null || surface <= 0) return "non-renseigne";
  if (loyer > surface * LOYER_M2_MAX) return "invraisemblable";
  return Math.floor((loyer * 100) / surface);
}

/** Known rents under which neither a mean nor a quantile is given: it would be the rent of somebody's dwelling. */
export const LOYERS_MIN = parametre.nombre("loyers-minimum");
