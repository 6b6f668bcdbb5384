import type { Issue } from "#droit/regles/part.ts";
import type { EntetePlan } from "./ports.ts";

export type DefinitionPlan = { readonly terme: string; readonly valeur: string };

/** An objective, in words. `manque`: why it is not reached, and for which dwellings; empty when it is. */
export type ObjectifVu = {
  readonly libelle: string;
  readonly cible: string;
  readonly avant: string;
  readonly apres: string;
  readonly issue: Issue;
  readonly verdict: string;
  readonly prix: string;
  readonly manque: readonly string[];
};

export type LigneVue = {
  readonly cle: string;
  readonly logement: string;
  /** null: no household is proposed, and `pourquoi` says why. */
  readonly menage: string | null;
  readonly pourquoi: string;
  readonly reserves: readonly string[];
  readonly passees: string;
};

export type VarianteVue = {
  readonly nom: string;
  readonly objectifs: string;
  readonly logements: string;
  readonly attente: string;
  readonly points: string;
  readonly prioriteNonSuivie: string;
  readonly ecartees: string;
};

export type EcarteeVue = { readonly menage: string; readonly place: string; readonly raison: string };

/** Data of the page and of the printed proposal, in the same words. */
export type VuePlan = {
  readonly territoire: { readonly epci: string; readonly nom: string; readonly demonstration: boolean };
  readonly entete: EntetePlan;
  readonly reponse: readonly string[];
  readonly parametres: readonly DefinitionPlan[];
  readonly reserves: readonly string[];
  /** null: the households were detached, with what was proposed to them. */
  readonly detail: {
    readonly objectifs: readonly ObjectifVu[];
    readonly lignes: readonly LigneVue[];
    readonly comparaison: readonly VarianteVue[];
    readonly ecartees: readonly EcarteeVue[];
  } | null;
};
