import type { Reponse } from "../attribution/attribution.ts";
import { countPart, type PartIncertaine } from "./part.ts";

/**
 * CCH, art. L. 441-1, alinéa issu de la loi n° 2022-217 du 21 février 2022 (3DS), en vigueur le 23 février 2022 : dans les EPCI, la convention
 * intercommunale d’attribution « fixe un objectif d’attributions » aux demandeurs qui exercent une activité professionnelle ne pouvant être
 * assurée en télétravail dans un secteur essentiel pour la continuité de la vie de la Nation (texte lu : DHUP, fiche du 23 février 2022).
 * The value is the convention's: no national rate. They are not a priority public: a lease may count for both, and neither replaces the other.
 */
export const REGLE_TRAVAILLEURS_ESSENTIELS = "travailleurs-essentiels.objectif";

export const TRAVAILLEURS_ESSENTIELS_DEPUIS = "2022-02-23";

/** Leases signed that share this answer. */
export type CompteTravailleur = { readonly travailleurEssentiel: Reponse; readonly nombre: number };

/** Denominator: every lease of the year; one whose answer nobody wrote is in it, and may count. */
export function countTravailleurs(comptes: readonly CompteTravailleur[]): PartIncertaine {
  return countPart(comptes, ({ travailleurEssentiel }) => ({
    dehors: false,
    assiette: travailleurEssentiel !== "oui",
    part: travailleurEssentiel !== "non",
  }));
}
