const DEPARTEMENTS: readonly string[] = ["75", "77", "78", "91", "92", "93", "94", "95"];

/** By INSEE code. */
export function isFrancilienne(commune: string): boolean {
  return DEPARTEMENTS.includes(commune.slice(0, 2));
}

/**
 * The Conseil régional’s SIREN, under which a file of thresholds gives that of Île-de-France: one value for all its territories (CCH, art. L. 441-1;
 * DREAL PACA, Gazette des communes no 988305: we did not read the text in force).
 */
export const REGION_ILE_DE_FRANCE = "237500079";
