import type { ConventionObjectifQueries, OperationQueries } from "./ports.ts";
import type { CommunePlhQueries, RegleQueries } from "./regles/ports.ts";
import type { SimulationQueries } from "./simulation/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly simulations: SimulationQueries;
    readonly regles: RegleQueries;
    readonly communesPlh: CommunePlhQueries;
    readonly operations: OperationQueries;
    readonly conventionsObjectifs: ConventionObjectifQueries;
  }
}
