import { apportion } from "#statistics/synthese/largest-remainder.ts";
import type { Attente } from "./effort.ts";
import { monthsAfter, type Serie } from "./serie.ts";

/** A bearer's former years, and what a person typed for it instead. */
export type Attendu = { readonly serie: Serie; readonly saisie: number | null };

/**
 * Leases expected until 31 December, bearer by bearer: the average of the same months of former years, in whole leases that add up to the
 * rounded average of the whole (largest remainders), unless a person knows better (a new programme delivered in November).
 */
export function estimateAttentes(attendus: readonly Attendu[], dernierMois: number): readonly Attente[] {
  const means = attendus.map(({ serie, saisie }) => (saisie === null ? averageOf(serie) : null));
  const known = means.map((mean) => mean ?? 0);
  const whole = Math.round(sum(known));
  const parts = whole === 0 ? known.map(() => 0) : apportion(known, whole);
  return attendus.map(({ serie, saisie }, rank) => {
    const mean = means[rank] ?? null;
    if (dernierMois === 12) return build(serie, dernierMois, 0, "annees-precedentes", null);
    if (saisie !== null) return build(serie, dernierMois, saisie, "saisie", null);
    if (mean === null) return build(serie, dernierMois, null, "inconnue", null);
    return build(serie, dernierMois, parts[rank] ?? 0, "annees-precedentes", mean);
  });
}

/** The whole is the sum of its parts, typed or estimated; unknown as soon as one of them is. */
export function sumAttentes(serie: Serie, lignes: readonly Attente[], dernierMois: number): Attente {
  if (lignes.length === 0 || lignes.some(({ total }) => total === null)) {
    return build(serie, dernierMois, null, "inconnue", null);
  }
  const total = sum(lignes.map((ligne) => ligne.total ?? 0));
  const guessed = lignes.some(({ moyenne }) => moyenne !== null);
  const mean = guessed ? sum(lignes.map((ligne) => ligne.moyenne ?? ligne.total ?? 0)) : null;
  return build(serie, dernierMois, total, guessed ? "annees-precedentes" : "saisie", mean);
}

/** null: no former year says anything. After December nothing is expected, whatever the past. */
function averageOf({ passe }: Serie): number | null {
  if (passe.length === 0) return null;
  return sum(passe.map(({ parMois }) => sum(parMois))) / passe.length;
}

function build(
  { passe }: Serie,
  dernierMois: number,
  total: number | null,
  origine: Attente["origine"],
  moyenne: number | null,
): Attente {
  return {
    total,
    origine,
    moyenne,
    parMois: spread(passe, monthsAfter(dernierMois), total),
    annees: passe.map(({ annee, parMois }) => ({ annee, assiette: sum(parMois) })),
  };
}

/** Shares the total between the months as former years did; evenly when they signed nothing. */
function spread(passe: Serie["passe"], mois: readonly number[], total: number | null): Attente["parMois"] {
  if (total === null || mois.length === 0) return [];
  const weights = mois.map((_, rank) => sum(passe.map(({ parMois }) => parMois[rank] ?? 0)));
  const parts = apportion(sum(weights) === 0 ? mois.map(() => 1) : weights, total);
  return mois.map((month, rank) => ({ mois: month, attendus: parts[rank] ?? 0 }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
