import type { Maille } from "#socle/regles/observatoire/maille.ts";

/** Under the territory. */
export const CHEMIN_PORTRAITS = "observatoire/portraits";

/** Under the territory: the portrait of one commune, neighbourhood or bailleur. */
export function cheminPortrait(maille: Extract<Maille, "commune" | "qpv" | "bailleur">, code: string): string {
  return `${CHEMIN_PORTRAITS}/${maille}/${encodeURIComponent(code)}`;
}
