import { z } from "zod";
import type { AuteurEvenement, CodeEvenement, GenreEvenement, Precisions } from "../../regles/evenement.ts";
import { GENRES_EVENEMENT } from "../../regles/evenement.ts";

export type EvenementAEcrire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly genre: GenreEvenement;
  readonly code: CodeEvenement;
  readonly auteur: AuteurEvenement;
  /** null: the household wrote the event, or a delay did. */
  readonly organisation: number | null;
  readonly compte: number | null;
  readonly precisions: Precisions;
  readonly objet: string | null;
};

export const luRow = z.object({
  id: z.number(),
  /** Day and time of Paris, without a zone: « 2026-03-01T09:30:00 ». */
  le: z.string(),
  genre: z.enum(GENRES_EVENEMENT),
  /** Code as written: an older version may have written codes unknown today. */
  code: z.string(),
  auteur: z.enum(["menage", "mandataire", "organisme", "systeme"]),
  nomOrganisation: z.string().nullable(),
  precisions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  objet: z.string().nullable(),
});
export type EvenementLu = Readonly<z.infer<typeof luRow>>;

/** Count of events of a kind, by author and month (« 2026-03 »). */
export const compteRow = luRow.pick({ genre: true, auteur: true }).extend({
  mois: z.string(),
  /** null: no organisation wrote the event. */
  organisation: z.number().nullable(),
  nombre: z.number(),
});
export type CompteEvenements = Readonly<z.infer<typeof compteRow>>;

export type EvenementQueries = {
  /** Counts of the territory, both days included; empty without the right to them. */
  compter(epci: string, du: string, au: string): Promise<readonly CompteEvenements[]>;
  /** Latest first. */
  ofDemandeur(epci: string, demandeur: string, limite: number): Promise<readonly EvenementLu[]>;
  /** Appends an event, never changed after; the database gives its instant. */
  ecrire(evenement: EvenementAEcrire): Promise<void>;
};
