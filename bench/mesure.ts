/** One figure of the bench: what was measured, its unit, what it is held against, and whether it holds. */
export type Mesure = {
  readonly id: string;
  readonly libelle: string;
  readonly valeur: number;
  readonly unite: string;
  readonly objectif: string;
  readonly tenu: boolean;
  readonly details?: Readonly<Record<string, number | string>>;
};

export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function round(value: number, decimals = 2): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
