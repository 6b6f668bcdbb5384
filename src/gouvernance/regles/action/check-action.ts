import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { EtatAction } from "./etat-action.ts";
import { isActionFinie } from "./lecture-action.ts";

/** Refuses `action-invalide`: a number from 1 to 99, as the convention's text gives. */
export function checkNumero(numero: number): void {
  if (Number.isInteger(numero) && numero >= 1 && numero <= 99) return;
  throw new Refus("action-invalide", "Le numéro d’une action est un entier de 1 à 99.");
}

/** Refuses `action-close`. */
export function checkOuverte({ numero, closeLe }: { readonly numero: number; readonly closeLe: string | null }): void {
  if (closeLe === null) return;
  throw conflit(
    "action-close",
    `L’action ${numero} est close depuis le ${formatJour(closeLe)}\u00A0: rien ne s’y écrit plus. L’EPCI peut la rouvrir.`,
  );
}

/** Refuses `action-date-future`: a follow-up is about the past. */
export function checkJour(libelle: string, le: string, aujourdhui: string): void {
  if (le <= aujourdhui) return;
  throw new Refus(
    "action-date-future",
    `${libelle}\u00A0: le ${formatJour(le)} n’est pas encore passé. Corrigez la date.`,
  );
}

/** Refuses `action-sans-motif`: a stopped action needs a reason. */
export function checkNote(etat: EtatAction, note: string | null): void {
  if (note !== null || (etat !== "suspendue" && etat !== "abandonnee")) return;
  throw new Refus("action-sans-motif", "Note\u00A0: suspendre ou abandonner une action se motive. Dites pourquoi.");
}

/** Refuses `action-fin`: an action ends by its closing, which is its last follow-up. */
export function checkFin(etat: EtatAction): void {
  if (isActionFinie(etat)) return;
  throw new Refus("action-fin", "Une action se clôt réalisée ou abandonnée. Choisissez l’un des deux.");
}

/** A path under the territory, and no other URL. Refuses `action-chemin`. */
export function checkChemin(chemin: string | null): void {
  if (chemin === null) return;
  if (/^[A-Za-z0-9][A-Za-z0-9/_.?=&-]{0,199}$/.test(chemin) && !chemin.includes("..") && !chemin.includes("//")) return;
  throw new Refus(
    "action-chemin",
    "Page qui le montre\u00A0: écrivez une adresse du territoire sans son début, par exemple «\u00A0programme/regles\u00A0», ou laissez vide.",
  );
}
