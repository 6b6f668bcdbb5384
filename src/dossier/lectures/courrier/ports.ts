import { z } from "zod";
import type { CoteChangement } from "#acces/regles/cote-changement.ts";
import type { CanalEnvoi, EtatEnvoi } from "../../regles/courrier/envoi.ts";
import { CANAUX_ENVOI, ETATS_ENVOI } from "../../regles/courrier/envoi.ts";
import type { ModeleCourrier } from "../../regles/courrier/modeles.ts";
import { MODELES_COURRIER } from "../../regles/courrier/modeles.ts";

/** Where a household may be written to, and whether it has agreed. */
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
  /** null: the file's own, read when it leaves. */
  readonly adresse: string | null;
  /** Sealed: it may hold a token. */
  readonly lien: string;
  readonly demandeLe: string;
};

export const partirRow = z.object({
  id: z.number(),
  canal: z.enum(CANAUX_ENVOI),
  modele: z.enum(MODELES_COURRIER),
  cle: z.string(),
  /** null: the file no longer has one, or has taken its consent back. */
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
  /** Held until the transaction ends; null: gone, another has it, or it has left. */
  prendre(id: number): Promise<EnvoiAPartir | null>;
  /** Counts one attempt more; a link that has left, or never will, is forgotten. */
  noter(id: number, suite: SuiteEnvoi): Promise<void>;
  /** Those whose time has come, the oldest first. */
  enAttente(maintenant: string, limite: number): Promise<readonly number[]>;
  /** The latest first. */
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
  /** SHA-256 in hexadecimal of the token sent there; null: nothing was sent. */
  readonly ancienHash: string | null;
  readonly nouveauHash: string | null;
  /** Said already: attested at the desk, or there is no former address. */
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
  /** Those that were waiting are waited for no more. */
  demander(changement: ChangementADemander): Promise<number>;
  /** One yes, once, in time, in its order; null: not this token's, or no longer. */
  dire(id: number, cote: CoteChangement, empreinte: string, maintenant: string): Promise<ChangementLu | null>;
  attendreNouveau(id: number, empreinte: string): Promise<void>;
  /** Both have said yes: the address of the file becomes the new one. */
  appliquer(id: number, maintenant: string): Promise<void>;
  enCours(epci: string, demandeur: string, maintenant: string): Promise<ChangementLu | null>;
};
