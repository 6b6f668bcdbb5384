import type { SuiviQueries } from "./ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly suivis: SuiviQueries;
  }
}
