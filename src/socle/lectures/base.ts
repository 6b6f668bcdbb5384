import type { Acteur } from "../regles/habilitation/acteur.ts";
import type { Action, Ressource } from "../regles/habilitation/ressource.ts";
import type { JournalQueries } from "./journal/ports.ts";
import type { TerritoireQueries } from "./territoires.ts";

/** The database, before it is known who asks: there is no way to the queries but through somebody. */
export interface Bases {
  /** `intention` is what the route declares: validating and exporting have rights of their own on the rows. */
  pour(acteur: Acteur, intention?: Intention): Base;
}

export type Intention = { readonly ressource: Ressource; readonly action: Action };

/**
 * Everything that one person may ask of the database. Each module adds its own queries in its `lectures/base.ts` (declaration merging, the one use of
 * `interface` here), implements them in its `sql`, and may use those of its neighbours alone (test/walls.test.ts).
 */
export interface Base {
  /** Whose queries these are; rows that this person may not see do not exist for them. */
  readonly acteur: Acteur;
  readonly territoires: TerritoireQueries;
  readonly journal: JournalQueries;
  /** All or nothing. Inside, `base` speaks on one connection; a throw rolls back and goes on up. Nested calls are savepoints. */
  transaction<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /**
   * The same, as if nobody else wrote meanwhile: what others made impossible is done again from its first read. Never inside a transaction; outside
   * of the database, `work` does nothing.
   */
  serialisable<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /** Done once the transaction that is open has ended well, whatever was undone inside it. Outside of one there is nothing to wait for: a defect. */
  ensuite(work: (base: Base) => Promise<unknown>): void;
}

/** Today, given by the composition root: rules never read the clock. */
export type Horloge = { aujourdhui(): string; maintenant(): string };
