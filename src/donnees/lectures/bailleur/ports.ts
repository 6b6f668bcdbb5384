import { z } from "zod";
import type { Succession } from "../../regles/bailleur/succession.ts";

export type ActeBailleur = Succession & {
  readonly id: number;
  readonly ecritLe: string;
  readonly ecritPar: string;
  readonly annuleLe: string | null;
  readonly annulePar: string | null;
};

export type ActeBailleurAEcrire = Succession & { readonly par: string };

/** Origin of a name: typed here, the published stock, the directory of organisations, or an act. */
export const SOURCES_NOM = ["saisi", "parc", "annuaire", "acte"] as const;
export type SourceNom = (typeof SOURCES_NOM)[number];

/** A bailleur of the territory: in its published stock, its leases, its objectives, or an act. */
export const connuRow = z.object({
  siren: z.string(),
  /** null: no source names it. */
  nom: z.string().nullable(),
  source: z.enum(SOURCES_NOM).nullable(),
  /** In the last published vintage; null: it has none there, or none is published. */
  logements: z.number().nullable(),
  /** Years of its first and last published lease; null: none. */
  premierBail: z.number().nullable(),
  dernierBail: z.number().nullable(),
});
export type BailleurConnu = Readonly<z.infer<typeof connuRow>>;

/** A résidence of the last published vintage, under its present key. */
export const residenceRow = z.object({
  cle: z.string(),
  nom: z.string(),
  adresse: z.string().nullable(),
  commune: z.string(),
  logements: z.number(),
});
export type ResidenceTenue = Readonly<z.infer<typeof residenceRow>>;

/** What an act would move, besides leases and objectives. */
export const tenusRow = z.object({
  remonteesOuvertes: z.number(),
  /** Persons with a right in force for this bailleur. */
  personnes: z.number(),
});
export type Tenus = Readonly<z.infer<typeof tenusRow>>;

export type BailleurQueries = {
  /** Serialises the acts of a territory. */
  lock(epci: string): Promise<void>;
  /** Acts that are not withdrawn, in the order of their days: every figure is read with them. */
  successions(epci: string): Promise<readonly Succession[]>;
  /** Latest first, withdrawn ones included. */
  actes(epci: string): Promise<readonly ActeBailleur[]>;
  ecrire(epci: string, acte: ActeBailleurAEcrire): Promise<number>;
  /** false: no such act, or it is already withdrawn. */
  annuler(epci: string, id: number, par: string): Promise<boolean>;
  connus(epci: string): Promise<readonly BailleurConnu[]>;
  nommer(epci: string, siren: string, nom: string, par: string): Promise<void>;
  /** Empty: no published stock, or none of this bailleur. */
  residences(epci: string, siren: string): Promise<readonly ResidenceTenue[]>;
  tenus(epci: string, siren: string, aujourdhui: string): Promise<Tenus>;
};
