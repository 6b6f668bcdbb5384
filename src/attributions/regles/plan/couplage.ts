/**
 * Maximum count of dwellings with a suitable household each, all distinct (augmenting paths, Kuhn 1955). Batches have a few
 * hundred dwellings.
 */
export function countCouplage(candidates: readonly (readonly number[])[]): number {
  const holder = new Map<number, number>();
  let count = 0;
  for (const from of candidates.keys()) {
    if (augment(candidates, from, holder, new Set())) count++;
  }
  return count;
}

function augment(
  candidates: readonly (readonly number[])[],
  from: number,
  holder: Map<number, number>,
  seen: Set<number>,
): boolean {
  for (const menage of candidates[from] ?? []) {
    if (seen.has(menage)) continue;
    seen.add(menage);
    const other = holder.get(menage);
    if (other === undefined || augment(candidates, other, holder, seen)) {
      holder.set(menage, from);
      return true;
    }
  }
  return false;
}
