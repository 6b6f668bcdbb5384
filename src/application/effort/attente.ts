import { apportion } from "#statistics/synthese/largest-remainder.ts";
import type { Attente } from "./effort.ts";
import type { Serie } from "./serie.ts";

/** A bearer's former years, and what a person typed for it instead. */
export type Attendu = { readonly serie: Serie; readonly saisie: number | null };

/**
 * Leases expected of one bearer until 31 December: the average of the same months of former years, rounded, unless a person knows better (a new
 * programme delivered in November). Rounded bearer by bearer, so that each reads the same number alone and among the others. `restants`: the
 * months to come.
 */
export function estimateAttente({ serie, saisie }: Attendu, restants: readonly number[]): Attente {
  // Once the year is over nothing is expected, whatever the past or a person says.
  if (restants.length === 0) return build(serie, restants, 0, "annees-precedentes", null);
  if (saisie !== null) return build(serie, restants, saisie, "saisie", null);
  const mean = averageOf(serie);
  if (mean === null) return build(serie, restants, null, "inconnue", null);
  return build(serie, restants, Math.round(mean), "annees-precedentes", mean);
}

/** The whole is the sum of its parts, typed or estimated; unknown as soon as one of them is. */
export function sumAttentes(serie: Serie, lignes: readonly Attente[], restants: readonly number[]): Attente {
  if (lignes.length === 0 || lignes.some(({ total }) => total === null)) {
    return build(serie, restants, null, "inconnue", null);
  }
  const total = sum(lignes.map((ligne) => ligne.total ?? 0));
  const guessed = lignes.some(({ moyenne }) => moyenne !== null);
  const moyenne = guessed ? sum(lignes.map((ligne) => ligne.moyenne ?? ligne.total ?? 0)) : null;
  return build(serie, restants, total, guessed ? "annees-precedentes" : "saisie", moyenne);
}

/** null: no former year says anything. */
function averageOf({ passe }: Serie): number | null {
  if (passe.length === 0) return null;
  return sum(passe.map(({ parMois }) => sum(parMois))) / passe.length;
}

function build(
  { passe }: Serie,
  restants: readonly number[],
  total: number | null,
  origine: Attente["origine"],
  moyenne: number | null,
): Attente {
  return {
    total,
    origine,
    moyenne,
    parMois: spread(passe, restants, total),
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
