import type { Situation } from "#domain/attribution/attribution.ts";

/**
 * One résidence on one side of the priority neighbourhoods: a résidence that straddles a border has two rows, so that counts by side stay
 * exact. Sums of what RPLS says of its dwellings, those that left the stock excluded. What is « known » is counted beside what is counted.
 */
export type ResidenceParc = {
  /** `<bailleur>-<commune>-<name>`, the same from one vintage to the next: SQL function `cle_residence`. */
  readonly cle: string;
  /** SIREN; null when the file names none. */
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  readonly commune: string;
  /** Name of the programme, else the address. */
  readonly nom: string;
  readonly adresse: string | null;
  readonly situation: Situation;
  /** Code of the perimeter that holds it, when a point says so. */
  readonly qpv: string | null;
  /** WGS84, mean of the located dwellings; null when none is. */
  readonly point: readonly [longitude: number, latitude: number] | null;
  readonly logements: number;
  /** Dwellings whose MODE is written. Zero: the file says nothing of vacancy, which is unknown, not nought. */
  readonly modeConnu: number;
  /** MODE 1, let. */
  readonly loues: number;
  /** MODE 2, offered and empty (commercial vacancy). */
  readonly vacants: number;
  /** MODE 2 for more than three months, and those whose duration is not written. */
  readonly vacantsPlus3Mois: number;
  readonly vacantsDureeInconnue: number;
  /** MODE 3, empty for works, sale or demolition. */
  readonly vides: number;
  /** State's mobility: leases begun in the last year, out of dwellings let or offered that were let before. */
  readonly mobiles: number;
  readonly mobilitesPossibles: number;
  /** Sums over dwellings that have a rent and a surface: euros a month, square metres. */
  readonly loyers: number;
  readonly surfaces: number;
  readonly loyersConnus: number;
  /** First year of construction written in the résidence; null when none is. */
  readonly construction: number | null;
};

/** `millesime` null: the last published one. */
export type ParcQueries = {
  /** Vintages published, ascending. */
  millesimes(epci: string): Promise<readonly string[]>;
  residences(epci: string, millesime: string): Promise<readonly ResidenceParc[]>;
};
