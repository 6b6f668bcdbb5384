import { findValeur, hasValeur, parametre } from "./parametre.ts";
import type { Valeur } from "./valeur.ts";

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

/** The record that assimilates them on that day; null when none does. */
export function findAssimilationZus(jour: string): Valeur<boolean> | null {
  if (!hasValeur(EX_ZUS_ASSIMILEES, jour)) return null;
  const found = findValeur(EX_ZUS_ASSIMILEES, jour);
  return found.valeur ? found : null;
}

/** May a former ZUS of the commune still count as a priority neighbourhood on that day? A commune that nobody says may be one that had a ZUS. */
export function isExZusAssimilable(commune: string | null, jour: string): boolean {
  if (findAssimilationZus(jour) === null) return false;
  if (commune === null) return true;
  return hasValeur(COMMUNES_EX_ZUS, jour) && findValeur(COMMUNES_EX_ZUS, jour).valeur.includes(commune);
}
