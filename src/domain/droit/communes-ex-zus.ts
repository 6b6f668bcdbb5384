import { findValeur, hasValeur, parametre } from "./parametre.ts";

/**
 * Art. 114 de la loi n° 2018-1021 du 23 novembre 2018 (ELAN) : for the objectives of attribution, a zone urbaine sensible that is no QPV is
 * assimilated to one for six years. When they began is not written where it could be read: from the entry into force, and the days are to be
 * confirmed. Before it, nothing is assimilated.
 */
const EX_ZUS_ASSIMILEES = parametre.ouiNon("ex-zus-assimilees");

/**
 * Décret n° 96-1156 du 26 décembre 1996, annexe. It names neighbourhoods and keeps their limits on maps: of a dwelling there, nothing can be said
 * from its commune alone.
 */
const COMMUNES_EX_ZUS = parametre.codes("communes-ex-zus");

/** May a former ZUS of the commune still count as a priority neighbourhood on that day? */
export function isExZusAssimilable(commune: string, jour: string): boolean {
  if (!hasValeur(EX_ZUS_ASSIMILEES, jour) || !findValeur(EX_ZUS_ASSIMILEES, jour).valeur) return false;
  return hasValeur(COMMUNES_EX_ZUS, jour) && findValeur(COMMUNES_EX_ZUS, jour).valeur.includes(commune);
}
