import type { BailleurSimule, HypothesesSimulation, Leviers } from "../../regles/simulation/hypotheses.ts";
import type { BailleurResultat, CheminParc, PeriodeSimulee, ResultatSimulation } from "./modele/resultat.ts";

/** All inputs of a result: the same inputs give the same result. */
export type DemandeSimulation = {
  readonly hypotheses: HypothesesSimulation;
  /** Whole, 0 to 2³² − 1. */
  readonly graine: number;
  readonly tirages: number;
};

export type Calcul = { readonly demande: DemandeSimulation; readonly resultat: ResultatSimulation };

/** One bailleur's part of a scenario, stored apart; `rang`: its place in the hypotheses. */
export type PartBailleur = {
  readonly rang: number;
  readonly hypothese: BailleurSimule;
  readonly resultat: BailleurResultat | null;
  readonly parcs: readonly CheminParc[];
};

export type EnteteScenario = {
  readonly id: number;
  readonly nom: string;
  /** SHA-256 of the demande, bailleurs included. */
  readonly empreinte: string;
  readonly synthetique: boolean;
  /** ISO instant. */
  readonly figeLe: string;
  readonly figePar: string;
  /** ISO day; null: not archived. */
  readonly archiveLe: string | null;
  /** Levers of its hypotheses, and period of its result. */
  readonly leviers: Leviers;
  readonly periode: PeriodeSimulee;
};

/**
 * Parts of one bailleur (`demande.hypotheses.bailleurs`, `resultat.bailleurs` and its `parcs`) are moved to `bailleurs`, for the readers who may see
 * them.
 */
export type Scenario = EnteteScenario & Calcul & { readonly bailleurs: readonly PartBailleur[] };

export type NouveauScenario = Pick<
  Scenario,
  "nom" | "empreinte" | "synthetique" | "figePar" | "demande" | "resultat" | "bailleurs"
> & {
  readonly epci: string;
};

export type SimulationQueries = {
  /** Scenarios in use first, each group in order of creation. */
  list(epci: string): Promise<readonly EnteteScenario[]>;
  /** `bailleurs`: those whose figures the actor may read. */
  find(epci: string, id: number): Promise<Scenario | null>;
  /** null: a scenario in use already has that name. */
  add(scenario: NouveauScenario): Promise<number | null>;
  /** false: the scenario does not exist, or is archived already. */
  archive(epci: string, id: number, le: string): Promise<boolean>;
};

export const COMPARES_MIN = 2;
/** Maximum scenarios compared: more columns would be unreadable. */
export const COMPARES_MAX = 4;

/** Maximum characters of a name: it fits in the header of a column. */
export const NOM_SCENARIO_MAX = 120;
