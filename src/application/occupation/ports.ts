import type { IndicateurOccupation, PopulationOccupation } from "#domain/occupation/indicateur.ts";

/** `effectif` households counted out of `repondants` who answered; the key is that of `ResidenceParc`. */
export type OccupationResidence = {
  readonly cle: string;
  readonly bailleur: string;
  readonly commune: string;
  readonly population: PopulationOccupation;
  readonly indicateur: IndicateurOccupation;
  readonly effectif: number;
  readonly repondants: number;
};

export type OccupationQueries = {
  /** Surveys published, ascending: « 2016 ». */
  enquetes(epci: string): Promise<readonly string[]>;
  lignes(epci: string, enquete: string): Promise<readonly OccupationResidence[]>;
};
