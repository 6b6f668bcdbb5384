import { z } from "zod";
import type { LienDossier } from "#acces/lectures/menage/ports.ts";
import type { MenageDerive } from "../regles/derive-menage.ts";
import { ETATS_DEMANDE } from "../regles/etat.ts";
import type { DossierReponses } from "../regles/question.ts";
import {
  type Identite,
  type PersonneDossier,
  QUALITES_PERSONNE,
  type Reponses,
  type Souhait,
} from "../regles/reponses.ts";

const texte = z.string().nullable();

/** Columns of the identity. */
export const identiteRow = z.object({
  civilite: z.enum(["madame", "monsieur"]).nullable(),
  nom: texte,
  nomUsage: texte,
  prenom: texte,
  naissance: texte,
  courriel: texte,
  telephone: texte,
  adresse: texte,
  adresseCommune: texte,
  accordCourriel: z.boolean(),
  accordSms: z.boolean(),
}) satisfies z.ZodType<Identite>;

export const personneRow = z.object({
  rang: z.number(),
  qualite: z.enum(QUALITES_PERSONNE),
  lien: texte,
  nom: texte,
  prenom: texte,
  naissance: texte,
}) satisfies z.ZodType<PersonneDossier>;

/** A household's file as the household reads it, without its answers. Days are ISO. */
export const dossierRow = z.object({
  id: z.string(),
  epci: z.string(),
  /** null: the file was imported, and never opened here. */
  reference: texte,
  etat: z.enum(ETATS_DEMANDE),
  guichet: z.number().nullable(),
  nomGuichet: texte,
  deposeeLe: texte,
  enregistreeLe: texte,
  ancienneteLe: texte,
  echeanceLe: texte,
  radieLe: texte,
  /** Instant when FranceConnect gave the names and the birth; null: typed, or corrected since. */
  franceConnectLe: texte,
  synthetique: z.boolean(),
});
/** A file without its sealed answers. */
export type Dossier = Omit<DossierReponses, "sensibles"> & Readonly<z.infer<typeof dossierRow>>;

export const mienRow = dossierRow.pick({ id: true, etat: true });

export const accessibleRow = dossierRow.pick({ id: true, epci: true, reference: true, etat: true }).extend({
  nomTerritoire: z.string(),
  /** Name of the person the file is about; null: not written yet. */
  personne: texte,
  /** Instant. */
  modifieLe: z.string(),
});
/** What a person with several files needs to choose one. */
export type DemandeAccessible = Readonly<z.infer<typeof accessibleRow>> & { readonly lien: LienDossier };

export const QUALITES_MANDATAIRE = ["proche", "travailleur-social", "association", "tuteur", "autre"] as const;
export type QualiteMandataire = (typeof QUALITES_MANDATAIRE)[number];

export const mandatRow = z.object({
  id: z.number(),
  nom: z.string(),
  qualite: z.enum(QUALITES_MANDATAIRE),
  structure: texte,
  courriel: texte,
  telephone: texte,
  signeLe: z.string(),
  au: z.string(),
  revoqueLe: texte,
});
export type Mandat = Readonly<z.infer<typeof mandatRow>>;
export type NouveauMandat = Omit<Mandat, "id" | "revoqueLe">;

/** A place that registers demandes: a desk or a bailleur; its address is there when its card is published. */
export const guichetRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  adresse: texte,
  commune: texte,
  telephone: texte,
  /** true: the default desk of the territory, for households without a near one. */
  repli: z.boolean(),
});
export type GuichetChoix = Readonly<z.infer<typeof guichetRow>>;

export type DossierQueries = {
  ouvrir(dossier: { id: string; epci: string; reference: string; synthetique: boolean }): Promise<void>;
  lire(id: string): Promise<Dossier | null>;
  /** Files that the actor may open in the territory, the last modified first. */
  miens(epci: string): Promise<readonly Readonly<z.infer<typeof mienRow>>[]>;
  /** Files that the actor may open, in all territories. */
  miennes(): Promise<readonly Omit<DemandeAccessible, "lien">[]>;
  /** Locks the file until the end of the transaction; false when the actor cannot see it. */
  verrouiller(id: string): Promise<boolean>;
  lireSensible(id: string): Promise<Uint8Array | null>;
  ecrireSensible(id: string, epci: string, scelle: Uint8Array): Promise<void>;
  /** false: the actor may not write the identity. */
  ecrireIdentite(id: string, identite: Identite): Promise<boolean>;
  /** Records that FranceConnect gave the names and the birth at that instant. */
  marquerFranceConnect(id: string, maintenant: string): Promise<void>;
  /** A derived value that is absent from `derive` keeps its former value. */
  ecrireMenage(id: string, reponses: Reponses, derive: Partial<MenageDerive>): Promise<void>;
  ajouterPersonne(id: string, epci: string, personne: PersonneDossier): Promise<void>;
  modifierPersonne(id: string, personne: PersonneDossier): Promise<boolean>;
  retirerPersonne(id: string, rang: number): Promise<boolean>;
  ecrireSouhaits(id: string, epci: string, souhaits: readonly Souhait[]): Promise<void>;
  /** `maintenant`: instant of the deposit, unless it was sent before. */
  deposer(id: string, guichet: number, maintenant: string): Promise<void>;
  renouveler(id: string, jour: string, echeance: string): Promise<void>;
  renoncer(id: string, jour: string): Promise<void>;
  /** Desks that publish their card, where somebody accredited to register on that day has come, or was accredited, since the other. */
  guichets(epci: string, jour: string, depuis: string): Promise<readonly GuichetChoix[]>;
  ajouterMandat(id: string, epci: string, mandat: NouveauMandat): Promise<number>;
  mandats(id: string): Promise<readonly Mandat[]>;
  revoquerMandat(id: string, mandat: number, jour: string): Promise<boolean>;
  lierCompte(id: string, epci: string, compte: number): Promise<void>;
};
