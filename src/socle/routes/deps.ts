import type { Logger } from "pino";
import type { Base, Bases, Horloge } from "../lectures/base.ts";
import type { Acteur, HabilitationActive } from "../regles/habilitation/acteur.ts";
import type { Arret } from "./serveur/arret.ts";
import type { Proxies } from "./serveur/client-address.ts";
import type { Partage } from "./serveur/compteur.ts";
import type { Metriques } from "./serveur/metrics.ts";
import type { PlaceLibre } from "./serveur/refuse-disque-plein.ts";

/** What the composition root gives to the server. Each module adds what its own routes need, in its `routes/deps.ts` (declaration merging). */
export interface AppDeps {
  readonly bases: Bases;
  readonly horloge: Horloge;
  /** Keyed hash: NUMERO_UNIQUE is never stored. */
  hash(text: string): string;
  readonly log: Pick<Logger, "info" | "error">;
  readonly version: string;
  /**
   * Host names answered to, without port. Anything else gets a 421: a page on another site cannot reach a local server by pointing
   * its own name at it (DNS rebinding). Absent: every name.
   */
  readonly hotes?: readonly string[];
  /** Reverse proxies believed when they say whom they speak for. */
  readonly proxies?: Proxies;
  /** Requests a minute from one address; the default of rate-limit.ts. */
  readonly debit?: number;
  /** How long after its answer a form sent again is the same press of the button (ms); absent: as second-envoi.ts says; null: each is an act. */
  readonly secondEnvoi?: number | null;
  /** Whether the server is leaving. */
  readonly arret?: Arret;
  readonly metriques?: Metriques;
  /** Where trials and sendings are counted by all the processes; null or absent: each counts for itself. */
  readonly partage?: Partage | null;
  /** Room left on the disks of the data and of the embedded database; absent: nobody looks. */
  readonly placeLibre?: PlaceLibre;
  /** Where weaknesses are reported: `mailto:` or https; null or absent: nobody said. */
  readonly contactSecurite?: string | null;
}

export type Env = {
  Variables: {
    requete: string;
    bases: Bases;
    /** Who asks: the public until a session says otherwise. */
    acteur: Acteur;
    /** Held by the person, and not opened by a password alone; absent: none. */
    fermees?: readonly HabilitationActive[];
    /** Every file of a household that they may open, of which `acteur` may have chosen one; absent: none. */
    accessibles?: Acteur["demandeurs"];
    /** Their queries, under what the route has declared. */
    base: Base;
    /** SHA-256 of the session's token, in hexadecimal; null: nobody is logged in. */
    session: string | null;
    /** The page's own content security policy; absent: that of all pages. */
    politique?: string;
  };
};
