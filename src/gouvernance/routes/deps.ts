import type { Base } from "#socle/lectures/base.ts";
import type { SourceTaches } from "#socle/lectures/tache.ts";

/** Services that later rooms and the composition root give to this one. */
declare module "#socle/routes/site.ts" {
  interface Site {
    /** In the order of the tasks of the same day. */
    readonly taches: readonly SourceTaches[];
    /** Count of the demandes of more than nine months that an organisation was asked to follow. */
    readonly veillesPrises: (base: Base, epci: string) => Promise<number>;
  }
}
