import { isCourriel } from "#socle/regles/gouvernance/convocation.ts";
import type { EtatDemande } from "../etat.ts";
import type { CanalEnvoi } from "./envoi.ts";
import { numeroSms } from "./modeles.ts";

/** Hours that both answers have together. */
export const HEURES_CHANGEMENT = 48;

/** An address as it is kept; null: no message would reach it. */
export function cleanAdresse(canal: CanalEnvoi, saisie: string): string | null {
  if (canal === "sms") return numeroSms(saisie);
  const clean = saisie.trim().toLowerCase();
  return isCourriel(clean) ? clean : null;
}

type Contact = { readonly courriel: string | null; readonly telephone: string | null };
export type AncienneAdresse = { readonly canal: CanalEnvoi; readonly valeur: string };

/**
 * Where the change is first agreed to: the address that it replaces, or else the other one that the file has. null: there is none, so that
 * nobody can be robbed of it.
 */
export function ancienneAdresse(canal: CanalEnvoi, { courriel, telephone }: Contact): AncienneAdresse | null {
  const parCourriel = courriel === null ? null : ({ canal: "courriel", valeur: courriel } as const);
  const joignable = telephone !== null && numeroSms(telephone) !== null;
  const parSms = joignable ? ({ canal: "sms", valeur: telephone } as const) : null;
  return canal === "courriel" ? (parCourriel ?? parSms) : (parSms ?? parCourriel);
}

/**
 * What the form of the demande may write of addresses: all of it in a draft; afterwards the first address, and nothing that one of them would
 * have to agree to.
 */
export function contactModifiable(etat: EtatDemande, avant: Contact, apres: Contact): boolean {
  const change = avant.courriel !== apres.courriel || avant.telephone !== apres.telephone;
  return !change || etat === "brouillon" || (avant.courriel === null && avant.telephone === null);
}
