import { boundWilson, type Intervalle } from "../petit-effectif/intervalle.ts";

/** A difference of two rates, −1 to 1, with its plausible interval. */
export type Difference = { readonly difference: number; readonly intervalle: Intervalle };

/**
 * part1/total1 − part2/total2 with its hybrid score interval, made of the two Wilson intervals: established when it does not hold 0.
 * The two groups must have nobody in common: those who moved in recently are taken out of the occupants first.
 * null when a group is empty. Source: Newcombe, Statistics in Medicine 17 (1998), p. 873-890, method 10.
 */
export function compareNewcombe(
  part1: number,
  total1: number,
  part2: number,
  total2: number,
  confiance = 0.95,
): Difference | null {
  const [first, second] = [boundWilson(part1, total1, confiance), boundWilson(part2, total2, confiance)];
  if (first === null || second === null) return null;
  const [taux1, taux2] = [part1 / total1, part2 / total2];
  const difference = taux1 - taux2;
  const below = Math.hypot(taux1 - first[0], second[1] - taux2);
  const above = Math.hypot(first[1] - taux1, taux2 - second[0]);
  return { difference, intervalle: [difference - below, difference + above] };
}
