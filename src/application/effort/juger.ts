import { type Issue, judgeNombre, judgeShare, type PartIncertaine } from "#domain/droit/part.ts";
import type { Extraction, Verdict } from "../bilan/bilan.ts";
import type { Projection } from "./effort.ts";
import type { Etendue } from "./etendue.ts";

type Objectif = Projection["objectif"];

/** What one bearer's objective is judged with, besides its own count. `extractions`: the other tables of the year, of its side. */
export type Quand = { readonly etendue: Etendue; readonly extractions: readonly Extraction[] };

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

/** The extraction says itself whether it contradicts the legal floor; of the convention's own objective, its bounds and its count say it. */
function isContraire(extraction: Extraction, objectif: Objectif, issue: Issue): boolean {
  if (objectif.nature === "plancher") return extraction.contredit;
  if (extraction.verdict === "en-cours") return false;
  const { nombre, taux } = objectif;
  const autre = nombre === null ? againstTaux(extraction, taux) : againstNombre(extraction, nombre);
  return autre !== null && (issue === "atteint" || issue === "non-atteint") && autre !== issue;
}

function againstTaux({ bornes }: Extraction, taux: number | null): Issue | null {
  if (bornes === null || taux === null) return null;
  if (bornes[0] >= taux) return "atteint";
  return bornes[1] < taux ? "non-atteint" : null;
}

/** Rehoused households may be among those that it does not count: only what is outside its base is sure. */
function againstNombre({ realise, assiette, inconnues }: Extraction, nombre: number): Issue | null {
  if (realise >= nombre) return "atteint";
  return assiette + inconnues < nombre ? "non-atteint" : null;
}
