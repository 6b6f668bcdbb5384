import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { findValeur, hasValeur, parametre } from "./parametre.ts";

/** Zones of the rental market (CGI, annexe III, art. 2 terdecies D and F): not those of the other ceilings. */
export const ZONES_LOCATIVES = ["a-bis", "a", "b1", "b2-c", "outre-mer"] as const;
export type ZoneLocative = (typeof ZONES_LOCATIVES)[number];

export const LIBELLE_ZONE_LOCATIVE: Readonly<Record<ZoneLocative, string>> = {
  "a-bis": "zone A bis",
  a: "zone A",
  b1: "zone B1",
  "b2-c": "zones B2 et C",
  "outre-mer": "outre-mer",
};

const PLAFONDS_PLI = parametre.montants<ZoneLocative>("plafonds-pli");

/** In euros of revenu fiscal de référence a year. `montant` null: not found for the zone that year. */
export type PlafondPli = {
  readonly zone: ZoneLocative;
  readonly montant: number | null;
  readonly confiance: Confiance;
};

type MenagePli = { readonly adultes: number; readonly personnesACharge: number; readonly couple: boolean | null };

/**
 * Ceilings of the logement intermédiaire: one person, a couple, then either with one to four dependants, and an amount for each one beyond.
 * Households are counted otherwise than for the other ceilings. Empty: no table of the year, or no line for such a household.
 */
export function readPlafondsPli(menage: MenagePli, annee: number): readonly PlafondPli[] {
  const jour = `${annee}-01-01`;
  const rang = rangOf(menage);
  if (rang === null || !hasValeur(PLAFONDS_PLI, jour)) return [];
  const { valeur, confiance } = findValeur(PLAFONDS_PLI, jour);
  return ZONES_LOCATIVES.map((zone) => ({ zone, montant: montantOf(valeur[zone], rang), confiance }));
}

/** 1 alone, 2 a couple, 3 to 6 with one to four dependants, 7 and more beyond; null: adults who are neither. */
function rangOf({ adultes, personnesACharge, couple }: MenagePli): number | null {
  const seul = adultes === 1;
  if (!seul && !(adultes === 2 && couple === true)) return null;
  return personnesACharge === 0 ? (seul ? 1 : 2) : 2 + personnesACharge;
}

function montantOf(ligne: readonly number[] | undefined, rang: number): number | null {
  const first = ligne?.[Math.min(rang, 6) - 1];
  return first === undefined ? null : first + Math.max(0, rang - 6) * (ligne?.[6] ?? 0);
}
