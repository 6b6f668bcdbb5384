import type { Territoire } from "../regles/shared/territoire.ts";

/** The territories open to the actor; the module of the data adds what it knows of them. */
export interface TerritoireQueries {
  list(): Promise<readonly Territoire[]>;
  /** Identifies the committed state of the whole database: between two equal answers, nothing was written anywhere. */
  instantane(): Promise<string>;
  find(epci: string): Promise<Territoire | null>;
}
