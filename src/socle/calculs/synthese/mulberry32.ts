/** Uniform in [0, 1[; each call advances the sequence. */
export type Random = () => number;

/**
 * mulberry32: 32 bits of state, the same sequence on every machine for the same seed.
 * For synthetic data only: its period (2³²) and its predictability forbid any secret.
 */
export function seedRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whole number between `min` and `max`, both included. */
export function drawInteger(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** One of the values, in proportion to its weight. Throws when no weight is positive. */
export function drawWeighted<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  let last: T | undefined;
  for (const [value, weight] of choices) {
    if (weight <= 0) continue;
    last = value;
    left -= weight;
    if (left < 0) return value;
  }
  if (last === undefined) throw new Error("Nothing to draw from: every weight is zero.");
  return last;
}

export function shuffle<T>(random: Random, values: readonly T[]): T[] {
  const keyed = values.map((value) => ({ value, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

/** `count` values without replacement, the heavier the likelier (keys u^(1/w), Efraimidis and Spirakis 2006). */
export function sampleWeighted<T>(
  random: Random,
  values: readonly T[],
  count: number,
  weight: (value: T) => number,
): T[] {
  const keyed = values
    .map((value, rank) => ({ value, rank, weight: weight(value), draw: random() }))
    .filter((candidate) => candidate.weight > 0)
    .map((candidate) => ({ ...candidate, key: candidate.draw ** (1 / candidate.weight) }));
  if (keyed.length < count) throw new Error(`Only ${keyed.length} values can be drawn, ${count} were asked for.`);
  return keyed
    .sort((a, b) => b.key - a.key || a.rank - b.rank)
    .slice(0, count)
    .map(({ value }) => value);
}
