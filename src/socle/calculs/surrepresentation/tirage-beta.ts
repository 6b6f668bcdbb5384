import type { Random } from "../synthese/mulberry32.ts";

/**
 * One draw of Beta(a, b), strictly positive parameters, between 0 and 1: G_a/(G_a + G_b) of two Gamma draws, compared by their logarithms so that
 * tiny parameters do not give 0/0. Source: Devroye, Non-Uniform Random Variate Generation (1986), IX.4.
 */
export function drawBeta(random: Random, a: number, b: number): number {
  if (!(a > 0 && b > 0 && Number.isFinite(a + b))) throw new RangeError(`Not a Beta law: ${a}, ${b}`);
  return 1 / (1 + Math.exp(drawLogGamma(random, b) - drawLogGamma(random, a)));
}

/** ln of a Gamma(forme, 1) draw. Under 1, Gamma(forme + 1)·U^(1/forme). Source: Marsaglia and Tsang, ACM TOMS 26 (2000), p. 363-372. */
function drawLogGamma(random: Random, forme: number): number {
  if (forme < 1) return drawLogGamma(random, forme + 1) + Math.log(1 - random()) / forme;
  const d = forme - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormale(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

/** Box and Muller, Annals of Mathematical Statistics 29 (1958), p. 610-611; 1 − u is never 0. */
function drawNormale(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
