import type { CherchableQueries } from "./recherche/ports.ts";

/** What this module asks of the database, added to what everybody may ask. */
declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly cherchables: CherchableQueries;
  }
}
