import type { Territoire } from "../regles/shared/territoire.ts";

/** Which territories there are, for this person; the module of the data adds what it knows of them. */
export interface TerritoireQueries {
  list(): Promise<readonly Territoire[]>;
  /** What is committed in the whole database: between two equal answers nobody has written anything, anywhere. */
  instantane(): Promise<string>;
  find(epci: string): Promise<Territoire | null>;
}
