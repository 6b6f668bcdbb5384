import type { CanalEnvoi, EtatEnvoi } from "../../regles/courrier/envoi.ts";
import type { ModeleCourrier } from "../../regles/courrier/modeles.ts";

/** Where a household may be written to, and whether it has agreed. */
export type ContactMenage = {
  readonly courriel: string | null;
  readonly telephone: string | null;
  readonly accordCourriel: boolean;
  readonly accordSms: boolean;
};

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

export type EnvoiAPartir = {
  readonly id: number;
  readonly canal: CanalEnvoi;
  readonly modele: ModeleCourrier;
  readonly cle: string;
  /** null: the file no longer has one, or has taken its consent back. */
  readonly adresse: string | null;
  readonly lien: string | null;
  readonly tentatives: number;
};

export type EnvoiLu = {
  readonly id: number;
  readonly canal: CanalEnvoi;
  readonly modele: ModeleCourrier;
  readonly etat: EtatEnvoi;
  readonly demandeLe: string;
  readonly envoyeLe: string | null;
  readonly motif: string | null;
};

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
