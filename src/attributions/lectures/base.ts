import type { CalQueries } from "../actes/cal/ports.ts";
import type { BailQueries } from "./bail/ports.ts";
import type { CandidatureQueries, DesignationQueries } from "./candidature/ports.ts";
import type { EchangeQueries } from "./echange/ports.ts";
import type { ExamenOccupationQueries } from "./examen-occupation/ports.ts";
import type { LiberationQueries } from "./liberation/ports.ts";
import type { LogementSuiviQueries } from "./logement/ports.ts";
import type { PartenaireQueries } from "./partenaire/ports.ts";
import type { PlanQueries } from "./plan/ports.ts";
import type { RapprochementQueries } from "./rapprochement/ports.ts";
import type { VacantQueries } from "./vacant/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly baux: BailQueries;
    readonly candidatures: CandidatureQueries;
    readonly designations: DesignationQueries;
    readonly vacants: VacantQueries;
    readonly echanges: EchangeQueries;
    readonly partenaires: PartenaireQueries;
    readonly liberations: LiberationQueries;
    readonly logementsSuivis: LogementSuiviQueries;
    readonly rapprochements: RapprochementQueries;
    readonly plans: PlanQueries;
    readonly cal: CalQueries;
    readonly examensOccupation: ExamenOccupationQueries;
  }
}
