import type { Maille } from "#socle/regles/observatoire/maille.ts";

/** Under the territory. */
export const CHEMIN_PORTRAITS = "observatoire/portraits";

/** Address, under the territory, of the portrait of a commune, QPV or bailleur. */
export function cheminPortrait(maille: Extract<Maille, "commune" | "qpv" | "bailleur">, code: string): string {
  return `${CHEMIN_PORTRAITS}/${maille}/${encodeURIComponent(code)}`;
}
