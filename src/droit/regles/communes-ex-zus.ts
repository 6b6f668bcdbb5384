import { findValeur, hasValeur, parametre } from "./parametre.ts";
import type { Valeur } from "./valeur.ts";

/**
 * Art. 114 de la loi n° 2018-1021 du 23 novembre 2018 (ELAN) : for the objectives of attribution, a zone urbaine sensible that is no QPV is
 * assimilated to one for six years. The text does not write their start: we count from the entry into force, days to be confirmed. Before it, nothing
 * is assimilated.
 */
const EX_ZUS_ASSIMILEES = parametre.ouiNon("ex-zus-assimilees");

/**
 * Décret n° 96-1156 du 26 décembre 1996, annexe. It names neighbourhoods and draws their limits on maps: the commune of a dwelling there does not
 * tell its situation.
 */
const COMMUNES_EX_ZUS = parametre.codes("communes-ex-zus");

/** The record of the law that assimilates them on that day; null: none. */
export function findAssimilationZus(jour: string): Valeur<boolean> | null {
  if (!hasValeur(EX_ZUS_ASSIMILEES, jour)) return null;
  const found = findValeur(EX_ZUS_ASSIMILEES, jour);
  return found.valeur ? found : null;
}

/** Whether a former ZUS of the commune may still count as a QPV on that day. An unknown commune may have had one. */
export function isExZusAssimilable(commune: string | null, jour: string): boolean {
  if (findAssimilationZus(jour) === null) return false;
  if (commune === null) return true;
  return hasValeur(COMMUNES_EX_ZUS, jour) && findValeur(COMMUNES_EX_ZUS, jour).valeur.includes(commune);
}
