import type { Contingent, Origine } from "#droit/regles/attribution/attribution.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import type { Mesures, Methode, SourceCitee } from "../bilan.ts";
import type { LigneEffort } from "../effort/effort.ts";

/** `remplace`: by a later signed version. */
export type EtatBilanBailleur = "prepare" | "commente" | "signe" | "remplace";

export type LignesCroisees = "contingent" | "secteur" | "commune";

export type AxeCroise = "quartile" | "situation" | "menage" | "age" | "origine" | "prioritaire";

/** Leases of a bailleur in a month, with a hash of all the facts that a bilan counts. */
export type MoisPublie = {
  /** SIREN. */
  readonly bailleur: string;
  /** 1 to 12. */
  readonly mois: number;
  readonly nombre: number;
  readonly empreinte: string;
};

export type Modalite = { readonly code: string; readonly libelle: string };

export type LigneCroisee = {
  readonly code: string;
  readonly libelle: string;
  /** One count per modality, in order; their sum is `total`. */
  readonly valeurs: readonly number[];
  readonly total: number;
};

/** Leases crossed by two answers. The unknown has its row and column, even when empty; sums equal the bilan's total. */
export type Croisement = {
  readonly lignesDe: LignesCroisees;
  readonly axe: AxeCroise;
  readonly titre: string;
  readonly premiereColonne: string;
  readonly modalites: readonly Modalite[];
  readonly lignes: readonly LigneCroisee[];
  readonly totaux: readonly number[];
  readonly total: number;
};

/** Origins of demandeurs in the SNE: contingent of the dwelling, former housing, DALO. */
export type LigneOrigine = {
  readonly contingent: Contingent;
  readonly libelleContingent: string;
  readonly origine: Origine;
  readonly libelleOrigine: string;
  readonly dalo: { readonly oui: number; readonly non: number; readonly inconnu: number };
  readonly total: number;
};

/**
 * The bailleur's precision on a contingent, since the SNE does not tell a hospital from the « autres réservataires »: who brought the demandeurs.
 * `nombre` is at least 1; those of a contingent never exceed its leases.
 */
export type Precision = { readonly contingent: Contingent; readonly partenaire: string; readonly nombre: number };

/**
 * The figures of one bailleur over a quarter, the quarters so far or the year (document-cadre, action 13). The signature freezes them; page,
 * documents and comparison share this object.
 */
export type FiguresBailleur = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly siren: string;
  readonly bailleur: string;
  readonly annee: number;
  readonly periode: Periode["code"];
  readonly libellePeriode: string;
  /** €/year/consumption unit; null when no threshold is known for the year. */
  readonly seuilPremierQuartile: number | null;
  readonly mesures: Mesures;
  /** From January to the end of the period: the year's objective is judged on it. */
  readonly cumul: { readonly libelle: string; readonly mesures: Mesures };
  /** Leases of each contingent, by quartile and by situation. */
  readonly contingents: readonly Croisement[];
  readonly origines: readonly LigneOrigine[];
  /** Recent move-ins by place and profile. */
  readonly secteurs: readonly Croisement[];
  readonly communes: readonly Croisement[];
  /** What remains to be signed by 31 December for the hors-QPV objective; null: not computed. */
  readonly effort: LigneEffort | null;
  /** Hashes of the published leases of each month of the period: tell whether they have changed. */
  readonly mois: readonly Pick<MoisPublie, "mois" | "empreinte">[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};

/** A version of a bailleur's bilan without its figures. Instants are ISO. */
export type EnteteBilanBailleur = {
  readonly id: number;
  readonly epci: string;
  readonly organisation: number;
  readonly nomOrganisation: string;
  readonly siren: string | null;
  readonly annee: number;
  readonly periode: Periode["code"];
  /** Rank of the version for the same bailleur and period, from 1. */
  readonly numero: number;
  readonly etat: EtatBilanBailleur;
  /** SHA-256 of the canonical JSON of figures, comment and precisions: proves that the signed version is the one seen. */
  readonly empreinte: string;
  readonly prepareLe: string;
  readonly commenteLe: string | null;
  readonly signeLe: string | null;
  /** Account that signed, in the name of `nomOrganisation`. */
  readonly signePar: string | null;
  readonly remplaceLe: string | null;
  readonly total: number;
  readonly mois: FiguresBailleur["mois"];
};

export type BilanBailleur = EnteteBilanBailleur & {
  readonly figures: FiguresBailleur;
  readonly commentaire: string | null;
  readonly precisions: readonly Precision[];
};

/** A changed figure. `ecart` = aujourdhui − alors; null when one of them is. */
export type ChiffreChange = {
  readonly groupe: "mesures" | "contingents" | "origines" | "secteurs" | "communes";
  readonly nom: string;
  readonly alors: number | null;
  readonly aujourdhui: number | null;
  readonly ecart: number | null;
};

export type Comparaison = { readonly changements: readonly ChiffreChange[]; readonly phrase: string };

export type CaseBilan = {
  readonly periode: Periode["code"];
  readonly libelle: string;
  readonly baux: number;
  /** `sans-bail`: nothing is published. `a-preparer`: no version yet. */
  readonly etat: "sans-bail" | "a-preparer" | "prepare" | "commente" | "signe";
  /** Version to open: the signed one, else the unsigned one. */
  readonly version: number | null;
  /** Day of that version's state. */
  readonly le: string | null;
  /** `id` of an unsigned version later than the signed one. */
  readonly revision: number | null;
  /** The published leases differ from the version's. */
  readonly change: boolean;
  /** The quarter has ended: the bilan may be signed. */
  readonly termine: boolean;
};

export type LigneBilans = {
  readonly siren: string;
  readonly nom: string;
  /** Organisation in whose name the reader may prepare it; null: none. */
  readonly organisation: number | null;
  readonly cases: readonly CaseBilan[];
};

export type ListeBilans = {
  readonly annee: number;
  readonly lignes: readonly LigneBilans[];
  /** All versions of the year, latest first. */
  readonly versions: readonly EnteteBilanBailleur[];
};
