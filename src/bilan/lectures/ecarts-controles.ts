import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { computeBilan } from "./compute-bilan.ts";

/** Unexplained differences between a year's bilan and printed figures. */
export type EcartsAnnee = { readonly annee: number; readonly ecarts: number };

/** For the territory's published years, and a reader of all its bilans. */
export type ReadEcarts = (base: Base, epci: string) => Promise<readonly EcartsAnnee[]>;

/** Counts only unexplained differences, which call for work. Throws as `computeBilan`. */
async function readEcarts(base: Base, epci: string): Promise<readonly EcartsAnnee[]> {
  const annees = await base.cubes.annees(epci);
  return Promise.all(
    annees.map(async (annee) => {
      const { controles } = await computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null });
      return { annee, ecarts: controles.filter(({ accord, explication }) => accord === false && !explication).length };
    }),
  );
}

/**
 * Caches `read` until something is published, undone or repaired: a bilan per year at each visit of the home page took three quarters of its time
 * (180 ms and 55 queries of 240 and 80, on the demonstration). Keeps the last `places` territories; a failure is not cached.
 */
export function rememberEcarts(places: number, read: ReadEcarts = readEcarts): ReadEcarts {
  const kept = new Map<string, { readonly etat: string; readonly ecarts: ReturnType<ReadEcarts> }>();
  return async (base, epci) => {
    const etat = await base.territoires.etat(epci);
    const known = kept.get(epci);
    const ecarts = known?.etat === etat ? known.ecarts : read(base, epci);
    // Least recently used is evicted: a read moves the key to the end.
    kept.delete(epci);
    kept.set(epci, { etat, ecarts });
    const oldest = kept.size > places ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    ecarts.catch(() => kept.delete(epci));
    return ecarts;
  };
}
