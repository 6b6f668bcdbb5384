import { type Issue, judgeNombre, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import type { Etendue } from "#engagements/lectures/effort/etendue.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Extraction } from "../bilan.ts";
import { contreditCible } from "../extractions.ts";
import type { Projection } from "./effort.ts";

type Objectif = Projection["objectif"];

/** What one bearer's objective is judged with, besides its own count. `extractions`: the other tables of the year, of its side. */
export type Quand = {
  readonly etendue: Etendue;
  readonly extractions: readonly Extraction[];
  /** The end of the year when it is absent. */
  readonly terme?: Terme;
};

/** By when, in words: « 31 décembre », « L’année est finie ». */
export type Terme = { readonly echeance: string; readonly finie: string };
export const FIN_D_ANNEE: Terme = { echeance: "31 décembre", finie: "L’année est finie" };

export type Jugement = {
  /** Of the year: `en-cours` until it is over. */
  readonly verdict: Verdict;
  /** The same question on the last day counted; null when a quarter before it is missing. */
  readonly aCeJour: Issue | null;
  /** What another extraction, as sure of the contrary, counts; null when none is. */
  readonly contredit: string | null;
};

/** As the bilan judges: nothing before the four quarters are whole, and no verdict that another extraction contradicts. */
export function judgeAnnee(part: PartIncertaine, objectif: Objectif, { etendue, extractions }: Quand): Jugement {
  const issue = issueOf(part, objectif);
  if (!etendue.acheve) return { verdict: "en-cours", aCeJour: etendue.lacune ? null : issue, contredit: null };
  const autre = extractions.find((one) => isContraire(one, objectif, issue));
  if (autre) return { verdict: "indecidable", aCeJour: "indecidable", contredit: autre.phrase };
  return { verdict: issue, aCeJour: issue, contredit: null };
}

function issueOf(part: PartIncertaine, { nombre, taux }: Objectif): Issue {
  if (nombre !== null) return judgeNombre(part, nombre);
  return taux === null ? "sans-objet" : judgeShare(part, taux);
}

/** The extraction says itself whether it contradicts the legal floor. */
function isContraire(extraction: Extraction, objectif: Objectif, issue: Issue): boolean {
  return objectif.nature === "plancher" ? extraction.contredit : contreditCible(extraction, objectif, issue);
}
