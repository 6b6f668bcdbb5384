import type { EtatOperation, GenreOperation, Operation } from "#domain/programme/operation.ts";

/** null: whatever it is. */
export type FiltreOperations = {
  readonly genre: GenreOperation | null;
  readonly etat: EtatOperation | null;
  readonly commune: string | null;
  readonly bailleur: number | null;
};

export const TOUTES_OPERATIONS: FiltreOperations = { genre: null, etat: null, commune: null, bailleur: null };

export type NouvelleOperation = Omit<Operation, "id" | "bailleur" | "publieLe"> & {
  readonly organisation: number | null;
};

export type OperationQueries = {
  /** Demolitions first, by first planned day, then by name; etapes included. */
  list(epci: string, filtre?: FiltreOperations): Promise<readonly Operation[]>;
  find(epci: string, id: number): Promise<Operation | null>;
  add(epci: string, operation: NouvelleOperation): Promise<number>;
};
