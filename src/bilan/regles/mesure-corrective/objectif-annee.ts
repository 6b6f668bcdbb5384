import type { Issue } from "#droit/regles/part.ts";

/** `en-cours`: a year can only be missed once it is over. */
export type IssueAnnee = Issue | "en-cours";

/** One side of the territory, judged by two separate objectives. */
export type ObjectifJuge = {
  /** The convention's; null when it sets none for the year. */
  readonly cible: IssueAnnee | null;
  /** The legal floor; null before the law, as only a comparison. */
  readonly plancher: IssueAnnee | null;
  /** A local rate may replace the floor: PlancherHorsQpv of the year’s last day. */
  readonly adaptable: boolean;
};

/** The convention's objective decides, and the floor too when no local rate can replace it. */
export function judgeObjectif({ cible, plancher, adaptable }: ObjectifJuge): IssueAnnee {
  if (cible === null) return plancher ?? "sans-objet";
  if (adaptable || plancher === null) return cible;
  return worst([cible, plancher]);
}

/** Missed as soon as one side is; reached when every side with an objective is. */
export function judgeAnnee(objectifs: readonly ObjectifJuge[], finie: boolean): IssueAnnee {
  return finie ? worst(objectifs.map(judgeObjectif)) : "en-cours";
}

const PIRE: readonly IssueAnnee[] = ["non-atteint", "indecidable", "en-cours", "atteint", "sans-objet"];

function worst(issues: readonly IssueAnnee[]): IssueAnnee {
  return PIRE.find((issue) => issues.includes(issue)) ?? "sans-objet";
}
