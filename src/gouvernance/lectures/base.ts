import type { ActionQueries } from "./action/ports.ts";
import type { CasBloqueQueries } from "./cas-bloque/ports.ts";
import type { CilQueries } from "./cil/ports.ts";
import type { EvaluationQueries } from "./evaluation/ports.ts";
import type { DecisionInstanceQueries, InstanceQueries, ReleveQueries, ReunionQueries, TenueQueries } from "./ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly actions: ActionQueries;
    readonly casBloques: CasBloqueQueries;
    readonly cil: CilQueries;
    readonly evaluations: EvaluationQueries;
    readonly instances: InstanceQueries;
    readonly reunions: ReunionQueries;
    readonly tenues: TenueQueries;
    readonly decisionsInstances: DecisionInstanceQueries;
    readonly releves: ReleveQueries;
  }
}
