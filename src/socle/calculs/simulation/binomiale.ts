/** Below it, (1 − p)ⁿ is too near the least positive number: the walk then starts near the mean. */
const LOG_MIN = -600;
/** The walk near the mean starts this many standard deviations below: it leaves out some 10⁻¹⁵ of the probability, under the 2⁻³³ of a draw. */
const ECARTS = 8;

/**
 * Quantile of Binomial(n, p) at `u`, 0 < u < 1, neither end nearer than 10⁻¹²: the least k with P(X ≤ k) > u. By inversion: a uniform `u` gives a
 * draw, one per `u`. With the same `u`, k never falls when n or p grows, and grows by at most one when n does (common random numbers). Cost: k steps
 * at most. Source: Devroye, Non-Uniform Random Variate Generation (1986), X.4.
 */
export function quantileBinomiale(u: number, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`A number of trials is whole: ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}`);
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  // The upper half by symmetry: the walk stays short, and 1 − u is exact for the 33 bits of a draw.
  return p <= 0.5 ? walk(u, n, p) : n - walkDown(1 - u, n, 1 - p);
}

/** Least k with P(X ≤ k) > u. */
function walk(u: number, n: number, p: number): number {
  const odds = p / (1 - p);
  let k = startOf(n, p);
  let mass = k === 0 ? Math.exp(n * Math.log1p(-p)) : massOf(k, n, p);
  let left = u - mass;
  while (left >= 0 && k < n) {
    mass *= ((n - k) / (k + 1)) * odds;
    k += 1;
    // Rounding has eaten the last of the tail.
    if (mass < 1e-300) break;
    left -= mass;
  }
  return k;
}

/** Least k with P(X ≤ k) ≥ v: what « more than u » becomes for n − X. */
function walkDown(v: number, n: number, p: number): number {
  const odds = p / (1 - p);
  let k = startOf(n, p);
  let mass = k === 0 ? Math.exp(n * Math.log1p(-p)) : massOf(k, n, p);
  let left = v - mass;
  while (left > 0 && k < n) {
    mass *= ((n - k) / (k + 1)) * odds;
    k += 1;
    if (mass < 1e-300) break;
    left -= mass;
  }
  return k;
}

/** Where the walk starts, for p ≤ ½. When it is not 0, n·p is over 400: k and n − k are over 200. */
function startOf(n: number, p: number): number {
  if (n * Math.log1p(-p) > LOG_MIN) return 0;
  return Math.floor(n * p - ECARTS * Math.sqrt(n * p * (1 - p)));
}

/**
 * P(X = k), k and n − k over 200, without the cancellation of three logarithms of factorials: relative error under 10⁻¹². Source: Loader, « Fast
 * and accurate computation of binomial probabilities » (2000).
 */
function massOf(k: number, n: number, p: number): number {
  const rest = n - k;
  const exponent =
    stirling(n) - stirling(k) - stirling(rest) - computeDeviance(k, n * p) - computeDeviance(rest, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * rest));
}

/** ln n! less Stirling's formula; the next term is under 10⁻¹⁶ from 200 on. */
function stirling(n: number): number {
  return (1 / 12 - (1 / 360 - 1 / (1260 * n * n)) / (n * n)) / n;
}

/** x·ln(x/m) + m − x: by its series where both are near and the difference would cancel. */
function computeDeviance(x: number, m: number): number {
  const gap = x - m;
  if (Math.abs(gap) >= 0.1 * (x + m)) return x * Math.log(x / m) - gap;
  const v = gap / (x + m);
  let sum = gap * v;
  let term = 2 * x * v;
  for (let j = 1; ; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}
