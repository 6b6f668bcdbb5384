import type { Confiance } from "#socle/regles/shared/confiance.ts";

/** Published data of the territory, before any choice. A missing datum is null, and `manques` says so. */
export type Calage = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  /** Years with a published attribution. */
  readonly annees: readonly number[];
  readonly reference: ReferenceLue | null;
  readonly parc: ParcLu | null;
  /** Bailleurs that let dwellings hors QPV in the year of reference, by decreasing count. */
  readonly bailleurs: readonly BailleurLu[];
  /** Demolitions of the programme that begin after the year of reference, or whose year is unknown. */
  readonly groupes: readonly GroupeLu[];
  readonly objectifs: ObjectifsLus;
  /** French sentences on the unknown data, which must be typed. */
  readonly manques: readonly string[];
  /** French sentences on what the model leaves out on purpose: demolitions already begun, dwellings without a place. */
  readonly remarques: readonly string[];
};

/** Leases of the year without the rehoused households, which the programme adds back one by one. */
export type ReferenceLue = {
  readonly annee: number;
  readonly attributions: number;
  readonly q1: number;
  readonly attributionsQpv: number;
  /** Count of the leases without a place, left out of both counts. */
  readonly sansLieu: number;
  /** Count left out of `attributions`. */
  readonly reloges: number;
  readonly source: string;
};

export type ZoneLue = {
  readonly logements: number;
  /** Dwellings offered and empty (RPLS, MODE 2); null: the file does not tell. */
  readonly vacants: number | null;
};

export type ParcLu = {
  readonly millesime: string;
  readonly qpv: ZoneLue;
  readonly horsQpv: ZoneLue;
  readonly sansLieu: number;
  readonly source: string;
};

export type BailleurLu = {
  readonly siren: string;
  readonly libelle: string;
  readonly attributions: number;
  readonly q1: number;
  readonly attributionsQpv: number;
  readonly qpv: ZoneLue | null;
  readonly horsQpv: ZoneLue | null;
};

export type GroupeLu = {
  readonly code: string;
  readonly libelle: string;
  readonly bailleur: string | null;
  readonly logements: number | null;
  readonly occupes: number | null;
  readonly annee: number | null;
  readonly source: string;
};

export type ObjectifsLus = {
  /** Targets of the whole EPCI hors QPV, as the convention in force writes them. */
  readonly cibles: readonly { readonly annee: number; readonly taux: number }[];
  /** Title of the version; null: none is in force. */
  readonly convention: string | null;
  readonly legal: { readonly taux: number; readonly source: string; readonly confiance: Confiance };
  /** Years of the question, and their target rate. */
  readonly periode: { readonly debut: number; readonly fin: number; readonly cible: number; readonly source: string };
};
