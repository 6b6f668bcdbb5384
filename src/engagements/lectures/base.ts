import type { ContingentQueries } from "./contingent/ports.ts";
import type { ConventionQueries } from "./convention/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly contingents: ContingentQueries;
    readonly conventions: ConventionQueries;
  }
}
