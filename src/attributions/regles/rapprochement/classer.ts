import { compareAnciennete } from "#dossier/regles/cotation/rang.ts";
import { FILTRES, type Filtre } from "./examen.ts";
import type { DemandeExaminee } from "./faits.ts";

/** Points, then seniority, then the identifier; a demande without a score comes last. */
export function compareCandidats(
  a: Pick<DemandeExaminee, "demandeur" | "ancienneteLe" | "cotation">,
  b: Pick<DemandeExaminee, "demandeur" | "ancienneteLe" | "cotation">,
): number {
  const [left, right] = [a.cotation?.points ?? null, b.cotation?.points ?? null];
  if (left !== right) return (right ?? Number.NEGATIVE_INFINITY) - (left ?? Number.NEGATIVE_INFINITY);
  return compareAnciennete(
    { id: a.demandeur, ancienneteLe: a.ancienneteLe },
    { id: b.demandeur, ancienneteLe: b.ancienneteLe },
  );
}

/** Demandes excluded by the same filters. `echecs`: one bit a filter, in their order. */
export type GroupeExclu = { readonly echecs: number; readonly nombre: number };

/** What one filter costs a dwelling, in demandes. */
export type PerteFiltre = {
  readonly filtre: Filtre;
  /** Excluded by it, alone or not. */
  readonly ecartes: number;
  /** Excluded by it first, the previous filters having passed. */
  readonly premiers: number;
  /** Eligible without it. */
  readonly sansLui: number;
};

/** Why a dwelling has many candidates, or none. */
export type BilanFiltres = {
  /** Count of the demandes examined. */
  readonly total: number;
  readonly eligibles: number;
  readonly pertes: readonly PerteFiltre[];
};

export function bitOf(filtre: Filtre): number {
  return 1 << FILTRES.indexOf(filtre);
}

export function compterPertes(groupes: readonly GroupeExclu[]): BilanFiltres {
  const count = (keep: (echecs: number) => boolean) =>
    groupes.filter(({ echecs }) => keep(echecs)).reduce((sum, { nombre }) => sum + nombre, 0);
  return {
    total: count(() => true),
    eligibles: count((echecs) => echecs === 0),
    pertes: FILTRES.map((filtre) => {
      const bit = bitOf(filtre);
      return {
        filtre,
        ecartes: count((echecs) => (echecs & bit) !== 0),
        // The lowest bit is the first filter.
        premiers: count((echecs) => (echecs & -echecs) === bit),
        sansLui: count((echecs) => (echecs & ~bit) === 0),
      };
    }),
  };
}
