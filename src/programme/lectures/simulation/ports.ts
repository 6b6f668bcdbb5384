import type { BailleurSimule, HypothesesSimulation, Leviers } from "../../regles/simulation/hypotheses.ts";
import type { BailleurResultat, CheminParc, PeriodeSimulee, ResultatSimulation } from "./modele/resultat.ts";

/** What a result is made from, and nothing else: the same gives the same result. */
export type DemandeSimulation = {
  readonly hypotheses: HypothesesSimulation;
  /** Whole, 0 to 2³² − 1. */
  readonly graine: number;
  readonly tirages: number;
};

export type Calcul = { readonly demande: DemandeSimulation; readonly resultat: ResultatSimulation };

/** One bailleur's own part of a scenario, kept apart: `rang` is its place in the hypotheses. */
export type PartBailleur = {
  readonly rang: number;
  readonly hypothese: BailleurSimule;
  readonly resultat: BailleurResultat | null;
  readonly parcs: readonly CheminParc[];
};

export type EnteteScenario = {
  readonly id: number;
  readonly nom: string;
  /** SHA-256 of the demand, bailleurs included. */
  readonly empreinte: string;
  readonly synthetique: boolean;
  /** ISO instant. */
  readonly figeLe: string;
  readonly figePar: string;
  /** ISO day; null: it is in use. */
  readonly archiveLe: string | null;
  /** Of its hypotheses and of its result. */
  readonly leviers: Leviers;
  readonly periode: PeriodeSimulee;
};

/** Without what is a bailleur's own: `demande.hypotheses.bailleurs`, `resultat.bailleurs` and the bailleurs' `parcs` are in `bailleurs`, for those who may read them. */
export type Scenario = EnteteScenario & Calcul & { readonly bailleurs: readonly PartBailleur[] };

export type NouveauScenario = Pick<
  Scenario,
  "nom" | "empreinte" | "synthetique" | "figePar" | "demande" | "resultat" | "bailleurs"
> & {
  readonly epci: string;
};

export type SimulationQueries = {
  /** Those in use first, each in the order in which they were saved. */
  list(epci: string): Promise<readonly EnteteScenario[]>;
  /** `bailleurs`: those whose figures this person may read. */
  find(epci: string, id: number): Promise<Scenario | null>;
  /** null when a scenario in use has that name already. */
  add(scenario: NouveauScenario): Promise<number | null>;
  /** false when it is not there, or is archived already. */
  archive(epci: string, id: number, le: string): Promise<boolean>;
};

export const COMPARES_MIN = 2;
/** Bounds of a comparison: more columns cannot be read. */
export const COMPARES_MAX = 4;

/** Longest name: it fits in the header of a column. */
export const NOM_SCENARIO_MAX = 120;
