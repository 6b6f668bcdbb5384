import type { Issue, PartIncertaine } from "../droit/part.ts";
import { formatCompte, formatNombre } from "../shared/format.ts";
import { ceilShare } from "../shared/taux.ts";

/** Leases that are missing, in whole leases: on what is located, then at least and at most whatever the unlocated turn out to be. */
export type ManqueBorne = { readonly compte: number; readonly auMoins: number; readonly auPlus: number };

/**
 * With k1 of u1 and k2 of u2 unknowns on this side, missing = ceil(taux × (n + k1 + k2)) − (x + k1): lowest for k1 = u1 and k2 = 0, since
 * taux ≤ 1 raises the first term by one at most, highest for k1 = 0 and k2 = u2. Never below 0.
 */
export function boundManque({ part, total, inconnusPart, inconnusAutres }: PartIncertaine, taux: number): ManqueBorne {
  return {
    compte: Math.max(0, ceilShare(total, taux) - part),
    auMoins: Math.max(0, ceilShare(total + inconnusPart, taux) - part - inconnusPart),
    auPlus: Math.max(0, ceilShare(total + inconnusAutres, taux) - part),
  };
}

/** « 24 attributions (de 21 à 29 selon les non localisées) ». */
export function formatManque({ compte, auMoins, auPlus }: ManqueBorne): string {
  const said = formatCompte(compte, "attribution");
  return auMoins === auPlus ? said : `${said} (de ${auMoins} à ${auPlus} selon les non localisées)`;
}

/** The same in a cell, for a verdict: « manque 24 (21 à 29) », « localiser 3 suffit à trancher », null when nothing is missing. */
export function formatManqueCourt(
  verdict: Issue,
  { compte, auMoins, auPlus }: ManqueBorne,
  suffit: number | null,
): string | null {
  if (verdict === "indecidable") return suffit === null ? null : `localiser ${formatNombre(suffit)} suffit à trancher`;
  if (verdict !== "non-atteint") return null;
  const bounds = auMoins === auPlus ? "" : ` (${formatNombre(auMoins)} à ${formatNombre(auPlus)})`;
  return `manque ${formatNombre(compte)}${bounds}`;
}
