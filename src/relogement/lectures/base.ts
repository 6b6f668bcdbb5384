import type { BailRelogeQueries } from "./bail.ts";
import type { RelogementQueries } from "./ports.ts";
import type { RechercheQueries } from "./recherche.ts";
import type { RimeQueries } from "./rime/ports.ts";

/** What this module asks of the database, added to what everybody may ask. */
declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly bauxReloges: BailRelogeQueries;
    readonly recherches: RechercheQueries;
    readonly relogements: RelogementQueries;
    readonly rime: RimeQueries;
  }
}
