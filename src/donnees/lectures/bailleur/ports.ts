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

/** Where a name comes from: typed here, the published stock, the directory of organisations, or the act that brought it. */
export const SOURCES_NOM = ["saisi", "parc", "annuaire", "acte"] as const;
export type SourceNom = (typeof SOURCES_NOM)[number];

/** A bailleur of the territory: of its published stock, of its leases, of its objectives, or of an act. */
export const connuRow = z.object({
  siren: z.string(),
  /** null: nothing names it. */
  nom: z.string().nullable(),
  source: z.enum(SOURCES_NOM).nullable(),
  /** Of the last vintage published; null: it has none there, or none is published. */
  logements: z.number().nullable(),
  /** Years of its first and last published lease; null: none. */
  premierBail: z.number().nullable(),
  dernierBail: z.number().nullable(),
});
export type BailleurConnu = Readonly<z.infer<typeof connuRow>>;

/** A résidence of the last vintage published, under its key of today. */
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
  /** People with a right in force in its name. */
  personnes: z.number(),
});
export type Tenus = Readonly<z.infer<typeof tenusRow>>;

export type BailleurQueries = {
  /** One act at a time in a territory. */
  lock(epci: string): Promise<void>;
  /** Those that stand, in the order of their days: what figures are read with. */
  successions(epci: string): Promise<readonly Succession[]>;
  /** The latest first, those taken back included. */
  actes(epci: string): Promise<readonly ActeBailleur[]>;
  ecrire(epci: string, acte: ActeBailleurAEcrire): Promise<number>;
  /** false: there is no such act, or it was taken back. */
  annuler(epci: string, id: number, par: string): Promise<boolean>;
  connus(epci: string): Promise<readonly BailleurConnu[]>;
  nommer(epci: string, siren: string, nom: string, par: string): Promise<void>;
  /** Empty: no stock is published, or it has none. */
  residences(epci: string, siren: string): Promise<readonly ResidenceTenue[]>;
  tenus(epci: string, siren: string, aujourdhui: string): Promise<Tenus>;
};
