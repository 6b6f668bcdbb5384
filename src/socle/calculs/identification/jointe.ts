import { ceilShare } from "../../regles/shared/taux.ts";

/** `part` of `total` located leases are on the side of the objective, and at least `taux` must be. */
type Objectif = { readonly part: number; readonly total: number; readonly taux: number };

/**
 * First-quartile leases must reach `taux` hors QPV, the others must reach theirs in QPV. An unlocated lease goes to one side or the other, and moves
 * both shares at once.
 */
export type Placement = {
  /** Of first-quartile leases. */
  readonly horsQpv: Objectif;
  /** Of the other leases. */
  readonly qpv: Objectif;
  readonly inconnusPremier: number;
  readonly inconnusAutres: number;
};

export type IssuesJointes = {
  /** (inconnusPremier + 1) × (inconnusAutres + 1): numbers sent to each side, each pair counted once. Not a probability. */
  readonly total: number;
  readonly horsQpv: number;
  readonly qpv: number;
  readonly lesDeux: number;
};

/**
 * Counts the placings of the unlocated that meet each objective, and both. An objective over nobody is met. More of the first quartile hors QPV can
 * only help either objective, so one threshold for each placing of the others is enough: inconnusAutres·log(inconnusPremier) steps.
 */
export function countIssuesJointes({ horsQpv, qpv, inconnusPremier, inconnusAutres }: Placement): IssuesJointes {
  const count = { horsQpv: 0, qpv: 0, lesDeux: 0 };
  for (let autres = 0; autres <= inconnusAutres; autres++) {
    const enQpv = inconnusAutres - autres;
    const fromHors = findLeast(inconnusPremier, (premier) => meets(horsQpv, premier, premier + autres));
    const fromQpv = findLeast(inconnusPremier, (premier) => meets(qpv, enQpv, inconnusPremier - premier + enQpv));
    count.horsQpv += inconnusPremier + 1 - fromHors;
    count.qpv += inconnusPremier + 1 - fromQpv;
    count.lesDeux += inconnusPremier + 1 - Math.max(fromHors, fromQpv);
  }
  return { total: (inconnusPremier + 1) * (inconnusAutres + 1), ...count };
}

function meets({ part, total, taux }: Objectif, morePart: number, more: number): boolean {
  return part + morePart >= ceilShare(total + more, taux);
}

/** Binary search of the least number from 0 to `max` that passes; all above it must pass too. max + 1 when none does. */
function findLeast(max: number, passes: (count: number) => boolean): number {
  let [low, high] = [0, max + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
