/** In natural logarithms of odds: 0 is the territory's rate, ln 2 ≈ 0.69 twice its odds. */
export type ScoreLogOdds = { readonly score: number; readonly ecartType: number };

/**
 * ln((x + ½)/(n − x + ½)) − ln(p₀/(1 − p₀)), with its standard error √(1/(x + ½) + 1/(n − x + ½)). Defined for 0 and for all of n, but not
 * shrunk: a small résidence may stand far off by chance. `taux`: p₀, strictly between 0 and 1. null without any household.
 * Source: Haldane, Annals of Human Genetics 20 (1956), p. 309-311.
 */
export function computeLogOdds(part: number, total: number, taux: number): ScoreLogOdds | null {
  if (!(taux > 0 && taux < 1)) throw new RangeError(`A reference rate is strictly between 0 and 1: ${taux}`);
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(total) || part < 0 || part > total) {
    throw new RangeError(`Not a part of a whole count: ${part} of ${total}`);
  }
  if (total === 0) return null;
  const [counted, others] = [part + 0.5, total - part + 0.5];
  return {
    score: Math.log(counted / others) - Math.log(taux / (1 - taux)),
    ecartType: Math.sqrt(1 / counted + 1 / others),
  };
}
