import type { Logger } from "pino";
import type { Base, Bases, Horloge } from "../lectures/base.ts";
import type { Annulation, Garde } from "../pages/design/cadre.ts";
import type { Acteur, HabilitationActive } from "../regles/habilitation/acteur.ts";
import type { Arret } from "./serveur/arret.ts";
import type { Proxies } from "./serveur/client-address.ts";
import type { Partage } from "./serveur/compteur.ts";
import type { Metriques } from "./serveur/metrics.ts";
import type { PlaceLibre } from "./serveur/refuse-disque-plein.ts";

/** Given by the composition root to the server. Each module adds its own in its `routes/deps.ts` (declaration merging). */
export interface AppDeps {
  readonly bases: Bases;
  readonly horloge: Horloge;
  /** Keyed hash: the NUMERO_UNIQUE is never stored in clear. */
  hash(text: string): string;
  readonly log: Pick<Logger, "info" | "error">;
  readonly version: string;
  /**
   * Host names answered to, without port; others get a 421, since a page of another site could reach a local server by pointing its own name at it
   * (DNS rebinding). Absent: every name.
   */
  readonly hotes?: readonly string[];
  /** Reverse proxies whose forwarded addresses are trusted. */
  readonly proxies?: Proxies;
  /** Requests per minute from one address; absent: the default of rate-limit.ts. */
  readonly debit?: number;
  /**
   * Delay after the answer (ms) within which the same form sent again counts as the same press; absent: the default of second-envoi.ts; null: each is
   * an act.
   */
  readonly secondEnvoi?: number | null;
  /** Tells whether the server is stopping. */
  readonly arret?: Arret;
  readonly metriques?: Metriques;
  /** Counts trials and sendings across processes; null or absent: each process counts alone. */
  readonly partage?: Partage | null;
  /** Free room on the disks of the data and of the embedded database; absent: not checked. */
  readonly placeLibre?: PlaceLibre;
  /** Where to report weaknesses: `mailto:` or https; null or absent: not set. */
  readonly contactSecurite?: string | null;
}

export type Env = {
  Variables: {
    requete: string;
    bases: Bases;
    /** The public until a session is read. */
    acteur: Acteur;
    /** Habilitations that the person holds but that a password alone does not open; absent: none. */
    fermees?: readonly HabilitationActive[];
    /** Household files that they may open, one of which may be the `acteur`'s; absent: none. */
    accessibles?: Acteur["demandeurs"];
    /** Queries of the actor, within the right that the route declared. */
    base: Base;
    /** What the browser keeps for the page; absent: no page of the plan, or nobody logged in. */
    garde?: Garde;
    /** SHA-256 of the session's token, in hexadecimal; null: not logged in. */
    session: string | null;
    /** Takes back the act that this page announces; absent: none. */
    annulation?: Annulation;
    /** The page's own content security policy; absent: the default one. */
    politique?: string;
  };
};
