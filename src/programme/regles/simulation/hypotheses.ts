import type { Confiance } from "#socle/regles/shared/confiance.ts";

/**
 * What the territory can decide. Shares between 0 and 1; `gainAnnuel` is what the first quartile gains each year among ordinary attributions
 * hors QPV: 0.01 is one point a year, counted from the year of reference.
 */
export type Leviers = {
  /** Rehoused households that go hors QPV. */
  readonly partHorsQpv: number;
  /** Dwellings built again, for each one demolished. */
  readonly reconstitution: number;
  /** PLAI among the dwellings built again. */
  readonly partPlai: number;
  /** PLAI dwellings first let to a household of the first quartile. */
  readonly partPlaiQ1: number;
  readonly gainAnnuel: number;
};

export type Levier = keyof Leviers;

/**
 * What the tornado moves one at a time: a lever, the yearly attributions hors QPV, the share of occupied dwellings hors QPV that are left each
 * year, or the calendar of every demolition (whole years; positive is later).
 */
export type Facteur = Levier | "attributionsHorsQpv" | "rotationHorsQpv" | "decalage";

/** Neighbouring buildings demolished together. `annee`: the year in which rehousing starts, and the dwellings leave the stock. */
export type GroupeDemolition = {
  readonly code: string;
  readonly libelle: string;
  /** SIREN, or null when it is not known or not asked by bailleur. */
  readonly bailleur: string | null;
  readonly logements: number;
  /** Dwellings still occupied when rehousing starts. */
  readonly occupes: number;
  readonly annee: number;
};

/** Dwellings of a year. */
export type LogementsAnnee = { readonly annee: number; readonly logements: number };

/** A share of a whole that is spread over years; only proportions count. */
export type PoidsAnnee = { readonly annee: number; readonly poids: number };

/** The stock at the start of the first simulated year. `rotation`: share of the occupied dwellings that are left in a year. */
export type ParcSimule = {
  readonly logements: number;
  readonly occupes: number;
  readonly rotation: number;
  /** Dwellings that enter the stock beside those built again. */
  readonly neufs: readonly LogementsAnnee[];
};

/** One stock for each side of the limit of the quartiers; null: not known, or not asked. */
export type ParcsSimules = { readonly qpv: ParcSimule | null; readonly horsQpv: ParcSimule | null };

export type BailleurSimule = {
  readonly siren: string;
  readonly libelle: string;
  /** Of the year of reference, hors QPV, and those among them for the first quartile. */
  readonly attributions: number;
  readonly q1: number;
  /** Of the same year, in QPV; null: not known. */
  readonly attributionsQpv: number | null;
  /** Share of the households rehoused hors QPV, and of the dwellings built again, that this bailleur takes. */
  readonly partRelogements: number;
  readonly partNeufs: number;
  readonly parc: ParcsSimules;
};

/** Where a value comes from, and how sure it is. */
export type Justification = { readonly source: string; readonly confiance: Confiance };

/** What can be justified in the list of assumptions. */
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

/** Everything the simulation is made from: it reads nothing else. Years are whole, counts are dwellings, households or leases. */
export type HypothesesSimulation = {
  /** Observed year hors QPV: leases, those for the first quartile, and those left out because their place is not known. */
  readonly reference: {
    readonly annee: number;
    readonly attributions: number;
    readonly q1: number;
    readonly sansLieu: number;
  };
  /** Leases asked for in a year, beside the first lettings of what is built again; `qpv` null: not known. */
  readonly attributionsAnnuelles: { readonly horsQpv: number; readonly qpv: number | null };
  /** Simulated years, both included. */
  readonly horizon: { readonly debut: number; readonly fin: number };
  /** Years over which the target is judged, both included; its rate is the mean of the yearly ones. */
  readonly periode: { readonly debut: number; readonly fin: number; readonly cible: number };
  /** Targets of other years; a year of neither has none. */
  readonly cibles: readonly { readonly annee: number; readonly taux: number }[];
  readonly leviers: Leviers;
  readonly groupes: readonly GroupeDemolition[];
  /** Share of a group's households rehoused in its year, the next… They add up to 1. */
  readonly etalement: readonly number[];
  /** Years in which what is built again is let. */
  readonly calendrierNeufs: readonly PoidsAnnee[];
  readonly parc: ParcsSimules;
  readonly bailleurs: readonly BailleurSimule[];
  /** Low and high value of each factor that the tornado moves. */
  readonly bornes: Readonly<Partial<Record<Facteur, { readonly bas: number; readonly haut: number }>>>;
  /** A value without its entry is shown « source à préciser ». */
  readonly justifications: Readonly<Partial<Record<CodeHypothese, Justification>>>;
};
