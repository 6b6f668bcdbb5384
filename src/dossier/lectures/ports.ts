import { z } from "zod";
import type { LienDossier } from "#acces/lectures/menage/ports.ts";
import type { MenageDerive } from "../regles/derive-menage.ts";
import type { EtatDemande } from "../regles/etat.ts";
import type { DossierReponses } from "../regles/question.ts";
import type { Identite, PersonneDossier, Reponses, Souhait } from "../regles/reponses.ts";

/** A household's file as the household reads it, without what is sealed. Days are ISO. */
export type Dossier = Omit<DossierReponses, "sensibles"> & {
  readonly id: string;
  readonly epci: string;
  /** null: imported, and never opened here. */
  readonly reference: string | null;
  readonly etat: EtatDemande;
  readonly guichet: number | null;
  readonly nomGuichet: string | null;
  readonly deposeeLe: string | null;
  readonly enregistreeLe: string | null;
  readonly ancienneteLe: string | null;
  readonly echeanceLe: string | null;
  readonly radieLe: string | null;
  /** When FranceConnect gave the names and the birth as they are; null: typed, or corrected since. */
  readonly franceConnectLe: string | null;
  readonly synthetique: boolean;
};

/** What a person with several files chooses by. `modifieLe` is an instant. */
export type DemandeAccessible = Pick<Dossier, "id" | "epci" | "reference" | "etat"> & {
  readonly nomTerritoire: string;
  /** Whose it is; null: not written yet. */
  readonly personne: string | null;
  readonly modifieLe: string;
  readonly lien: LienDossier;
};

export const QUALITES_MANDATAIRE = ["proche", "travailleur-social", "association", "tuteur", "autre"] as const;
export type QualiteMandataire = (typeof QUALITES_MANDATAIRE)[number];

export type NouveauMandat = {
  readonly nom: string;
  readonly qualite: QualiteMandataire;
  readonly structure: string | null;
  readonly courriel: string | null;
  readonly telephone: string | null;
  readonly signeLe: string;
  readonly au: string;
};
export type Mandat = NouveauMandat & { readonly id: number; readonly revoqueLe: string | null };

/** Where a demande is registered: a desk or a bailleur, at an address the public knows when it was published. */
export const guichetRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  adresse: z.string().nullable(),
  commune: z.string().nullable(),
  telephone: z.string().nullable(),
  /** The territory's own, for whoever has none near. */
  repli: z.boolean(),
});
export type GuichetChoix = Readonly<z.infer<typeof guichetRow>>;

export type DossierQueries = {
  ouvrir(dossier: { id: string; epci: string; reference: string; synthetique: boolean }): Promise<void>;
  lire(id: string): Promise<Dossier | null>;
  /** Those that the actor may open in the territory, the last modified first. */
  miens(epci: string): Promise<readonly string[]>;
  /** The same, of every territory. */
  miennes(): Promise<readonly Omit<DemandeAccessible, "lien">[]>;
  /** Holds the file until the end of the transaction; false when it is not there for the actor. */
  verrouiller(id: string): Promise<boolean>;
  lireSensible(id: string): Promise<Uint8Array | null>;
  ecrireSensible(id: string, epci: string, scelle: Uint8Array): Promise<void>;
  /** false: not the actor's to write. */
  ecrireIdentite(id: string, identite: Identite): Promise<boolean>;
  /** Names and birth are those that FranceConnect gave at that instant. */
  marquerFranceConnect(id: string, maintenant: string): Promise<void>;
  /** What is not derived stays as it was. */
  ecrireMenage(id: string, reponses: Reponses, derive: Partial<MenageDerive>): Promise<void>;
  ajouterPersonne(id: string, epci: string, personne: PersonneDossier): Promise<void>;
  modifierPersonne(id: string, personne: PersonneDossier): Promise<boolean>;
  retirerPersonne(id: string, rang: number): Promise<boolean>;
  ecrireSouhaits(id: string, epci: string, souhaits: readonly Souhait[]): Promise<void>;
  deposer(id: string, guichet: number): Promise<void>;
  renouveler(id: string, jour: string, echeance: string): Promise<void>;
  renoncer(id: string, jour: string): Promise<void>;
  guichets(epci: string): Promise<readonly GuichetChoix[]>;
  ajouterMandat(id: string, epci: string, mandat: NouveauMandat): Promise<number>;
  mandats(id: string): Promise<readonly Mandat[]>;
  revoquerMandat(id: string, mandat: number, jour: string): Promise<boolean>;
  lierCompte(id: string, epci: string, compte: number): Promise<void>;
};
