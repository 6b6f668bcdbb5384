import type { Issue, PartIncertaine } from "#droit/regles/part.ts";
import type { MoyennePlan } from "./evaluer.ts";
import type { CauseManque } from "./manque.ts";
import type { CriterePlan, ParametresPlan } from "./parametres-plan.ts";
import type { MethodePlan } from "./resolution.ts";

/** A reserve by its reference; `pertes`: keys of the objectives that would lose one. */
export type ReservePlan = {
  readonly menage: string;
  readonly memeClasse: boolean;
  readonly partagee: boolean;
  readonly pertes: readonly string[];
};

/** Why no household is proposed. `hors-rang`: the eligible ones are beyond the bound. `proposes-ailleurs`: all have another dwelling. */
export type CauseSansProposition = "aucun-eligible" | "hors-rang" | "proposes-ailleurs";

export type LignePlan = {
  readonly logement: string;
  readonly bailleur: string;
  readonly eligibles: number;
  readonly propose: {
    readonly menage: string;
    /** Rank of the household among the eligible ones of this dwelling, from 1. */
    readonly rang: number;
    readonly attenteMois: number | null;
    readonly points: number | null;
    /** Keys of the objectives for which it counts, does not count, or is unknown. */
    readonly compte: readonly string[];
    readonly neComptePas: readonly string[];
    readonly inconnu: readonly string[];
    /** Demandes without a dwelling that come before for it. */
    readonly passees: readonly string[];
  } | null;
  readonly sansProposition: CauseSansProposition | null;
  readonly reserves: readonly ReservePlan[];
};

export type ManquePlan = {
  readonly besoin: number;
  readonly maximum: number;
  readonly impossible: boolean;
  readonly logements: readonly {
    readonly logement: string;
    readonly cause: CauseManque;
    readonly compteraient: number;
    readonly ailleurs: readonly string[];
  }[];
};

export type ObjectifPropose = {
  readonly cle: string;
  readonly libelle: string;
  readonly nature: "hors-qpv" | "qpv" | "publics-prioritaires";
  readonly taux: number;
  readonly avant: PartIncertaine;
  readonly apres: PartIncertaine;
  readonly issueAvant: Issue;
  readonly issueApres: Issue;
  readonly proposes: number;
  readonly comptes: number;
  readonly inconnus: number;
  readonly manque: number;
  /**
   * Least cost of one more attribution that counts, in months or points of all the housed households together (dual of the linear program:
   * the next one costs as much or more); 0: nothing; null: unknown.
   */
  readonly prix: number | null;
  /** true: the price is the penalty: with today's eligible households, no choice gives one more. */
  readonly auPlafond: boolean;
  readonly explication: ManquePlan | null;
};

/** The same batch, three ways. `prioriteNonSuivie` is counted against the order of the proposal's criterion. */
export type VariantePlan = {
  readonly nom: "proposition" | CriterePlan;
  readonly atteints: number;
  readonly indecis: number;
  readonly logementsProposes: number;
  readonly attenteMois: MoyennePlan;
  readonly points: MoyennePlan;
  readonly prioriteNonSuivie: number;
  readonly ecartees: number;
};

export type EcarteePlan = {
  readonly menage: string;
  readonly attenteMois: number | null;
  readonly points: number | null;
} & (
  | {
      readonly genre: "objectif";
      readonly passages: readonly {
        readonly logement: string;
        readonly menage: string;
        readonly objectifs: readonly string[];
      }[];
    }
  | {
      readonly genre: "logement";
      readonly logement: string;
      readonly chaine: readonly string[];
      readonly objectifs: readonly string[];
    }
);

/** Unknown values of the batch: counted, and never as reached. */
export type InconnusPlan = {
  readonly zones: number;
  readonly contingents: number;
  readonly quartiles: number;
  readonly relogements: number;
  readonly prioritaires: number;
  readonly attentes: number;
  readonly points: number;
};

/** Proposal for a batch, frozen, shown and printed. A proposal to the commission, never a decision. */
export type PlanPropose = {
  readonly parametres: ParametresPlan;
  readonly methode: MethodePlan;
  readonly valeur: number;
  readonly borne: number | null;
  /** 0 to 1: maximum distance to the best; null: unknown. */
  readonly ecart: number | null;
  readonly echanges: number;
  readonly logements: number;
  readonly menages: number;
  readonly paires: number;
  readonly lignes: readonly LignePlan[];
  readonly objectifs: readonly ObjectifPropose[];
  readonly comparaison: readonly VariantePlan[];
  readonly ecartees: readonly EcarteePlan[];
  readonly inconnus: InconnusPlan;
};
