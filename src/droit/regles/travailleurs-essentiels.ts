import type { Reponse } from "./attribution/attribution.ts";
import type { EnVigueur } from "./enregistrement.ts";
import { findValeur, hasValeur, parametre, valeursOf } from "./parametre.ts";
import { countPart, type PartIncertaine } from "./part.ts";

/**
 * CCH, art. L. 441-1, alinéa issu de la loi n° 2022-217 du 21 février 2022 (3DS), en vigueur le 23 février 2022 : dans les EPCI, la convention
 * intercommunale d’attribution « fixe un objectif d’attributions » aux demandeurs qui exercent une activité professionnelle ne pouvant être
 * assurée en télétravail dans un secteur essentiel pour la continuité de la vie de la Nation (texte lu : DHUP, fiche du 23 février 2022).
 * The value is the convention's: no national rate. They are not a priority public: a lease may count for both, and neither replaces the other.
 */
export const REGLE_TRAVAILLEURS_ESSENTIELS = "travailleurs-essentiels.objectif";

const OBJECTIF_TRAVAILLEURS = parametre.ouiNon("objectif-travailleurs-essentiels");

/** The text in force on the day that asks the convention for it; null: none. */
export function objectifTravailleurs(jour: string): EnVigueur<boolean> | null {
  const found = hasValeur(OBJECTIF_TRAVAILLEURS, jour) ? findValeur(OBJECTIF_TRAVAILLEURS, jour) : null;
  return found?.valeur ? found : null;
}

/** First day of a text that asks for it; null: never. */
export function objectifTravailleursDepuis(): string | null {
  return valeursOf(OBJECTIF_TRAVAILLEURS).find(({ valeur }) => valeur)?.depuis ?? null;
}

/** Signed leases that share this answer. */
export type CompteTravailleur = { readonly travailleurEssentiel: Reponse; readonly nombre: number };

/** Denominator: every lease of the year; one of unknown answer is in it, and may count. `nonLues`: lines not read, each perhaps one more. */
export function countTravailleurs(comptes: readonly CompteTravailleur[], nonLues = 0): PartIncertaine {
  const counted = countPart(comptes, ({ travailleurEssentiel }) => ({
    dehors: false,
    assiette: travailleurEssentiel !== "oui",
    part: travailleurEssentiel !== "non",
  }));
  return { ...counted, inconnusIndecis: nonLues };
}
