import type { DecisionMesure, MesureCorrective } from "../../regles/mesure-corrective/proposition.ts";

export type NouvelleMesure = Pick<MesureCorrective, "annee" | "code" | "proposeeLe" | "motif">;

export type DecisionPrise = {
  readonly decision: DecisionMesure;
  readonly decideeLe: string;
  readonly decisionMotif: string;
};

export type MesureQueries = {
  /** By year, then in the order of the proposals. */
  list(epci: string): Promise<readonly MesureCorrective[]>;
  /** `id`; null when the rung is already proposed for that year, even in a race. */
  propose(epci: string, mesure: NouvelleMesure): Promise<number | null>;
  /** false when it is missing or already decided. */
  decide(epci: string, id: number, decision: DecisionPrise): Promise<boolean>;
};
