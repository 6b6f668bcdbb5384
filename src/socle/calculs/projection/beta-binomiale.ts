/** A Beta law of the rate, as if a − 1 leases had counted and b − 1 had not. Both strictly positive. */
export type ParametresBeta = { readonly a: number; readonly b: number };

/** Time and memory are linear in m; no territory signs as many leases in a year. */
const MAX_RESTANTES = 100_000;

/** P(X ≥ k), X ~ BetaBinomial(m, a, b): k of the next m draws when the rate itself is only known through (a, b). */
export function surviveBetaBinomiale(k: number, m: number, beta: ParametresBeta): number {
  if (k <= 0) return 1;
  return k > m ? 0 : startSurvie(k, m, beta).survie;
}

/** P(X ≥ k) and P(X = k), 0 < k ≤ m. */
export type Survie = { readonly k: number; readonly m: number; readonly survie: number; readonly masse: number };

export function startSurvie(k: number, m: number, beta: ParametresBeta): Survie {
  const weights = weigh(m, beta);
  let [below, above] = [0, 0];
  // Smallest terms first, on the side that may be tiny: the sum keeps its relative precision.
  for (let j = 0; j < k; j++) below += weights[j] ?? 0;
  for (let j = m; j >= k; j--) above += weights[j] ?? 0;
  return { k, m, survie: above / (below + above), masse: (weights[k] ?? 0) / (below + above) };
}

/**
 * Steps from m to m + 1, and from `k` to itself or k + 1, in a few operations: one more draw counts with probability (a + j) / (a + b + m) when j
 * did. Exact but for rounding, some 10⁻¹⁶ a step.
 */
export function advanceSurvie({ k, m, survie, masse }: Survie, nextK: number, { a, b }: ParametresBeta): Survie {
  if (nextK !== k && nextK !== k + 1)
    throw new RangeError(`From ${k}, one step leads to ${k} or ${k + 1}, not ${nextK}`);
  const missed = (b + m - k) / (a + b + m);
  const more = survie + masse * (k / (m - k + 1)) * missed;
  const here = masse * ((m + 1) / (m + 1 - k)) * missed;
  if (nextK === k) return { k, m: m + 1, survie: more, masse: here };
  const next = here * ((m + 1 - k) / (k + 1)) * ((a + k) / (b + m - k));
  return { k: nextK, m: m + 1, survie: Math.max(0, more - here), masse: next };
}

/** Smallest q with P(X ≤ q) ≥ probabilite, 0 < probabilite < 1. */
export function quantileBetaBinomiale(probabilite: number, m: number, beta: ParametresBeta): number {
  if (!(probabilite > 0 && probabilite < 1)) {
    throw new RangeError(`A probability is strictly between 0 and 1: ${probabilite}`);
  }
  const weights = weigh(m, beta);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // The margin keeps one rounding error from missing a round share, such as one half of a symmetric law.
  const asked = probabilite * total * (1 - 1e-12);
  let [sum, q] = [weights[0] ?? 0, 0];
  while (sum < asked && q < m) {
    q += 1;
    sum += weights[q] ?? 0;
  }
  return q;
}

/**
 * P(X = 0), …, P(X = m) up to one factor, by the ratio of neighbours from the mean outwards: no gamma function, hence no cancellation
 * between logarithms of 10⁶; the error stays under 10⁻¹¹ at m = 100 000. A weight that falls under 10⁻³⁰⁰ of the mean's is 0.
 */
function weigh(m: number, { a, b }: ParametresBeta): Float64Array {
  if (!(Number.isInteger(m) && m >= 0 && m <= MAX_RESTANTES)) {
    throw new RangeError(`A number of leases is whole, from 0 to ${MAX_RESTANTES}: ${m}`);
  }
  if (!(a > 0 && b > 0 && Number.isFinite(a + b))) throw new RangeError(`Not a Beta law: ${a}, ${b}`);
  const weights = new Float64Array(m + 1);
  const mean = Math.round((m * a) / (a + b));
  const ratio = (j: number) => ((m - j) / (j + 1)) * ((a + j) / (b + m - j - 1));
  weights[mean] = 1;
  for (let j = mean; j < m; j++) weights[j + 1] = (weights[j] ?? 0) * ratio(j);
  for (let j = mean; j > 0; j--) weights[j - 1] = (weights[j] ?? 0) / ratio(j - 1);
  return weights;
}
