import type { ContingentQueries } from "./contingent/ports.ts";
import type { ConventionQueries } from "./convention/ports.ts";
import type { PublicsQueries } from "./public-prioritaire/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly publics: PublicsQueries;
    readonly contingents: ContingentQueries;
    readonly conventions: ConventionQueries;
  }
}
