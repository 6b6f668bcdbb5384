import { type Issue, judgeNombre, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import type { Etendue } from "#engagements/lectures/effort/etendue.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Extraction } from "../bilan.ts";
import { contreditCible } from "../extractions.ts";
import type { Projection } from "./effort.ts";

type Objectif = Projection["objectif"];

/** Context that judges one bearer's objective, besides its count. `extractions`: the year's other tables on its side. */
export type Quand = {
  readonly etendue: Etendue;
  readonly extractions: readonly Extraction[];
  /** Default: the end of the year. */
  readonly terme?: Terme;
};

/** The deadline in words: « 31 décembre », « L’année est finie ». */
export type Terme = { readonly echeance: string; readonly finie: string };
export const FIN_D_ANNEE: Terme = { echeance: "31 décembre", finie: "L’année est finie" };

export type Jugement = {
  /** For the year: `en-cours` until it is over. */
  readonly verdict: Verdict;
  /** On the last counted day; null when an earlier quarter is missing. */
  readonly aCeJour: Issue | null;
  /** Count of another extraction that surely says the contrary; null: none. */
  readonly contredit: string | null;
};

/** Judges as the bilan does: nothing before the four quarters are whole, and no verdict that another extraction contradicts. */
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

/** The extraction itself tells whether it contradicts the legal floor. */
function isContraire(extraction: Extraction, objectif: Objectif, issue: Issue): boolean {
  return objectif.nature === "plancher" ? extraction.contredit : contreditCible(extraction, objectif, issue);
}
