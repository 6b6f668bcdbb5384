import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import type { Attente } from "./effort.ts";
import type { Serie } from "./serie.ts";

/** A bearer's former years, and a person's own estimate. */
export type Attendu = { readonly serie: Serie; readonly saisie: number | null };

/**
 * Leases expected of one bearer until 31 December: the rounded average of the same months in former years, unless a person typed another number (a
 * new programme delivered in November), less those already signed here in these months. A current month counts by its remaining days. Rounded per bearer, so that each reads the same number alone
 * and among the others.
 */
export function estimateAttente({ serie, saisie }: Attendu): Attente {
  // A past year expects nothing, whatever the averages or the typed number.
  if (serie.acheve) return build(serie, 0, "annees-precedentes", null);
  if (saisie !== null) return build(serie, saisie, "saisie", null);
  const mean = averageOf(serie);
  if (mean === null) return build(serie, null, "inconnue", null);
  return build(serie, Math.max(0, Math.round(mean) - serie.avances), "annees-precedentes", mean);
}

/** Sum of the parts; unknown as soon as one is. */
export function sumAttentes(serie: Serie, lignes: readonly Attente[]): Attente {
  if (lignes.length === 0 || lignes.some(({ total }) => total === null)) {
    return build(serie, null, "inconnue", null);
  }
  const total = sum(lignes.map((ligne) => ligne.total ?? 0));
  const guessed = lignes.some(({ moyenne }) => moyenne !== null);
  const moyenne = guessed ? sum(lignes.map((ligne) => ligne.moyenne ?? ligne.total ?? 0)) : null;
  return build(serie, total, guessed ? "annees-precedentes" : "saisie", moyenne);
}

/** null: no former year has data. */
function averageOf({ passe, restants }: Serie): number | null {
  if (passe.length === 0) return null;
  return (
    sum(passe.flatMap(({ parMois }) => restants.map(({ part }, rank) => part * (parMois[rank] ?? 0)))) / passe.length
  );
}

function build(
  { passe, restants }: Serie,
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

/** Splits the total between months like former years; by remaining days when they signed nothing. */
function spread(passe: Serie["passe"], restants: Serie["restants"], total: number | null): Attente["parMois"] {
  if (total === null || restants.length === 0) return [];
  const weights = restants.map(({ part }, rank) => part * sum(passe.map(({ parMois }) => parMois[rank] ?? 0)));
  const parts = apportion(sum(weights) === 0 ? restants.map(({ part }) => part) : weights, total);
  return restants.map(({ mois }, rank) => ({ mois, attendus: parts[rank] ?? 0 }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
