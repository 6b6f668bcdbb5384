import type { ContingentQueries } from "./contingent/ports.ts";
import type { ConventionQueries } from "./convention/ports.ts";
import type { PublicsQueries } from "./public-prioritaire/ports.ts";

/** What this module asks of the database, added to what everybody may ask. */
declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly publics: PublicsQueries;
    readonly contingents: ContingentQueries;
    readonly conventions: ConventionQueries;
  }
}
