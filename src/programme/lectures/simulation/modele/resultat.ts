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
  /** Without chance: fractions of leases as they are. null when there is no attribution. */
  readonly central: number | null;
  readonly eventail: Eventail | null;
  /** null when there is no target, or no attribution. */
  readonly chance: Chance | null;
  /** Why there is no rate. */
  readonly raison: string | null;
};

/** Whole counts, as drawn: fractions are rounded so that each group and each programme keeps its total. */
export type AnneeSimulee = {
  readonly annee: number;
  /** Households rehoused, wherever they go, and how many are expected hors QPV (fraction). */
  readonly relogements: number;
  readonly relogementsHorsQpv: number;
  readonly demolis: number;
  readonly occupesDemolis: number;
  readonly neufs: number;
  readonly neufsPlai: number;
  /** Hors QPV, ordinary and rehoused; then with the first lettings of new dwellings: the denominator. */
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

/** Households to rehouse in a year, beside the dwellings that can be let there; null: the stock of that side is not known. */
export type AnneeRelogement = {
  readonly annee: number;
  readonly horsQpv: { readonly menages: number; readonly offre: number | null };
  readonly qpv: { readonly menages: number; readonly offre: number | null };
};

/** Is there room for those to rehouse? Dwellings are counted, whatever their size and rent. */
export type CalendrierRelogement = { readonly annees: readonly AnneeRelogement[]; readonly phrase: string };

/** The year after the last rehousing and the last new dwelling: what is left when the programme stops. */
export type Falaise = {
  /** null when the programme does not end within the simulated years, or has none. */
  readonly annee: number | null;
  readonly avant: TauxSimule | null;
  readonly apres: TauxSimule | null;
  readonly phrase: string;
};

/** The value of one lever that brings the mean of the period to its target, the others held. */
export type Equilibre = {
  readonly levier: Levier;
  readonly libelle: string;
  readonly actuel: number;
  readonly valeur: number | null;
  /** Why there is none. */
  readonly raison: string | null;
  readonly phrase: string;
};

export type BoutTornade = {
  readonly valeur: number;
  /** Mean of the period without chance, and P(target) with the same draws for every factor. */
  readonly central: number | null;
  readonly probabilite: number | null;
};

export type BarreTornade = {
  readonly facteur: Facteur;
  readonly libelle: string;
  readonly bas: BoutTornade;
  readonly haut: BoutTornade;
  /** Between the least and the greatest of the three means, the present one among them; bars come in decreasing order of it. */
  readonly amplitude: number;
};

/** One bailleur, drawn on its own: the territory is not the sum of these draws. */
export type BailleurResultat = {
  readonly siren: string;
  readonly libelle: string;
  readonly annees: readonly { readonly annee: number; readonly attributions: number; readonly taux: TauxSimule }[];
  readonly periode: PeriodeSimulee;
};

/** One line of the printed assumptions; `source` null: to be told. */
export type HypotheseDite = {
  readonly code: CodeHypothese | "modele" | "tirage";
  readonly libelle: string;
  readonly valeur: string;
  readonly source: string | null;
  readonly confiance: Confiance | null;
};

/** Plain data, ready for JSON: no clock, the same for the same hypotheses, seed and number of draws. */
export type ResultatSimulation = {
  readonly graine: number;
  readonly tirages: number;
  readonly annees: readonly AnneeSimulee[];
  readonly periode: PeriodeSimulee;
  /** One sentence that answers « peut-on atteindre la cible sur la période ? ». */
  readonly reponse: string;
  readonly parcs: readonly CheminParc[];
  readonly relogement: CalendrierRelogement;
  readonly falaise: Falaise;
  readonly equilibres: readonly Equilibre[];
  readonly tornade: readonly BarreTornade[];
  readonly bailleurs: readonly BailleurResultat[];
  readonly hypotheses: readonly HypotheseDite[];
  /** What the model does not see, in French. */
  readonly limites: readonly string[];
};
