import { type Evaluation, faitsOf, type RegleTracee } from "./evaluer.ts";
import { type CodeFait, isSensible, type PreuveFait } from "./fait.ts";
import type { ContenuGrille } from "./grille.ts";
import { sayFaitLu } from "./mots.ts";

export type LigneTrace = {
  readonly libelle: string;
  /** What the rubric keeps: 0 when another rule of it counts instead. */
  readonly points: number;
  readonly etat: RegleTracee["etat"];
  /** What it would give once known or proven. */
  readonly bornes: readonly [number, number];
  readonly preuve: PreuveFait;
  readonly lu: readonly string[];
};

/**
 * What is kept of a score. The rules that read a sensitive fact (DALO, handicap, violence) are one line, « Priorité justifiée », whatever they are
 * and however many: their labels, their rubrics and what they read are nowhere in it.
 */
export type TraceGardee = {
  readonly rubriques: readonly {
    readonly libelle: string;
    readonly ecrete: number;
    readonly lignes: readonly LigneTrace[];
  }[];
  /** Points of the sensitive rules together; null: none applies. */
  readonly sensible: number | null;
  /** A sensitive answer is unknown or unproven, and would change the points. */
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

/** Whether what is sealed may change the points under this scheme. */
export function readsSensible({ rubriques }: Pick<ContenuGrille, "rubriques">): boolean {
  return rubriques.some(({ criteres }) => criteres.some((critere) => faitsOf(critere).some(isSensible)));
}
