import { rangQuantile } from "../quantile/quantile-effectifs.ts";

/** The sum of three yearly rates is rounded: a rate that equals the target must not miss it by 10⁻¹⁶. */
const EGAL = 1e-12;

/** Mean, and the quantiles asked, in their order (least value whose share of the draws reaches p); null when no draw has a rate. */
export function describeTaux(
  taux: Float64Array,
  probabilites: readonly number[],
): { readonly moyenne: number; readonly quantiles: readonly number[] } | null {
  const sorted = taux.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return {
    moyenne: total / sorted.length,
    quantiles: probabilites.map((p) => sorted[rangQuantile(sorted.length, p) - 1] ?? Number.NaN),
  };
}

/** Share of the draws with a rate that reach the target, and its standard error √(P(1 − P)/draws); null when no draw has a rate. */
export function computeChance(
  taux: Float64Array,
  cible: number,
): { readonly probabilite: number; readonly erreur: number } | null {
  let [reached, count] = [0, 0];
  for (const value of taux) {
    if (Number.isNaN(value)) continue;
    count += 1;
    if (value >= cible - EGAL) reached += 1;
  }
  if (count === 0) return null;
  const probabilite = reached / count;
  return { probabilite, erreur: Math.sqrt((probabilite * (1 - probabilite)) / count) };
}
