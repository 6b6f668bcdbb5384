import type { AuteurEvenement, CodeEvenement, GenreEvenement, Precisions } from "../../regles/evenement.ts";

export type EvenementAEcrire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly genre: GenreEvenement;
  readonly code: CodeEvenement;
  readonly auteur: AuteurEvenement;
  /** null: the household, or a delay. */
  readonly organisation: number | null;
  readonly compte: number | null;
  readonly precisions: Precisions;
  readonly objet: string | null;
};

export type EvenementLu = {
  readonly id: number;
  /** Day and time of Paris, without a zone: « 2026-03-01T09:30:00 ». */
  readonly le: string;
  readonly genre: GenreEvenement;
  /** As written: an older version may have known other codes. */
  readonly code: string;
  readonly auteur: AuteurEvenement;
  readonly nomOrganisation: string | null;
  readonly precisions: Precisions;
  readonly objet: string | null;
};

/** How many acts of a kind, by whom, in a month (« 2026-03 »). */
export type CompteEvenements = {
  readonly mois: string;
  readonly auteur: AuteurEvenement;
  /** null: no body has written it. */
  readonly organisation: number | null;
  readonly genre: GenreEvenement;
  readonly nombre: number;
};

export type EvenementQueries = {
  /** Of the territory, days included, for whoever counts it; empty for anybody else. */
  compter(epci: string, du: string, au: string): Promise<readonly CompteEvenements[]>;
  /** The latest first. */
  ofDemandeur(epci: string, demandeur: string, limite: number): Promise<readonly EvenementLu[]>;
  /** Added, never changed; its instant is the database's. */
  ecrire(evenement: EvenementAEcrire): Promise<void>;
};
