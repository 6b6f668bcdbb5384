import type { Acteur } from "../regles/habilitation/acteur.ts";
import type { Action, Ressource } from "../regles/habilitation/ressource.ts";
import type { JournalQueries } from "./journal/ports.ts";
import type { TerritoireQueries } from "./territoires.ts";

/** The database before the actor is known: queries are only reached through `pour`. */
export interface Bases {
  /** `intention`: declared by the route; validating and exporting have their own rights on rows. */
  pour(acteur: Acteur, intention?: Intention): Base;
}

export type Intention = { readonly ressource: Ressource; readonly action: Action };

/**
 * All queries of one actor. Each module adds its own in its `lectures/base.ts` (declaration merging, the one use of `interface` here), implements
 * them in its `sql`, and may only use those of its neighbours (test/walls.test.ts).
 */
export interface Base {
  /** The actor of these queries: rows that they may not see do not exist for them. */
  readonly acteur: Acteur;
  readonly territoires: TerritoireQueries;
  readonly journal: JournalQueries;
  /** All or nothing. Inside, `base` uses one connection; a throw rolls back and propagates. Nested calls are savepoints. */
  transaction<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /**
   * A serialisable transaction: a conflict with others restarts it from its first read, so `work` does nothing outside the database. Never inside a
   * transaction.
   */
  serialisable<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /**
   * Runs `work` after the commit of the open transaction, even if what surrounds it inside was rolled back. Outside a transaction, a defect: it
   * throws.
   */
  ensuite(work: (base: Base) => Promise<unknown>): void;
}

/** The clock, given by the composition root: rules never read the system's. */
export type Horloge = { aujourdhui(): string; maintenant(): string };
