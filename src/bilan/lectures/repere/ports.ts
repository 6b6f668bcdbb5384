import type { Demarche } from "../../regles/repere/demarche.ts";
import type { Population } from "../../regles/repere/population.ts";

export type RepereQueries = {
  demarches(epci: string): Promise<readonly Demarche[]>;
  /** null: the very same step is written already. */
  addDemarche(epci: string, demarche: Omit<Demarche, "id">): Promise<number | null>;
  /** false: it is not there. */
  removeDemarche(epci: string, id: number): Promise<boolean>;
  populations(epci: string): Promise<readonly Population[]>;
  /** null: that place has a count of that vintage by that source already. */
  addPopulation(epci: string, population: Omit<Population, "id">): Promise<number | null>;
  removePopulation(epci: string, id: number): Promise<boolean>;
};
