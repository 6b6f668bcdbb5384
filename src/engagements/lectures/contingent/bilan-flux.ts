import type { Imputation } from "../../regles/contingent/compteur.ts";
import type { CodeReservataire } from "../../regles/contingent/droit.ts";
import type { CompteurConvention } from "./contingents.ts";

export const AXES_FLUX = ["typologie", "financement", "situation", "commune", "construction"] as const;
export type AxeFlux = (typeof AXES_FLUX)[number];

export const LIBELLE_AXE_FLUX: Readonly<Record<AxeFlux, string>> = {
  typologie: "Typologie",
  financement: "Financement",
  situation: "Quartier prioritaire",
  commune: "Commune",
  construction: "Période de construction",
};

export type ColonneFlux = { readonly code: string; readonly libelle: string; readonly nombre: number };

/** `parContingent`: in the order of the bilan's `contingents`; its sum is `nombre`. */
export type LigneVentilation = {
  readonly code: string;
  readonly libelle: string;
  readonly nombre: number;
  readonly parContingent: readonly number[];
};

/** One cut of all the leases: its lines sum to the bilan's total, with a line for the unknown, always present. */
export type VentilationFlux = {
  readonly axe: AxeFlux;
  readonly titre: string;
  readonly lignes: readonly LigneVentilation[];
};

/** The whole cross table, in words, for a réservataire's spreadsheet. */
export type DetailFlux = Readonly<Record<AxeFlux, string>> & { readonly contingent: string; readonly nombre: number };

export type PrevisionFlux = {
  readonly annee: number;
  readonly lignes: readonly {
    readonly bailleur: string;
    readonly reservataire: string;
    /** Two conventions of the same parties differ by it; absent from the versions frozen before it was written. */
    readonly contingent?: CodeReservataire;
    readonly libelle: string;
    readonly nombre: number;
  }[];
};

/** A convention of a whole département: its leases in every territory that this person reads there, and this territory's share of them. */
export type FluxDepartement = {
  readonly reservataire: string;
  readonly bailleur: string;
  /** As in the forecast: absent from older frozen versions. */
  readonly contingent?: CodeReservataire;
  readonly departement: string;
  readonly objectif: number | null;
  /** In this territory; null: its bailleur's leases are not readable. */
  readonly ici: Imputation | null;
  /** In the territories of `lus`, this one included; null as `ici`. */
  readonly departementLu: Imputation | null;
  /**
   * Bounds of this territory's share: what is possible, the lines that were not read and the missing quarters widen them. null without a lease,
   * without another territory, or when one of them is closed.
   */
  readonly part: readonly [number, number] | null;
  /** At most, since a territory that is not read may have some; null without an objective or a readable lease. */
  readonly resteAuPlus: number | null;
  /** Names of the territories whose leases are counted, and of those open in Blaise whose leases are closed to this person. */
  readonly lus: readonly string[];
  readonly nonLus: readonly string[];
  /** Lines of the other territories' files that were not read, among the possible leases; absent from older frozen versions, as the next. */
  readonly nonLues?: number;
  /** Names of the territories read of which a past quarter is not wholly published. */
  readonly incomplets?: readonly string[];
};

/** The yearly bilan of the flux, common to the page, the PDF, the workbook and the frozen version. Counts are signed leases. */
export type BilanFlux = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly bailleur: { readonly siren: string; readonly nom: string } | null;
  /** Restricts to one contingent; null: all. */
  readonly contingent: CodeReservataire | null;
  readonly titre: string;
  readonly etabliLe: string;
  readonly echeance: string;
  readonly total: number;
  /** Leases whose dwelling is in no published RPLS open to the reader: their financing and construction are unknown. */
  readonly nonRapproches: number;
  readonly contingents: readonly ColonneFlux[];
  readonly ventilations: readonly VentilationFlux[];
  readonly details: readonly DetailFlux[];
  readonly compteurs: readonly CompteurConvention[];
  /** Conventions of a whole département; absent from the versions frozen before this was counted. */
  readonly departements?: readonly FluxDepartement[];
  readonly prevision: PrevisionFlux;
  readonly phrases: readonly string[];
  /** Points believed but not read in the texts: shown « à confirmer ». */
  readonly aConfirmer: readonly string[];
};
