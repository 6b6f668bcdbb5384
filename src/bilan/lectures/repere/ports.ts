import type { Demarche } from "../../regles/repere/demarche.ts";
import type { Population } from "../../regles/repere/population.ts";

export type RepereQueries = {
  demarches(epci: string): Promise<readonly Demarche[]>;
  /** null: the same step is already written. */
  addDemarche(epci: string, demarche: Omit<Demarche, "id">): Promise<number | null>;
  /** false: it is missing. */
  removeDemarche(epci: string, id: number): Promise<boolean>;
  populations(epci: string): Promise<readonly Population[]>;
  /** null: the place already has a count of that vintage by that source. */
  addPopulation(epci: string, population: Omit<Population, "id">): Promise<number | null>;
  removePopulation(epci: string, id: number): Promise<boolean>;
};
