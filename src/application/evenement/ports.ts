import type { AuteurEvenement, CodeEvenement, GenreEvenement, Precisions } from "#domain/dossier/evenement.ts";

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

export type EvenementQueries = {
  /** Added, never changed; its instant is the database's. */
  ecrire(evenement: EvenementAEcrire): Promise<void>;
};
