import { quantileBinomiale } from "../simulation/binomiale.ts";

/**
 * Ranks, from 1, of the two values of a sorted sample of `total` that hold its population's quantile `p` between them, with at least `confiance`
 * whatever the law. A rank of 0, or of more than `total`: the sample is too small to bound that side. Throws RangeError unless 0 < p < 1. Source:
 * David and Nagaraja, Order Statistics (2003), 7.1.
 */
export function rangsQuantile(total: number, p: number, confiance = 0.95): readonly [number, number] {
  if (!(p > 0 && p < 1)) throw new RangeError(`Not inside 0 to 1: ${p}`);
  const alpha = (1 - confiance) / 2;
  return [quantileBinomiale(alpha, total, p), quantileBinomiale(1 - alpha, total, p) + 1];
}
