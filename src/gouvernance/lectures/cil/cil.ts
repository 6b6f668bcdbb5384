import type { College, FonctionMembre, GenreInstance } from "#socle/regles/gouvernance/instance.ts";
import type { EtatAction } from "../../regles/action/etat-action.ts";
import type { StatutJalon } from "../../regles/action/lecture-action.ts";
import type { DecisionPubliee, EvaluationOuverte } from "./ports.ts";

type MembrePublic = { readonly nom: string; readonly fonction: FonctionMembre };

/** `colleges`: those with a member, in the order of the law; organisations, never persons. */
export type InstancePublique = {
  readonly nom: string;
  readonly genre: GenreInstance;
  readonly objet: string | null;
  /** Maximum months between two meetings; null: not set. */
  readonly frequenceMois: number | null;
  readonly colleges: readonly { readonly college: College; readonly membres: readonly MembrePublic[] }[];
};

export type ActionPublique = {
  readonly numero: number;
  readonly titre: string;
  /** State of its last published follow-up; null: none is published. */
  readonly etat: EtatAction | null;
  readonly etatLe: string | null;
  /** Counts of the public dated milestones: reached, and all. */
  readonly jalons: { readonly atteints: number; readonly total: number };
};

export type EtapePublique = {
  readonly jour: string | null;
  readonly quoi: string;
  /** Number of the action. */
  readonly action: number;
  readonly statut: StatutJalon;
  readonly atteintLe: string | null;
};

export type Cil = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  /** The conférence first; empty: none is set up. */
  readonly instances: readonly InstancePublique[];
  readonly convention: { readonly titre: string; readonly depuis: string } | null;
  /** By meeting, latest first. */
  readonly reunions: readonly {
    readonly jour: string;
    readonly instanceNom: string;
    readonly decisions: readonly Pick<DecisionPubliee, "numero" | "texte">[];
  }[];
  readonly actions: readonly ActionPublique[];
  /** Public milestones of the actions, by day, those without one last. */
  readonly calendrier: readonly EtapePublique[];
  readonly evaluations: readonly EvaluationOuverte[];
  /** ISO day of the last release of public figures; null: none. */
  readonly chiffresLe: string | null;
};
