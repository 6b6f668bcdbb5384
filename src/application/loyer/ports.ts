import type { Situation } from "#domain/attribution/attribution.ts";
import type { PeriodeConstruction } from "#domain/patrimoine/construction.ts";

/** Dwellings of one rent and one surface: whole euros a month, whole square metres; null when the file says nothing. */
export type CelluleLoyer = {
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly nombre: number;
  /** Of which offered and empty (MODE 2)… */
  readonly vacants: number;
  /** … out of those whose occupation is written. */
  readonly modes: number;
};

/** Dwellings of a published RPLS lot that are alike in all that a page cuts by. Those that left the stock are in none. */
export type GroupeLoyer = {
  /** SIREN; null when the file names none. */
  readonly bailleur: string | null;
  readonly commune: string;
  readonly situation: Situation;
  /** Code FINAN. */
  readonly financement: string | null;
  readonly periode: PeriodeConstruction;
  readonly pieces: number | null;
  readonly cellules: readonly CelluleLoyer[];
};

export type MillesimeLoyer = { readonly millesime: string; readonly lot: number };

/** Leases begun in the last year, out of the dwellings let or offered that were let before. */
export type MobiliteLue = { readonly mobiles: number; readonly possibles: number };

export type LoyerQueries = {
  /** Vintages published, ascending. */
  millesimes(epci: string): Promise<readonly MillesimeLoyer[]>;
  groupes(epci: string, millesime: string): Promise<readonly GroupeLoyer[]>;
  /** Communes that have a neighbourhood of that generation, published contours and declarations of the stock together. */
  communesQpv(epci: string, generation: 2015 | 2024): Promise<readonly string[]>;
  mobilite(epci: string, millesime: string): Promise<MobiliteLue>;
};
