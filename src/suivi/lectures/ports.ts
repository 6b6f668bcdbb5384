import { z } from "zod";
import { ETATS_DEMANDE, MOTIFS_RADIATION } from "#dossier/regles/etat.ts";
import { ETATS_OUVERTS, NATURES_TRANSMISSION } from "#dossier/regles/transmission.ts";

export const dossierRow = z.object({
  id: z.string(),
  reference: z.string().nullable(),
  etat: z.enum(ETATS_DEMANDE),
  deposeeLe: z.string().nullable(),
  enregistreeLe: z.string().nullable(),
  ancienneteLe: z.string().nullable(),
  echeanceLe: z.string().nullable(),
  avertieLe: z.string().nullable(),
  radieLe: z.string().nullable(),
  radieMotif: z.enum(MOTIFS_RADIATION).nullable(),
  courriel: z.string().nullable(),
  telephone: z.string().nullable(),
  accordCourriel: z.boolean(),
  accordSms: z.boolean(),
  /** The household has given a number that its desk has not attached yet. */
  numeroDeclare: z.boolean(),
  guichet: z.string().nullable(),
  piecesDemandees: z.number(),
});
export type DossierSuivi = Readonly<z.infer<typeof dossierRow>>;

/** A writing that the national system has not accepted yet; days are ISO. */
export const nonConfirmeeRow = z.object({
  nature: z.enum(NATURES_TRANSMISSION),
  etat: z.enum(ETATS_OUVERTS),
  depuis: z.string(),
  avant: z.string().nullable(),
  deposeeLe: z.string().nullable(),
  renouveleeLe: z.string().nullable(),
  refus: z.string().nullable(),
  reponse: z.string().nullable(),
});
export type NonConfirmee = Readonly<z.infer<typeof nonConfirmeeRow>>;

/** All rows of a table on the household, as stored. */
export type PartDetenue = { readonly table: string; readonly lignes: readonly Readonly<Record<string, unknown>>[] };

export const drapeauxRow = z.object({
  priorite: z.enum(["oui", "non", "inconnu"]),
  ancienneteLe: z.string().nullable(),
});
export type DrapeauxLus = Readonly<z.infer<typeof drapeauxRow>>;

export type SuiviQueries = {
  dossier(epci: string, demandeur: string): Promise<DossierSuivi | null>;
  nonConfirmees(epci: string, demandeur: string): Promise<readonly NonConfirmee[]>;
  /** `scelle`: the sealed number. */
  declarerNumero(epci: string, demandeur: string, scelle: Uint8Array): Promise<void>;
  accorder(
    epci: string,
    demandeur: string,
    accords: { readonly courriel: boolean; readonly sms: boolean },
  ): Promise<void>;
  drapeaux(epci: string, demandeur: string): Promise<DrapeauxLus | null>;
  /** Read for the person: each table applies its own row policy. */
  detenu(epci: string, demandeur: string): Promise<readonly PartDetenue[]>;
};
