import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { CodeHypothese, Facteur, Levier } from "../../../regles/simulation/hypotheses.ts";
import type { ParcAnnee } from "../../../regles/simulation/parc.ts";

/** Mean and quantiles 5, 25, 50, 75 and 95 % of the drawn rates, between 0 and 1. */
export type Eventail = {
  readonly moyenne: number;
  readonly q05: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q95: number;
};

/** `probabilite`: share of the draws at the target or above. `erreur`: its standard error, √(P(1 − P)/tirages). */
export type Chance = { readonly cible: number; readonly probabilite: number; readonly erreur: number };

export type TauxSimule = {
  /** Rate without chance, on fractions of leases. null: no attribution. */
  readonly central: number | null;
  readonly eventail: Eventail | null;
  /** null: no target, or no attribution. */
  readonly chance: Chance | null;
  /** Reason why there is no rate, in French; null: there is one. */
  readonly raison: string | null;
};

/** Integers, as drawn: rounding keeps the total of each group and of the programme. */
export type AnneeSimulee = {
  readonly annee: number;
  /** Households rehoused anywhere; `relogementsHorsQpv`: expected number hors QPV (a fraction). */
  readonly relogements: number;
  readonly relogementsHorsQpv: number;
  readonly demolis: number;
  readonly occupesDemolis: number;
  readonly neufs: number;
  readonly neufsPlai: number;
  /** Hors QPV: ordinary and rehoused leases; `attributions` adds the first lettings of new dwellings, and is the denominator. */
  readonly attributionsOrdinaires: number;
  readonly attributions: number;
  readonly taux: TauxSimule;
};

export type PeriodeSimulee = { readonly debut: number; readonly fin: number; readonly taux: TauxSimule };

export type CheminParc = {
  readonly zone: "qpv" | "horsQpv";
  /** null: the whole territory. */
  readonly bailleur: { readonly siren: string; readonly libelle: string } | null;
  readonly vacanceDepart: number | null;
  readonly annees: readonly ParcAnnee[];
  readonly phrase: string;
};

/** Households to rehouse in a year, and dwellings that can be let then; null: the stock of that side is unknown. */
export type AnneeRelogement = {
  readonly annee: number;
  readonly horsQpv: { readonly menages: number; readonly offre: number | null };
  readonly qpv: { readonly menages: number; readonly offre: number | null };
};

/** Is there room for the households to rehouse? Dwellings are counted whatever their size and rent. */
export type CalendrierRelogement = { readonly annees: readonly AnneeRelogement[]; readonly phrase: string };

/** Year after the last rehousing and the last new dwelling, where the effect of the programme stops. */
export type Falaise = {
  /** null: the programme does not end within the simulated years, or is empty. */
  readonly annee: number | null;
  readonly avant: TauxSimule | null;
  readonly apres: TauxSimule | null;
  readonly phrase: string;
};

/** Value of one lever that brings the mean of the period to its target, the others unchanged. */
export type Equilibre = {
  readonly levier: Levier;
  readonly libelle: string;
  readonly actuel: number;
  readonly valeur: number | null;
  /** Reason why there is none, in French; null: there is one. */
  readonly raison: string | null;
  readonly phrase: string;
};

export type BoutTornade = {
  readonly valeur: number;
  /** Mean of the period without chance, and P(target), with the same random numbers for every factor. */
  readonly central: number | null;
  readonly probabilite: number | null;
};

export type BarreTornade = {
  readonly facteur: Facteur;
  readonly libelle: string;
  readonly bas: BoutTornade;
  readonly haut: BoutTornade;
  /** Difference between the greatest and the least of the three means, the present one included; bars are sorted by decreasing value. */
  readonly amplitude: number;
};

/** One bailleur, drawn on its own: the territory is not the sum of these draws. */
export type BailleurResultat = {
  readonly siren: string;
  readonly libelle: string;
  readonly annees: readonly { readonly annee: number; readonly attributions: number; readonly taux: TauxSimule }[];
  readonly periode: PeriodeSimulee;
};

/** One line of the printed assumptions; `source` null: still to be given. */
export type HypotheseDite = {
  readonly code: CodeHypothese | "modele" | "tirage";
  readonly libelle: string;
  readonly valeur: string;
  readonly source: string | null;
  readonly confiance: Confiance | null;
};

/** Plain JSON data without a clock: the same hypotheses, seed and number of draws give the same result. */
export type ResultatSimulation = {
  readonly graine: number;
  readonly tirages: number;
  readonly annees: readonly AnneeSimulee[];
  readonly periode: PeriodeSimulee;
  /** Answer in one sentence: « peut-on atteindre la cible sur la période ? ». */
  readonly reponse: string;
  readonly parcs: readonly CheminParc[];
  readonly relogement: CalendrierRelogement;
  readonly falaise: Falaise;
  readonly equilibres: readonly Equilibre[];
  readonly tornade: readonly BarreTornade[];
  readonly bailleurs: readonly BailleurResultat[];
  readonly hypotheses: readonly HypotheseDite[];
  /** French sentences on what the model leaves out. */
  readonly limites: readonly string[];
};
