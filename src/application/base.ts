import type { CubeQueries } from "./bilan/ports.ts";
import type { LocalisationQueries } from "./localisation/ports.ts";
import type { FaitQueries, LotQueries } from "./lot/ports.ts";
import type { RapportQueries } from "./rapport/ports.ts";
import type { TerritoireQueries } from "./territoire/ports.ts";

/** Everything the acts may ask of the database. Each context declares its own queries; storage implements them. */
export type Base = {
  readonly territoires: TerritoireQueries;
  readonly lots: LotQueries;
  readonly faits: FaitQueries;
  readonly cubes: CubeQueries;
  readonly localisations: LocalisationQueries;
  readonly rapports: RapportQueries;
  /** All or nothing. Inside, `base` speaks on one connection; a throw rolls back and goes on up. Nested calls are savepoints. */
  transaction<T>(work: (base: Base) => Promise<T>): Promise<T>;
};

/** Who acts, for the trace. Until accounts exist there is one local officer per machine. */
export type Acteur = { readonly nom: string };

/** Today, given by the composition root: rules never read the clock. */
export type Horloge = { aujourdhui(): string; maintenant(): string };
