import type { Contingent, Origine } from "#droit/regles/attribution/attribution.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import type { Mesures, Methode, SourceCitee } from "../bilan.ts";
import type { LigneEffort } from "../effort/effort.ts";

/** `remplace`: by a version signed later. */
export type EtatBilanBailleur = "prepare" | "commente" | "signe" | "remplace";

export type LignesCroisees = "contingent" | "secteur" | "commune";

export type AxeCroise = "quartile" | "situation" | "menage" | "age" | "origine" | "prioritaire";

/** Leases of a bailleur in a month, with a fingerprint of all that a bilan can count of them. */
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
  /** One count a modality, in their order; their sum is `total`. */
  readonly valeurs: readonly number[];
  readonly total: number;
};

/** Leases crossed by two answers. The unknown has its line and its column, shown even when empty; all sums give the bilan's total. */
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

/** Where demandeurs come from, as the SNE tells it: the contingent of the dwelling, the former housing, the DALO. */
export type LigneOrigine = {
  readonly contingent: Contingent;
  readonly libelleContingent: string;
  readonly origine: Origine;
  readonly libelleOrigine: string;
  readonly dalo: { readonly oui: number; readonly non: number; readonly inconnu: number };
  readonly total: number;
};

/**
 * What the bailleur adds to the SNE, which does not tell a hospital from the « autres réservataires »: who brought the demandeurs of a
 * contingent. `nombre` is at least 1; those of one contingent never exceed its leases.
 */
export type Precision = { readonly contingent: Contingent; readonly partenaire: string; readonly nombre: number };

/**
 * The figures of one bailleur over a quarter, the quarters so far or the year (document-cadre, action 13): frozen as they are by the
 * signature, the same object on the page, in the documents and in the comparison.
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
  /** From January to the end of the period: what the year's objective is read by. */
  readonly cumul: { readonly libelle: string; readonly mesures: Mesures };
  /** How many leases each contingent gave, by quartile and by location. */
  readonly contingents: readonly Croisement[];
  readonly origines: readonly LigneOrigine[];
  /** Recent move-ins by place and profile. */
  readonly secteurs: readonly Croisement[];
  readonly communes: readonly Croisement[];
  /** What remains to be signed by 31 December for the hors-QPV objective; null: not computed here. */
  readonly effort: LigneEffort | null;
  /** Fingerprints of the published leases of each month of the period: tells at once whether they are still the same. */
  readonly mois: readonly Pick<MoisPublie, "mois" | "empreinte">[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};

/** A version of a bailleur's bilan, without its figures. Instants are ISO. */
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
  /** SHA-256 of the canonical JSON of figures, comment and precisions: what was seen is what is signed. */
  readonly empreinte: string;
  readonly prepareLe: string;
  readonly commenteLe: string | null;
  readonly signeLe: string | null;
  /** Name of the account that signed, in the name of `nomOrganisation`. */
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

/** A figure that is no longer what it was. `ecart` = aujourdhui − alors; null as soon as one of them is. */
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
  /** `sans-bail`: nothing published. `a-preparer`: no version yet. */
  readonly etat: "sans-bail" | "a-preparer" | "prepare" | "commente" | "signe";
  /** The version to open: the signed one, else the open one. */
  readonly version: number | null;
  /** Day of that version's state. */
  readonly le: string | null;
  /** `id` of an unsigned version after the signed one. */
  readonly revision: number | null;
  /** The published leases are no longer those of the version. */
  readonly change: boolean;
  /** The quarter has ended: it may be signed. */
  readonly termine: boolean;
};

export type LigneBilans = {
  readonly siren: string;
  readonly nom: string;
  /** In whose name the reader may prepare it; null: not theirs. */
  readonly organisation: number | null;
  readonly cases: readonly CaseBilan[];
};

export type ListeBilans = {
  readonly annee: number;
  readonly lignes: readonly LigneBilans[];
  /** Every version of the year, latest first. */
  readonly versions: readonly EnteteBilanBailleur[];
};
