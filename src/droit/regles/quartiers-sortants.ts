import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { generationParametre } from "./generation-qpv.ts";
import { findValeur, hasValeur, parametre } from "./parametre.ts";

/** Fate of a QPV of the former list: no perimeter of the new one covers it, or one covers a part. */
export type SortQuartier = "sorti" | "redessine";

/**
 * CCH, art. L. 441-1, after the law n° 2018-1021 of 23 November 2018, art. 114 (amendment COM-691): a QPV that was not classified again counts as one
 * for six years after leaving. The days are to be confirmed.
 */
const DUREE = parametre.nombre("sortants-qpv-assimiles");
/** The text speaks of the neighbourhood, not of the plot: what a redrawn QPV lost is not assimilated, unless a text says so. */
const PARTIE_RETRANCHEE = parametre.ouiNon("partie-retranchee-assimilee");

/** Whether ground of the former list may still count as a QPV on the day of a lease. */
export function isAncienneListeAssimilee(commune: string | null, jour: string): boolean {
  const liste = generationParametre(commune);
  if (!hasValeur(liste, jour) || findValeur(liste, jour).valeur === 2015 || !hasValeur(DUREE, jour)) return false;
  // Ground leaves on the first day of the list in force.
  return jour < addMonths(findValeur(liste, jour).depuis, findValeur(DUREE, jour).valeur);
}

/** For ground that was on the former list and is not on that day's. */
export function isAssimile(sort: SortQuartier, commune: string | null, jour: string): boolean {
  if (!isAncienneListeAssimilee(commune, jour)) return false;
  return sort === "sorti" || (hasValeur(PARTIE_RETRANCHEE, jour) && findValeur(PARTIE_RETRANCHEE, jour).valeur);
}
