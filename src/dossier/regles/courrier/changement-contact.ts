import { isCourriel } from "#socle/regles/gouvernance/convocation.ts";
import type { EtatDemande } from "../etat.ts";
import type { CanalEnvoi } from "./envoi.ts";
import { numeroSms } from "./modeles.ts";

/** Hours allowed for both agreements together. */
export const HEURES_CHANGEMENT = 48;

/** Normalised address; null: no message could reach it. */
export function cleanAdresse(canal: CanalEnvoi, saisie: string): string | null {
  if (canal === "sms") return numeroSms(saisie);
  const clean = saisie.trim().toLowerCase();
  return isCourriel(clean) ? clean : null;
}

type Contact = { readonly courriel: string | null; readonly telephone: string | null };
export type AncienneAdresse = { readonly canal: CanalEnvoi; readonly valeur: string };

/**
 * Address that agrees first: the one to replace, or else the other one of the file. null: the file has none, so that
 * nobody can lose it.
 */
export function ancienneAdresse(canal: CanalEnvoi, { courriel, telephone }: Contact): AncienneAdresse | null {
  const parCourriel = courriel === null ? null : ({ canal: "courriel", valeur: courriel } as const);
  const joignable = telephone !== null && numeroSms(telephone) !== null;
  const parSms = joignable ? ({ canal: "sms", valeur: telephone } as const) : null;
  return canal === "courriel" ? (parCourriel ?? parSms) : (parSms ?? parCourriel);
}

/**
 * May this form change these addresses? Any in a draft; afterwards the first address only, since a change of an existing one needs
 * its agreement.
 */
export function contactModifiable(etat: EtatDemande, avant: Contact, apres: Contact): boolean {
  const change = avant.courriel !== apres.courriel || avant.telephone !== apres.telephone;
  return !change || etat === "brouillon" || (avant.courriel === null && avant.telephone === null);
}
