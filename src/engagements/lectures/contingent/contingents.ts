import type { Assiette } from "../../regles/contingent/assiette.ts";
import type { Compteur, Imputation } from "../../regles/contingent/compteur.ts";
import type { AlerteContingent, EtatDroit } from "../../regles/contingent/droit.ts";
import type { ConventionEcrite, DroitEcrit, LigneAssietteEcrite } from "./ecrits/ports.ts";

export type DroitLu = DroitEcrit & { readonly etat: EtatDroit };

/** A line of the base for display: `libelle` names it, `sens` tells whether it adds or subtracts. */
export type LigneAssietteLue = LigneAssietteEcrite & {
  readonly libelle: string;
  readonly sens: 1 | -1;
  readonly source: string;
  readonly aConfirmer: boolean;
};

/** A convention in a year. Imputed counts are null when this person may not read the bailleur's leases: unknown, not 0. */
export type CompteurConvention = {
  readonly convention: ConventionEcrite;
  readonly perimetre: string;
  readonly assiette: Assiette;
  readonly lignes: readonly LigneAssietteLue[];
  readonly compteur: Compteur;
  /** Another réservataire shares the SNE's code there: a lease that nobody attributes may belong to either. */
  readonly partage: boolean;
  readonly alertes: readonly AlerteContingent[];
};

/**
 * What a réservataire is owed and received. `objectif`, `imputees`, `reste` are null as soon as one of its conventions has an unknown one;
 * `possibles`: leases that may be on its contingent, their file being silent.
 */
export type LigneReservataire = {
  readonly reservataire: number;
  readonly nom: string;
  readonly enStock: number;
  readonly enFlux: number;
  /** Leases of the year on its codes; null: one of its bailleurs' are not readable. */
  readonly baux: Imputation | null;
  readonly conventions: number;
  readonly objectif: number | null;
  readonly attendu: number | null;
  readonly imputees: number | null;
  readonly possibles: number | null;
  /** Lower and upper bounds. */
  readonly reste: Compteur["reste"];
  readonly alertes: number;
};

/** Declared rights against RPLS; `ecart` = declared − RPLS, null when one is unknown. */
export type EcartParc = {
  readonly bailleur: string;
  readonly libelle: string;
  readonly enStock: number | null;
  readonly enFlux: number | null;
  readonly rpls: number;
  readonly ecart: number | null;
};

/** Content of the page « Contingents » for a year. */
export type Contingents = {
  readonly annee: number;
  /** Day for which rights are read: today, or the last day of a past year. */
  readonly jour: string;
  /** Last published month, within what this person reads; null: none in the year. */
  readonly dernierMois: number | null;
  /** false: this role only reads sums. */
  readonly lignesVisibles: boolean;
  readonly reponse: readonly string[];
  readonly reservataires: readonly LigneReservataire[];
  readonly droits: readonly DroitLu[];
  readonly conventions: readonly CompteurConvention[];
  readonly parc: { readonly millesime: string; readonly ecarts: readonly EcartParc[] } | null;
  readonly phrases: readonly string[];
};
