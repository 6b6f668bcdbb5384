import type { Confiance } from "#socle/regles/shared/confiance.ts";

/**
 * Choices of the territory. Shares between 0 and 1; `gainAnnuel`: gain of the first quartile each year among ordinary attributions
 * hors QPV; 0.01 is one point a year, counted from the year of reference.
 */
export type Leviers = {
  /** Share of the rehoused households that go hors QPV. */
  readonly partHorsQpv: number;
  /** Dwellings rebuilt for each one demolished. */
  readonly reconstitution: number;
  /** Share of PLAI among the rebuilt dwellings. */
  readonly partPlai: number;
  /** Share of the PLAI dwellings first let to a household of the first quartile. */
  readonly partPlaiQ1: number;
  readonly gainAnnuel: number;
};

export type Levier = keyof Leviers;

/**
 * What the tornado moves one at a time: a lever, the yearly attributions hors QPV, the yearly rotation of occupied dwellings hors QPV,
 * or the calendar of every demolition (integer years; positive is later).
 */
export type Facteur = Levier | "attributionsHorsQpv" | "rotationHorsQpv" | "decalage";

/** Neighbouring buildings demolished together. `annee`: year in which rehousing starts, and the dwellings leave the stock. */
export type GroupeDemolition = {
  readonly code: string;
  readonly libelle: string;
  /** SIREN, or null when unknown or not needed. */
  readonly bailleur: string | null;
  readonly logements: number;
  /** Dwellings still occupied when rehousing starts. */
  readonly occupes: number;
  readonly annee: number;
};

/** Dwellings of a year. */
export type LogementsAnnee = { readonly annee: number; readonly logements: number };

/** Weight of a year in a whole spread over years; only proportions count. */
export type PoidsAnnee = { readonly annee: number; readonly poids: number };

/** The stock at the start of the first simulated year. `rotation`: share of the occupied dwellings that are vacated in a year. */
export type ParcSimule = {
  readonly logements: number;
  readonly occupes: number;
  readonly rotation: number;
  /** Dwellings that enter the stock besides the rebuilt ones. */
  readonly neufs: readonly LogementsAnnee[];
};

/** Stock in QPV and hors QPV; null: unknown, or not needed. */
export type ParcsSimules = { readonly qpv: ParcSimule | null; readonly horsQpv: ParcSimule | null };

export type BailleurSimule = {
  readonly siren: string;
  readonly libelle: string;
  /** Leases hors QPV of the year of reference; `q1`: those for the first quartile. */
  readonly attributions: number;
  readonly q1: number;
  /** Leases in QPV of the same year; null: unknown. */
  readonly attributionsQpv: number | null;
  /** Share of this bailleur in the households rehoused hors QPV; `partNeufs`: in the rebuilt dwellings. */
  readonly partRelogements: number;
  readonly partNeufs: number;
  readonly parc: ParcsSimules;
};

/** Source of a value, and its confidence. */
export type Justification = { readonly source: string; readonly confiance: Confiance };

/** Keys of the justified assumptions. */
export type CodeHypothese =
  | Levier
  | "reference"
  | "attributionsHorsQpv"
  | "attributionsQpv"
  | "groupes"
  | "etalement"
  | "calendrierNeufs"
  | "parcQpv"
  | "parcHorsQpv"
  | "cibles"
  | "bailleurs";

/** All inputs of the simulation. Years are integers, counts are dwellings, households or leases. */
export type HypothesesSimulation = {
  /** Observed year hors QPV: leases, those for the first quartile, and those left out for want of a known place. */
  readonly reference: {
    readonly annee: number;
    readonly attributions: number;
    readonly q1: number;
    readonly sansLieu: number;
  };
  /** Leases wanted in a year, without the first lettings of rebuilt dwellings; `qpv` null: unknown. */
  readonly attributionsAnnuelles: { readonly horsQpv: number; readonly qpv: number | null };
  /** Simulated years, both included. */
  readonly horizon: { readonly debut: number; readonly fin: number };
  /** Years on which the target is judged, both included; the rate is the mean of the yearly ones. */
  readonly periode: { readonly debut: number; readonly fin: number; readonly cible: number };
  /** Targets of the other years; a year absent from both has none. */
  readonly cibles: readonly { readonly annee: number; readonly taux: number }[];
  readonly leviers: Leviers;
  readonly groupes: readonly GroupeDemolition[];
  /** Share of a group's households rehoused in its first year, the next… The shares add up to 1. */
  readonly etalement: readonly number[];
  /** Years in which the rebuilt dwellings are let. */
  readonly calendrierNeufs: readonly PoidsAnnee[];
  readonly parc: ParcsSimules;
  readonly bailleurs: readonly BailleurSimule[];
  /** Low and high value of each factor of the tornado. */
  readonly bornes: Readonly<Partial<Record<Facteur, { readonly bas: number; readonly haut: number }>>>;
  /** A value without an entry is printed « source à préciser ». */
  readonly justifications: Readonly<Partial<Record<CodeHypothese, Justification>>>;
};
