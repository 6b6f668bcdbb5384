/**
 * Smallest whole number that satisfies « au moins taux × total ». Computed in integers: 0.07 × 100 is 7.000000000000001 in floating point and must
 * stay 7.
 */
export function ceilShare(total: number, taux: number): number {
  return Math.ceil((total * toMillioniemes(taux)) / MILLION);
}

export const MILLION = 1_000_000;

/** A rate as a whole number of millionths, for comparisons in integers. */
export function toMillioniemes(taux: number): number {
  return Math.round(taux * MILLION);
}

/** null when the total is 0: a share of nothing is « sans objet », never 0. */
export function share(part: number, total: number): number | null {
  return total === 0 ? null : part / total;
}

/** Five decimals, for JSON and CSV: enough to recompute a whole count below 100 000. */
export function roundTaux(taux: number): number {
  return Math.round(taux * 100_000) / 100_000;
}

/** Like `roundTaux`; null and undefined give null. */
export function roundKnown(taux: number | null | undefined): number | null {
  return taux === null || taux === undefined ? null : roundTaux(taux);
}
