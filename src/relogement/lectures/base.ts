import type { BailRelogeQueries } from "./bail.ts";
import type { RelogementQueries } from "./ports.ts";
import type { RechercheQueries } from "./recherche.ts";
import type { RimeQueries } from "./rime/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly bauxReloges: BailRelogeQueries;
    readonly recherches: RechercheQueries;
    readonly relogements: RelogementQueries;
    readonly rime: RimeQueries;
  }
}
