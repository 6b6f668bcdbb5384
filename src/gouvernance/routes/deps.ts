import type { Base } from "#socle/lectures/base.ts";
import type { SourceTaches } from "#socle/lectures/tache.ts";

/** What later rooms, and the composition root, tell this one. */
declare module "#socle/routes/site.ts" {
  interface Site {
    /** In the order in which tasks of the same day are read. */
    readonly taches: readonly SourceTaches[];
    /** Demandes of more than nine months that an organisation was asked to follow. */
    readonly veillesPrises: (base: Base, epci: string) => Promise<number>;
  }
}
