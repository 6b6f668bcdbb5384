import type { DemandeQueries } from "./demande/ports.ts";
import type { DesequilibreQueries } from "./desequilibre/ports.ts";
import type { DiffusionQueries } from "./diffusion/ports.ts";
import type { LoyerQueries } from "./loyer/ports.ts";
import type { OccupationQueries } from "./occupation/ports.ts";
import type { ParcQueries } from "./parc/ports.ts";
import type { RemonteeQueries } from "./remontee/ports.ts";
import type { ZoneLocaleQueries } from "./zone-locale/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly zonesLocales: ZoneLocaleQueries;
    readonly demandes: DemandeQueries;
    readonly desequilibres: DesequilibreQueries;
    readonly diffusions: DiffusionQueries;
    readonly loyers: LoyerQueries;
    readonly occupations: OccupationQueries;
    readonly remontees: RemonteeQueries;
    readonly parc: ParcQueries;
  }
}
