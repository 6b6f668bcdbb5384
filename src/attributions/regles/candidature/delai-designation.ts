import { findValeur, hasValeur, parametre } from "#droit/regles/parametre.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Filiere } from "../liberation/liberation.ts";

/**
 * Days that a réservataire is given to name candidates, unless its convention says otherwise. No text read gives a figure: each convention of
 * reservation writes its own (CCH, art. R. 441-5). Beyond it the dwelling is the bailleur's to attribute.
 */
const DELAI_DESIGNATION = parametre.structure<Readonly<Record<Filiere, number>>>("delai-designation");

/** The last day proposed to answer a request made that day; null where no usual delay is known. */
export function termeDesignation(demandeeLe: string, filiere: Filiere): string | null {
  if (!hasValeur(DELAI_DESIGNATION, demandeeLe)) return null;
  return addDays(demandeeLe, findValeur(DELAI_DESIGNATION, demandeeLe).valeur[filiere]);
}

/** Refuses `designation-delai`: a day already past, or more than three months away. */
export function checkTermeDesignation(demandeeLe: string, avant: string): void {
  if (avant >= demandeeLe && avant <= addDays(demandeeLe, 92)) return;
  throw new Refus("designation-delai", "Réponse attendue jusqu’au : choisissez un jour à venir, dans les trois mois.", {
    champ: "avant",
  });
}
