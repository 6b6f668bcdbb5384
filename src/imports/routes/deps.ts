import type { receiveFichier } from "../actes/lot/import-lot.ts";
import type { CleEditeur } from "../lectures/droit/signature.ts";
import type { Depots } from "./depot/depots.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Trusted publishers of sets of law; absent: no import. */
    readonly clesDroit?: readonly CleEditeur[];
    /** Existing folder of the deposited files. */
    readonly dossierDepots: string;
    /** Function that reads a file into its lot; absent: `receiveFichier`. */
    readonly recevoir?: typeof receiveFichier;
  }
}

declare module "#socle/routes/site.ts" {
  interface Site {
    readonly depots: Depots;
  }
}
