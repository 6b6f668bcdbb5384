import type { Contingent, Quartile, Ressources } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** The lease of a rehoused household as a fact without a name. What ties it to its file, and the SIREN of who signs, are read by storage. */
export type NouveauBailReloge = {
  readonly relogement: number;
  readonly offre: number;
  /** Organisation that signs. */
  readonly relogeur: number;
  readonly signeLe: string;
  readonly commune: string | null;
  readonly secteur: string | null;
  readonly numeroRpls: string | null;
  readonly situation: Situation;
  readonly quartile: Quartile;
  readonly ressources: Ressources;
  readonly contingent: Contingent;
  readonly menage: string;
  readonly age: string;
};

export type BailRelogeQueries = {
  /** Returns how many were written: fewer when somebody who signs has no SIREN. The published cubes count them at once. */
  add(epci: string, baux: readonly NouveauBailReloge[]): Promise<number>;
  /** Taken back: the cubes too. Does nothing when that offer has none. */
  remove(epci: string, offre: number): Promise<void>;
};
