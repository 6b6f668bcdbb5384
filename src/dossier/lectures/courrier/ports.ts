import { z } from "zod";
import type { CoteChangement } from "#acces/regles/cote-changement.ts";
import type { CanalEnvoi, EtatEnvoi } from "../../regles/courrier/envoi.ts";
import { CANAUX_ENVOI, ETATS_ENVOI } from "../../regles/courrier/envoi.ts";
import type { ModeleCourrier } from "../../regles/courrier/modeles.ts";
import { MODELES_COURRIER } from "../../regles/courrier/modeles.ts";

/** Addresses of a household, and whether it agreed to messages. */
export const contactRow = z.object({
  courriel: z.string().nullable(),
  telephone: z.string().nullable(),
  accordCourriel: z.boolean(),
  accordSms: z.boolean(),
});
export type ContactMenage = Readonly<z.infer<typeof contactRow>>;

export type EnvoiAEcrire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly canal: CanalEnvoi;
  readonly modele: ModeleCourrier;
  readonly cle: string;
  /** null: the address of the file, read when the message leaves. */
  readonly adresse: string | null;
  /** Sealed, because the link may hold a token. */
  readonly lien: string;
  readonly demandeLe: string;
};

export const partirRow = z.object({
  id: z.number(),
  canal: z.enum(CANAUX_ENVOI),
  modele: z.enum(MODELES_COURRIER),
  cle: z.string(),
  /** null: the file has no address any more, or its consent was withdrawn. */
  adresse: z.string().nullable(),
  lien: z.string().nullable(),
  tentatives: z.number(),
});
export type EnvoiAPartir = Readonly<z.infer<typeof partirRow>>;

export const luRow = z.object({
  id: z.number(),
  canal: z.enum(CANAUX_ENVOI),
  modele: z.enum(MODELES_COURRIER),
  etat: z.enum(ETATS_ENVOI),
  demandeLe: z.string(),
  envoyeLe: z.string().nullable(),
  motif: z.string().nullable(),
});
export type EnvoiLu = Readonly<z.infer<typeof luRow>>;

export type SuiteEnvoi = {
  readonly etat: EtatEnvoi;
  readonly motif: string | null;
  readonly envoyeLe: string | null;
  readonly tenteLe: string;
};

export type CourrierQueries = {
  contact(epci: string, demandeur: string): Promise<ContactMenage | null>;
  ecrire(envoi: EnvoiAEcrire): Promise<number>;
  /** Locked until the transaction ends; null: the row is gone, locked by another sender, or already sent. */
  prendre(id: number): Promise<EnvoiAPartir | null>;
  /** Counts one more attempt; the link of a message that has left or failed for good is erased. */
  noter(id: number, suite: SuiteEnvoi): Promise<void>;
  /** Messages due by now, the oldest first. */
  enAttente(maintenant: string, limite: number): Promise<readonly number[]>;
  /** Latest first. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly EnvoiLu[]>;
};

export type ChangementADemander = {
  readonly demandeur: string;
  readonly epci: string;
  readonly canal: CanalEnvoi;
  readonly nouveau: string;
  readonly ancien: string | null;
  readonly demandeLe: string;
  readonly expireLe: string;
  /** SHA-256, in hexadecimal, of the token sent to that address; null: no message was sent. */
  readonly ancienHash: string | null;
  readonly nouveauHash: string | null;
  /** Instant of an agreement already given: attested at the desk, or no former address exists. */
  readonly ancienLe: string | null;
};

export const changementRow = z.object({
  id: z.number(),
  canal: z.enum(CANAUX_ENVOI),
  nouveau: z.string(),
  ancien: z.string().nullable(),
  expireLe: z.string(),
  ancienLe: z.string().nullable(),
});
export type ChangementLu = Readonly<z.infer<typeof changementRow>>;

export type ChangementQueries = {
  /** Cancels the changes that were waiting. */
  demander(changement: ChangementADemander): Promise<number>;
  /** Records one agreement, once, in time and in order; null: the token is not of this change, or no longer valid. */
  dire(id: number, cote: CoteChangement, empreinte: string, maintenant: string): Promise<ChangementLu | null>;
  attendreNouveau(id: number, empreinte: string): Promise<void>;
  /** Both addresses agreed: the new one becomes the file's. */
  appliquer(id: number, maintenant: string): Promise<void>;
  enCours(epci: string, demandeur: string, maintenant: string): Promise<ChangementLu | null>;
};
