import { parametre } from "#droit/regles/parametre.ts";

/**
 * In euros a square metre a month: above, a rent is a typing mistake, for the dearest social rents stay under 20. The importer warns and keeps the
 * figure; the observatory treats it as unknown.
 */
export const LOYER_M2_MAX = 50;

/** Why a dwelling has no price: it is in no mean or median, is counted apart, and widens the bounds. */
export const SANS_PRIX = ["nul", "non-renseigne", "invraisemblable"] as const;
export type SansPrix = (typeof SANS_PRIX)[number];

/**
 * In whole centimes a square metre a month, charges excluded, truncated: 4,996 € stays under 5 €. Truncating keeps the order, so quantiles and bands
 * are those of the exact quotients.
 */
export type PrixM2 = number | SansPrix;

/** In whole euros a month and whole square metres, as in RPLS; null when the file has none. */
export function prixM2(loyer: number | null, surface: number | null): PrixM2 {
  if (loyer === 0) return "nul";
  if (loyer === null || surface === null || surface <= 0) return "non-renseigne";
  if (loyer > surface * LOYER_M2_MAX) return "invraisemblable";
  return Math.floor((loyer * 100) / surface);
}

/** With fewer known rents, no mean or quantile is given: it could be the rent of somebody's dwelling. */
export const LOYERS_MIN = parametre.nombre("loyers-minimum");
