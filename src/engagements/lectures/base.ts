import type { ContingentQueries } from "./contingent/ports.ts";
import type { ConventionQueries } from "./convention/ports.ts";

/** What this module asks of the database, added to what everybody may ask. */
declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly contingents: ContingentQueries;
    readonly conventions: ConventionQueries;
  }
}
