import type { Logger } from "pino";
import type { Acteur } from "#application/base.ts";
import type { ImportDeps } from "#application/lot/import-lot.ts";

/** What the composition root gives to the server. */
export type AppDeps = ImportDeps & {
  /** Signs every act while there are no accounts. */
  readonly acteur: Acteur;
  /** Existing folder where deposited files wait to be read. */
  readonly dossierDepots: string;
  readonly log: Pick<Logger, "info" | "error">;
  readonly version: string;
  /**
   * Host names answered to, without port. Anything else gets a 421: a page on another site cannot reach a local server by pointing
   * its own name at it (DNS rebinding). Absent: every name.
   */
  readonly hotes?: readonly string[];
};

export type Env = { Variables: { requete: string } };
