import { completeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { IssueAnnee } from "./objectif-annee.ts";

/** Missing leases, whole: on known leases, then the least and the most that the unknown allow. */
export type ManqueBorne = { readonly compte: number; readonly auMoins: number; readonly auPlus: number };

/** Missing = ceil(taux × total) − part: its extremes are at the two completions, since taux ≤ 1 raises the first term by one lease at most. */
export function boundManque(share: PartIncertaine, taux: number): ManqueBorne {
  const { worst, best } = completeShare(share);
  const missing = ({ part, total }: { readonly part: number; readonly total: number }) =>
    Math.max(0, ceilShare(total, taux) - part);
  return { compte: missing(share), auMoins: missing(best), auPlus: missing(worst) };
}

/** « 24 attributions (de 21 à 29 selon ce qu’on ignore) ». */
export function formatManque({ compte, auMoins, auPlus }: ManqueBorne): string {
  const said = formatCompte(compte, "attribution");
  return auMoins === auPlus ? said : `${said} (de ${auMoins} à ${auPlus} selon ce qu’on ignore)`;
}

/** For a cell, with its verdict: « manque 24 (21 à 29) », « renseigner 3 suffit à trancher »; null when nothing is missing, or not yet. */
export function formatManqueCourt(
  verdict: IssueAnnee,
  { compte, auMoins, auPlus }: ManqueBorne,
  { suffit, doute }: { readonly suffit: number | null; readonly doute: string | null },
): string | null {
  if (verdict === "indecidable")
    return suffit === null ? doute : `renseigner ${formatNombre(suffit)} suffit à trancher`;
  if (verdict !== "non-atteint") return null;
  const bounds = auMoins === auPlus ? "" : ` (${formatNombre(auMoins)} à ${formatNombre(auPlus)})`;
  return `manque ${formatNombre(compte)}${bounds}`;
}
