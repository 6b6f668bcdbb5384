import { findValeur, hasValeur, parametre } from "#droit/regles/parametre.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Filiere } from "../liberation/liberation.ts";

/**
 * Days given to a réservataire to name candidates, unless its convention sets others. No text read gives a figure: each convention of
 * reservation writes its own (CCH, art. R. 441-5). Past them, the bailleur attributes the dwelling.
 */
const DELAI_DESIGNATION = parametre.structure<Readonly<Record<Filiere, number>>>("delai-designation");

/** Proposed last day to answer a request made that day, ISO; null: no usual delay is known. */
export function termeDesignation(demandeeLe: string, filiere: Filiere): string | null {
  if (!hasValeur(DELAI_DESIGNATION, demandeeLe)) return null;
  return addDays(demandeeLe, findValeur(DELAI_DESIGNATION, demandeeLe).valeur[filiere]);
}

/** Refuses `designation-delai`: a day in the past, or more than three months ahead. */
export function checkTermeDesignation(demandeeLe: string, avant: string): void {
  if (avant >= demandeeLe && avant <= addDays(demandeeLe, 92)) return;
  throw new Refus("designation-delai", "Réponse attendue jusqu’au : choisissez un jour à venir, dans les trois mois.", {
    champ: "avant",
  });
}
