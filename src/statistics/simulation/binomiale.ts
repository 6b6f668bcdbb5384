/** Below it, (1 − p)ⁿ is too near the least positive number: the walk then starts near the mean. */
const LOG_MIN = -600;
/** Standard deviations left out below the mean in that case: some 10⁻¹⁵ of the probability, under the 2⁻³² of a draw. */
const ECARTS = 8;

/**
 * Quantile of Binomial(n, p) at `u`, 0 ≤ u < 1: the least k with P(X ≤ k) > u. Inversion, hence a draw when `u` is uniform, and one draw only
 * for each `u`: with the same `u`, k never falls when n or p grows, and grows by at most one when n does (common random numbers). Cost: k steps at
 * most. Source: Devroye, Non-Uniform Random Variate Generation (1986), X.4.
 */
export function quantileBinomiale(u: number, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`A number of trials is whole: ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}`);
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  // The upper half by symmetry: the walk stays short, and 1 − u is exact for the 32 bits of a draw.
  return p <= 0.5 ? walk(u, n, p) : n - walkDown(1 - u, n, 1 - p);
}

/** Least k with P(X ≤ k) > u. */
function walk(u: number, n: number, p: number): number {
  const start = startOf(n, p);
  const odds = p / (1 - p);
  let [k, mass] = [start.k, start.mass];
  let left = u - mass;
  while (left >= 0 && k < n) {
    mass *= ((n - k) / (k + 1)) * odds;
    k += 1;
    // Rounding has eaten the last of the tail: nothing is left to walk.
    if (mass < 1e-300) break;
    left -= mass;
  }
  return k;
}

/** Least k with P(X ≤ k) ≥ v: what « more than u » becomes for n − X. */
function walkDown(v: number, n: number, p: number): number {
  const start = startOf(n, p);
  const odds = p / (1 - p);
  let [k, mass] = [start.k, start.mass];
  let left = v - mass;
  while (left > 0 && k < n) {
    mass *= ((n - k) / (k + 1)) * odds;
    k += 1;
    if (mass < 1e-300) break;
    left -= mass;
  }
  return k;
}

/** Where the walk starts, and P(X = k) there. */
function startOf(n: number, p: number): { readonly k: number; readonly mass: number } {
  const log = n * Math.log1p(-p);
  if (log > LOG_MIN) return { k: 0, mass: Math.exp(log) };
  const k = Math.max(0, Math.floor(n * p - ECARTS * Math.sqrt(n * p * (1 - p))));
  return { k, mass: Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p)) };
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series: error under 10⁻¹² from 10 on; below, the product itself. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const z = n + 1;
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}
