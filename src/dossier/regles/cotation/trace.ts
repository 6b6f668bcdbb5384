import { type Evaluation, faitsOf, type RegleTracee } from "./evaluer.ts";
import { type CodeFait, isSensible, type PreuveFait } from "./fait.ts";
import type { ContenuGrille } from "./grille.ts";
import { sayFaitLu } from "./mots.ts";

export type LigneTrace = {
  readonly libelle: string;
  /** Points that the rubric keeps of the rule: 0 when another rule counts instead. */
  readonly points: number;
  readonly etat: RegleTracee["etat"];
  /** Points that the rule would give once known or proven. */
  readonly bornes: readonly [number, number];
  readonly preuve: PreuveFait;
  readonly lu: readonly string[];
};

/**
 * Trace kept of a score. All the rules that read a sensitive fact (DALO, handicap, violence) make one line, « Priorité justifiée »,
 * without their labels, their rubrics or the facts they read.
 */
export type TraceGardee = {
  readonly rubriques: readonly {
    readonly libelle: string;
    readonly ecrete: number;
    readonly lignes: readonly LigneTrace[];
  }[];
  /** Sum of the points of the sensitive rules; null: none applies. */
  readonly sensible: number | null;
  /** true: a sensitive answer, unknown or unproven, could change the points. */
  readonly sensibleIncertain: boolean;
  readonly inconnus: readonly CodeFait[];
  readonly aJustifier: readonly CodeFait[];
};

export function maskTrace(evaluation: Evaluation): TraceGardee {
  const regles = evaluation.rubriques.flatMap((rubrique) => rubrique.regles);
  const sensibles = regles.filter(({ sensible }) => sensible);
  const acquis = sensibles.filter(({ etat, retenus }) => etat === "acquis" && retenus !== 0);
  const ordinaire = (code: CodeFait) => !isSensible(code);
  return {
    rubriques: evaluation.rubriques
      .map(({ rubrique, ecrete, regles: own }) => ({
        libelle: rubrique.libelle,
        ecrete,
        lignes: own.filter(({ sensible }) => !sensible).map(ligneOf),
      }))
      .filter(({ lignes, ecrete }) => lignes.length > 0 || ecrete !== 0),
    sensible: acquis.length === 0 ? null : acquis.reduce((sum, { retenus }) => sum + retenus, 0),
    sensibleIncertain: sensibles.some(({ etat }) => etat !== "acquis"),
    inconnus: evaluation.inconnus.filter(ordinaire),
    aJustifier: evaluation.aJustifier.filter(ordinaire),
  };
}

function ligneOf({ critere, retenus, etat, bornes, faits }: RegleTracee): LigneTrace {
  return {
    libelle: critere.libelle,
    points: retenus,
    etat,
    bornes,
    preuve: critere.preuve,
    lu: faits.map(sayFaitLu),
  };
}

/** May sealed answers change the points under this scheme? */
export function readsSensible({ rubriques }: Pick<ContenuGrille, "rubriques">): boolean {
  return rubriques.some(({ criteres }) => criteres.some((critere) => faitsOf(critere).some(isSensible)));
}
