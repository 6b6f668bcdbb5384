import type { BailleurQueries } from "./bailleur/ports.ts";
import type { DroitQueries } from "./droit/ports.ts";
import type { LocalisationQueries } from "./localisation/ports.ts";
import type { FaitQueries, LotQueries } from "./lot/ports.ts";
import type { RattachementQueries } from "./rattachement/ports.ts";
import type { PerimetreQueries } from "./territoire/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly perimetres: PerimetreQueries;
    readonly bailleurs: BailleurQueries;
    readonly droit: DroitQueries;
    readonly lots: LotQueries;
    readonly faits: FaitQueries;
    readonly localisations: LocalisationQueries;
    readonly rattachements: RattachementQueries;
  }
}
