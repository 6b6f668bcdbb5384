import type { receiveFichier } from "../actes/lot/import-lot.ts";
import type { CleEditeur } from "../lectures/droit/signature.ts";
import type { Depots } from "./depot/depots.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Publishers whose sets of law are believed; absent: none is imported. */
    readonly clesDroit?: readonly CleEditeur[];
    /** Existing folder where deposited files wait to be read. */
    readonly dossierDepots: string;
    /** What reads one of them into its lot; absent: `receiveFichier`. */
    readonly recevoir?: typeof receiveFichier;
  }
}

declare module "#socle/routes/site.ts" {
  interface Site {
    readonly depots: Depots;
  }
}
