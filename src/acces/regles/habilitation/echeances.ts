import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { echeance } from "#socle/regles/conservation/duree.ts";

/**
 * Longest habilitation, in months from its first day. No text fixes it; an unrenewed administrative right must end by itself. PostgreSQL checks the
 * same bound (habilitation, 0005-acces.sql).
 */
export const DUREE_MAX_MOIS = parametre.nombre("duree-habilitation");

/**
 * Days without a login after which an account is shown to the manager. Créha Ouest was blamed for thousands of unreviewed accounts; the delay is
 * ours.
 */
export const INACTIVITE_JOURS = parametre.nombre("inactivite-compte");

/** Days before its end from which a habilitation is « expiring soon ». */
export const EXPIRE_BIENTOT_JOURS = parametre.nombre("alerte-fin-habilitation");

export type EtatHabilitation = "a-venir" | "en-vigueur" | "expiree" | "revoquee";

/** Both days included; a revocation ends it at once. */
export function etatHabilitation(
  habilitation: { readonly debut: string; readonly fin: string; readonly revoqueeLe: string | null },
  jour: string,
): EtatHabilitation {
  if (habilitation.revoqueeLe !== null) return "revoquee";
  if (jour < habilitation.debut) return "a-venir";
  return jour <= habilitation.fin ? "en-vigueur" : "expiree";
}

/** Last possible day of a habilitation that starts on `debut`, whoever grants it. */
export function lastDay(debut: string): string {
  return echeance({ mois: findValeur(DUREE_MAX_MOIS, debut).valeur, jours: 0 }, debut);
}

export function nextDay(jour: string): string {
  return echeance({ mois: 0, jours: 1 }, jour);
}

/** True when in force, and ending within the delay. */
export function expiresSoon(habilitation: Parameters<typeof etatHabilitation>[0], jour: string): boolean {
  const horizon = echeance({ mois: 0, jours: findValeur(EXPIRE_BIENTOT_JOURS, jour).valeur }, jour);
  return etatHabilitation(habilitation, jour) === "en-vigueur" && habilitation.fin <= horizon;
}

/** A day of the calendar, as « AAAA-MM-JJ ». */
export function isJour(texte: string): boolean {
  const form = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(texte);
  return form && echeance({ mois: 0, jours: 0 }, texte) === texte;
}
