import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, SourceTaches } from "#socle/lectures/tache.ts";
import type { Demarrage } from "../lectures/tache/demarrage.ts";

/** What later rooms, and the composition root, tell this one. */
declare module "#socle/routes/site.ts" {
  interface Site {
    /** In the order in which tasks of the same day are read. */
    readonly taches: readonly SourceTaches[];
    /** Where the territory is on its way to a first report; null: the person has no part in it, or (but for `finis`) it is frozen. */
    readonly readDemarrage: (base: Base, question: QuestionTaches, finis?: boolean) => Promise<Demarrage | null>;
    /** Demandes of more than nine months that an organisation was asked to follow. */
    readonly veillesPrises: (base: Base, epci: string) => Promise<number>;
  }
}
