import { z } from "zod";
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
