import type { Territoire } from "../regles/shared/territoire.ts";

/** Which territories there are, for this person; the module of the data adds what it knows of them. */
export interface TerritoireQueries {
  list(): Promise<readonly Territoire[]>;
  find(epci: string): Promise<Territoire | null>;
}
