import type { Issue } from "#droit/regles/part.ts";

/** `en-cours`: a year is missed once it is over, not before. */
export type IssueAnnee = Issue | "en-cours";

/** One side of the territory, judged by its two objectives, which are never mixed. */
export type ObjectifJuge = {
  /** The convention's own; null when it sets none for the year. */
  readonly cible: IssueAnnee | null;
  /** The legal floor; null before the law, when it is only a comparison. */
  readonly plancher: IssueAnnee | null;
  /** A local rate may stand for the floor: PlancherHorsQpv of the year’s last day. */
  readonly adaptable: boolean;
};

/** The convention's objective binds, and the floor as soon as no local rate can stand for it. */
export function judgeObjectif({ cible, plancher, adaptable }: ObjectifJuge): IssueAnnee {
  if (cible === null) return plancher ?? "sans-objet";
  if (adaptable || plancher === null) return cible;
  return worst([cible, plancher]);
}

/** The year's objective is missed as soon as one side is; reached when every side that has one is. */
export function judgeAnnee(objectifs: readonly ObjectifJuge[], finie: boolean): IssueAnnee {
  return finie ? worst(objectifs.map(judgeObjectif)) : "en-cours";
}

const PIRE: readonly IssueAnnee[] = ["non-atteint", "indecidable", "en-cours", "atteint", "sans-objet"];

function worst(issues: readonly IssueAnnee[]): IssueAnnee {
  return PIRE.find((issue) => issues.includes(issue)) ?? "sans-objet";
}
