import type { CodeReservataire } from "../../regles/contingent/droit.ts";
import type { CompteurConvention } from "./contingents.ts";
import type { FluxDepartement } from "./flux-departement.ts";

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
    readonly libelle: string;
    readonly nombre: number;
  }[];
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
