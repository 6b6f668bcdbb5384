import { computeHypergeometrique } from "../petit-effectif/hypergeometrique.ts";

/**
 * Two-sided mid-p, 0 to 1, of « this résidence is like the rest of the territory »: `part` of its `total` households count, and `partTerritoire` of
 * `totalTerritoire` in the whole territory, the résidence included. Given both margins, the count of the résidence is hypergeometric, which compares
 * it with the territory *without* it. p = 2·min(P(K < part), P(K > part)) + P(K = part): twice the smaller side, each holding half the observed
 * count; the two sides add up to 1, so p is at most 1.
 * null when either side is empty: nothing to compare. Sources: Fisher's exact test (1935); mid-p, Lancaster, JASA 56 (1961), p. 223-234.
 */
export function computeMidP(
  part: number,
  total: number,
  partTerritoire: number,
  totalTerritoire: number,
): number | null {
  const rest = [part, total - part, partTerritoire - part, totalTerritoire - total - (partTerritoire - part)];
  if (rest.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    throw new RangeError(`Not a part of the territory: ${part}/${total} in ${partTerritoire}/${totalTerritoire}`);
  }
  if (total === 0 || total === totalTerritoire) return null;
  const { premier, probabilites } = computeHypergeometrique(total, partTerritoire, totalTerritoire);
  const rank = part - premier;
  const half = (probabilites[rank] ?? 0) / 2;
  let [below, above] = [0, 0];
  // From the far end: summing the smallest terms first keeps the relative precision of a tiny tail.
  for (let i = 0; i < rank; i++) below += probabilites[i] ?? 0;
  for (let i = probabilites.length - 1; i > rank; i--) above += probabilites[i] ?? 0;
  return Math.min(1, 2 * Math.min(below + half, above + half));
}
