/**
 * Shares a whole `total` in proportion to `weights`: whole parts first, then one unit to each of the largest remainders
 * (the first weight wins a tie). The parts always add up to `total`; a zero weight always gets 0.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  if (!Number.isInteger(total) || total < 0) throw new Error(`A whole total is needed, not ${total}.`);
  if (weights.some((weight) => !(weight >= 0))) throw new Error("Weights must be zero or more.");
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) {
    if (total === 0) return weights.map(() => 0);
    throw new Error(`Nothing to share ${total} between: every weight is zero.`);
  }
  const quotas = weights.map((weight) => (weight * total) / sum);
  const parts = quotas.map(Math.floor);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  const order = quotas
    .map((quota, rank) => ({ rank, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.rank - b.rank);
  for (const { rank } of order.slice(0, missing)) parts[rank] = (parts[rank] ?? 0) + 1;
  return parts;
}
