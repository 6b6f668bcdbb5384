import type { Classe } from "#domain/conservation/classe.ts";
import type { DureeConservation } from "#domain/conservation/duree.ts";
import type { Regle } from "#domain/conservation/regle.ts";
import type { ProceduresOuvertes } from "#domain/conservation/retenue.ts";

/** A column of the database and what it holds. */
export type ColonneClassee = {
  readonly schema: string;
  readonly table: string;
  readonly colonne: string;
  /** As PostgreSQL writes it: « text », « uuid ». */
  readonly type: string;
  readonly classe: Classe | null;
  /** French, may be empty. */
  readonly libelle: string;
};

/** A line of the erasure register: nobody any more, but a keyed hash. */
export type Effacement = {
  readonly epci: string;
  readonly numeroHash: string;
  /** ISO instant. */
  readonly effaceLe: string;
  readonly motif: "conservation" | "demande";
};

/** The day is that of Paris, the instant what the purge takes for now: both are parameters, never the machine's clock. */
export type QuandPurger = { readonly jour: string; readonly maintenant: string };

/** Table → rows deleted, emptied or detached. Tables with none are left out. */
export type ComptePurge = Readonly<Record<string, number>>;

/** Class → table → rows. */
export type ComptesPurge = Readonly<Record<string, ComptePurge>>;

export type PurgeFaite = { readonly faiteLe: string; readonly auJour: string; readonly comptes: ComptesPurge };

/** A person in a territory, by the keyed hash of the number unique; null when the base knows the hash alone (files of the SNE). */
export type PersonneTrouvee = { readonly demandeur: string | null; readonly numeroHash: string };

/** One table's share of what is held on a person. */
export type PartDossier = {
  /** « nominatif.menage ». */
  readonly table: string;
  readonly libelle: string;
  readonly lignes: readonly (readonly ValeurDetenue[])[];
};

export type ValeurDetenue = {
  readonly colonne: string;
  readonly classe: Classe;
  /** null: nothing is held there. Bytes are in hexadecimal. */
  readonly valeur: string | null;
};

/** Who opened or touched the file: the organisation, not the agent (CJEU, C-579/21, Pankki S). */
export type Consultation = {
  readonly le: string;
  readonly organisation: string;
  readonly acte: string;
  readonly ressource: string;
  readonly motif: string | null;
};

/** What the operator's commands ask of the database, with its owner's rights. */
export type ConservationQueries = {
  /** Every period of every duration. */
  durees(): Promise<readonly DureeConservation[]>;
  /** Applies a rule with the durations of its `depuis`, in their order. */
  appliquer(regle: Regle, durees: readonly DureeConservation[], quand: QuandPurger): Promise<ComptePurge>;
  /** Day on which the last purge was made; null when there was none. */
  dernierePurge(): Promise<string | null>;
  /** Writes the purge in its table and in the journal. */
  consigner(purge: PurgeFaite): Promise<void>;
  /** By the hash of the number, among several that it may be. */
  findPersonne(epci: string, numeros: readonly string[]): Promise<PersonneTrouvee | null>;
  procedures(epci: string, personne: PersonneTrouvee): Promise<ProceduresOuvertes>;
  /** Deletes the file, destroys the keys of the facts, records the erasure, writes the journal. Returns the rows touched. */
  effacer(epci: string, personne: PersonneTrouvee, maintenant: string): Promise<ComptePurge>;
  /** Everything held on one person: tables found by their classes and their foreign keys. */
  dossier(epci: string, personne: PersonneTrouvee): Promise<readonly PartDossier[]>;
  consultations(demandeur: string): Promise<readonly Consultation[]>;
  /** Says in the journal that the data were handed over. */
  consignerAcces(epci: string, personne: PersonneTrouvee): Promise<void>;
  /** The whole is alone to purge or erase until it ends; a throw undoes it. */
  transaction<T>(work: (tx: ConservationQueries) => Promise<T>): Promise<T>;
};

/** What the DPO's page shows. Figures of a territory, but for purges, which are the whole platform's. */
export type EtatConservation = {
  readonly colonnes: readonly ColonneClassee[];
  readonly durees: readonly DureeConservation[];
  /** Latest first. */
  readonly purges: readonly PurgeFaite[];
  readonly effacements: { readonly conservation: number; readonly demande: number };
};

/** What is read by somebody, as far as their rights go. */
export type EtatConservationQueries = { etat(epci: string): Promise<EtatConservation> };
