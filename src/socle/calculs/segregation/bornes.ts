/** Members of a group inside, outside, and on an unknown side. */
export type Partage = { readonly dedans: number; readonly dehors: number; readonly inconnus: number };

/** A unit that holds both sides (the territory, a commune, a bailleur), for the group and for the others. */
export type EnsemblePartage = { readonly groupe: Partage; readonly autres: Partage };

/**
 * Least and greatest D that the unlocated allow, between units that are the two sides of each ensemble.
 * Totals do not move, so ensembles are independent: with d the difference of the shares inside and c that of both sides, each adds (|d| + |c − d|)/2,
 * convex in d, and d runs over an interval. Outer bounds: an unlocated member is dealt as if it could be cut. null when a group is empty.
 * Source: partial identification, Manski, Partial Identification of Probability Distributions (2003).
 */
export function boundDissimilarite(ensembles: readonly EnsemblePartage[]): readonly [number, number] | null {
  const groupe = ensembles.reduce((sum, { groupe: part }) => sum + totalOf(part), 0);
  const autres = ensembles.reduce((sum, { autres: part }) => sum + totalOf(part), 0);
  if (groupe === 0 || autres === 0) return null;
  let [least, most] = [0, 0];
  for (const ensemble of ensembles) {
    const low = ensemble.groupe.dedans / groupe - (ensemble.autres.dedans + ensemble.autres.inconnus) / autres;
    const high = (ensemble.groupe.dedans + ensemble.groupe.inconnus) / groupe - ensemble.autres.dedans / autres;
    const both = totalOf(ensemble.groupe) / groupe - totalOf(ensemble.autres) / autres;
    const at = (d: number) => (Math.abs(d) + Math.abs(both - d)) / 2;
    // The function is flat between 0 and `both`, and rises on either side.
    const [from, to] = [Math.min(0, both), Math.max(0, both)];
    least += at(high < from ? high : low > to ? low : Math.max(low, from));
    most += Math.max(at(low), at(high));
  }
  return [least, Math.min(1, most)];
}

function totalOf({ dedans, dehors, inconnus }: Partage): number {
  return dedans + dehors + inconnus;
}
