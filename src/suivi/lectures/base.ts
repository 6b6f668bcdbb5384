import type { SuiviQueries } from "./ports.ts";

/** What this module asks of the database, added to what everybody may ask. */
declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly suivis: SuiviQueries;
  }
}
