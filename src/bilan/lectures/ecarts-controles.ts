import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { computeBilan } from "./compute-bilan.ts";

/** Controls of a year's bilan that differ and that nobody has explained. */
export type EcartsAnnee = { readonly annee: number; readonly ecarts: number };

/** Of the years published in the territory, for somebody who reads all of its bilans. */
export type ReadEcarts = (base: Base, epci: string) => Promise<readonly EcartsAnnee[]>;

/** Only differences that nobody has explained yet are work to do. Throws what `computeBilan` throws. */
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
 * The same, computed again only when something was published, undone or repaired: a bilan a year at each visit of the home page was three
 * quarters of its time (180 ms and 55 queries of 240 and 80, on the demonstration). Kept for the last `places` territories; a failure by nobody.
 */
export function rememberEcarts(places: number, read: ReadEcarts = readEcarts): ReadEcarts {
  const kept = new Map<string, { readonly etat: string; readonly ecarts: ReturnType<ReadEcarts> }>();
  return async (base, epci) => {
    const etat = await base.territoires.etat(epci);
    const known = kept.get(epci);
    const ecarts = known?.etat === etat ? known.ecarts : read(base, epci);
    // Last asked, last forgotten.
    kept.delete(epci);
    kept.set(epci, { etat, ecarts });
    const oldest = kept.size > places ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    ecarts.catch(() => kept.delete(epci));
    return ecarts;
  };
}
