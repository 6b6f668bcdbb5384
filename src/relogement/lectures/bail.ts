import type { Contingent, Quartile, Ressources } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** The lease of a rehoused household, without a name. The queries read the file it belongs to, and the SIREN of the signatory. */
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
  /** Returns the count written: a signatory without a SIREN is skipped. The published cubes count the leases at once. */
  add(epci: string, baux: readonly NouveauBailReloge[]): Promise<number>;
  /** Removes the lease, from the cubes too. Does nothing when the offer has none. */
  remove(epci: string, offre: number): Promise<void>;
};
