import type { Parametre } from "../droit/parametre.ts";
import type { Issue } from "../droit/part.ts";

/**
 * May the local rate stand for the legal one? Loi n° 2017-86 du 27 janvier 2017: 25 %, adaptable by the EPCI and the préfet; loi
 * n° 2018-1021 du 23 novembre 2018: 25 % everywhere.
 */
export const ADAPTATION_LOCALE: Parametre<boolean> = {
  nom: "adaptation locale du taux minimal hors QPV",
  valeurs: [
    {
      depuis: "2017-01-29",
      jusque: "2018-11-24",
      valeur: true,
      source: "Loi n° 2017-86 du 27 janvier 2017, art. 70 : 25 %, ou le taux convenu entre l’EPCI et le préfet",
      confiance: "S",
    },
    {
      depuis: "2018-11-25",
      valeur: false,
      source: "Loi n° 2018-1021 du 23 novembre 2018 (ELAN) ; ANCOLS, rapport annuel 2020, p. 26",
      confiance: "R",
    },
  ],
};

/** One side of the territory, judged by its two objectives, which are never mixed. */
export type ObjectifJuge = {
  /** The convention's own; null when it sets none for the year. */
  readonly cible: Issue | null;
  /** The legal floor; null before the law, when it is only a comparison. */
  readonly plancher: Issue | null;
  /** A local rate stands for the floor. */
  readonly adaptable: boolean;
};

/** `en-cours`: a year is missed once it is over, not before. */
export type IssueAnnee = Issue | "en-cours";

/** What binds the EPCI on that side: the convention's objective, and the floor as soon as no local rate can stand for it. */
export function judgeObjectif({ cible, plancher, adaptable }: ObjectifJuge): Issue {
  if (cible === null) return plancher ?? "sans-objet";
  if (adaptable || plancher === null) return cible;
  return worst([cible, plancher]);
}

/** The year's objective is missed as soon as one side is; reached when every side that has one is. */
export function judgeAnnee(objectifs: readonly ObjectifJuge[], finie: boolean): IssueAnnee {
  return finie ? worst(objectifs.map(judgeObjectif)) : "en-cours";
}

const PIRE: readonly Issue[] = ["non-atteint", "indecidable", "atteint", "sans-objet"];

function worst(issues: readonly Issue[]): Issue {
  return PIRE.find((issue) => issues.includes(issue)) ?? "sans-objet";
}
