import { CAS_A_FAIRE } from "./cas-a-faire.ts";
import { CAS_BLOQUES } from "./cas-bloques.ts";
import { CAS_CAL } from "./cas-cal.ts";
import { CAS_DECISIONS } from "./cas-decisions.ts";
import { CAS_DEMANDES } from "./cas-demandes.ts";
import { CAS_EVALUATIONS } from "./cas-evaluations.ts";
import { CAS_INSTANCES } from "./cas-instances.ts";
import { CAS_LIBERATIONS } from "./cas-liberations.ts";
import { CAS_OBSERVATOIRE, type Cas } from "./cas-observatoire.ts";
import { CAS_PLANS } from "./cas-plans.ts";
import { CAS_REGISTRE, CAS_REGLES } from "./cas-regles.ts";
import { CAS_RELOGEMENT } from "./cas-relogement.ts";
import { CAS_SIMULATION } from "./cas-simulation.ts";
import { CAS_TERRITOIRE } from "./cas-territoire.ts";

/** Every page of the product × whom it matters to, its states included, by subject. */
export const GROUPES = {
  territoire: CAS_TERRITOIRE,
  observatoire: CAS_OBSERVATOIRE,
  liberations: CAS_LIBERATIONS,
  cal: CAS_CAL,
  simulation: CAS_SIMULATION,
  relogement: CAS_RELOGEMENT,
  registre: CAS_REGISTRE,
  regles: CAS_REGLES,
  instances: CAS_INSTANCES,
  decisions: CAS_DECISIONS,
  demandes: CAS_DEMANDES,
  plans: CAS_PLANS,
  "cas-bloques": CAS_BLOQUES,
  evaluations: CAS_EVALUATIONS,
  "a-faire": CAS_A_FAIRE,
} satisfies Readonly<Record<string, readonly Cas[]>>;

export const CAS: readonly Cas[] = Object.values(GROUPES).flat();
