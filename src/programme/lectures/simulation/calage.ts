import type { Confiance } from "#socle/regles/shared/confiance.ts";

/** What the territory's own published data say, before anybody chooses anything. A datum that is missing is null, and told in `manques`. */
export type Calage = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  /** Years that have a published attribution. */
  readonly annees: readonly number[];
  readonly reference: ReferenceLue | null;
  readonly parc: ParcLu | null;
  /** Those that let dwellings hors QPV in the year of reference, by decreasing count. */
  readonly bailleurs: readonly BailleurLu[];
  /** Demolitions of the programme that begin after the year of reference, or whose year is not known. */
  readonly groupes: readonly GroupeLu[];
  readonly objectifs: ObjectifsLus;
  /** French sentences: what is not known, and must be typed. */
  readonly manques: readonly string[];
  /** What the model leaves out on purpose: demolitions begun before, dwellings without a place. */
  readonly remarques: readonly string[];
};

/** Leases of the year, households rehoused apart: the programme brings them back one by one. */
export type ReferenceLue = {
  readonly annee: number;
  readonly attributions: number;
  readonly q1: number;
  readonly attributionsQpv: number;
  /** Located nowhere: in neither count. */
  readonly sansLieu: number;
  /** Left out of `attributions`. */
  readonly reloges: number;
  readonly source: string;
};

export type ZoneLue = {
  readonly logements: number;
  /** Offered and empty (RPLS, MODE 2); null: no line of the file says so. */
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
  /** Of the whole EPCI, hors QPV, as the convention in force writes them. */
  readonly cibles: readonly { readonly annee: number; readonly taux: number }[];
  /** Title of the version; null: none is in force. */
  readonly convention: string | null;
  readonly legal: { readonly taux: number; readonly source: string; readonly confiance: Confiance };
  /** The years that the question is about, and their rate. */
  readonly periode: { readonly debut: number; readonly fin: number; readonly cible: number; readonly source: string };
};
