import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { CiblePlh } from "../../regles/plh-cible.ts";
import type { CommuneReference, ReponsePlh } from "../../regles/plh-tranche.ts";
import type { GenreRegle, IssueRegle, LectureProgramme, VersionRegle } from "../../regles/regle.ts";
import type { SoldeProgramme } from "../../regles/regle-operations.ts";
import type { TriCommunes } from "./ports.ts";

/** An operation that a rule counts; `compte`: what it adds, in words. */
export type OperationDeRegle = { readonly id: number; readonly nom: string; readonly compte: string };

/** Verdict of a rule in one reading of the programme. Rates between 0 and 1. */
export type ReponseRegle = {
  readonly lecture: LectureProgramme;
  /** Name of the reading: « Au programme », « Terminé », « Parc publié »… */
  readonly libelle: string;
  readonly issue: IssueRegle;
  readonly part: number | null;
  readonly total: number | null;
  readonly taux: number | null;
  /** Upper bound null: nothing limits it. */
  readonly bornes: readonly [number, number | null] | null;
  /** Count to add, or to remove; 0 when nothing is needed, or when the unknown values could cover it. */
  readonly manque: number;
  readonly surplus: number;
  readonly inconnus: number;
  /** French sentences: the verdict, what is missing and what is unknown. */
  readonly phrases: readonly string[];
  readonly operations: readonly OperationDeRegle[];
};

export type RegleLue = {
  /** Stable anchor of the page: « reconstitution-part », « part-residences-principales-52448 ». */
  readonly code: string;
  readonly genre: GenreRegle;
  readonly commune: string;
  readonly libelle: string;
  /** « de 30 % à 50 % », « au moins 60 logements par an, de 2012 à 2018 ». */
  readonly seuil: string;
  readonly texte: string;
  readonly reference: string;
  readonly confiance: Confiance;
  readonly depuis: string;
  readonly jusque: string | null;
  /** French sentences: what is counted, how, and what the text leaves open. */
  readonly precisions: readonly string[];
  /** Empty when the reader may not read the whole programme. The second reading is there only when it differs. */
  readonly reponses: readonly ReponseRegle[];
};

export type CommuneLue = {
  readonly commune: string;
  readonly nom: string;
  readonly reference: CommuneReference;
  readonly tauxReference: number | null;
  readonly reponse: ReponsePlh | null;
  readonly cible: CiblePlh | null;
  /** Main residences on which the target is computed, and their year. */
  readonly residences: { readonly nombre: number; readonly annee: number } | null;
  /** Social dwellings of the published stock; null: none is published. */
  readonly actuels: number | null;
  /** Dwellings added since the year of reference. */
  readonly realises: number | null;
  readonly solde: SoldeProgramme | null;
  /** Dwellings still missing once the programme is built; null: unknown. */
  readonly reste: number | null;
  readonly issue: IssueRegle;
  readonly raison: string;
};

/** Data of the page of the rules and of its files. */
export type ReglesLues = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly etabliLe: string;
  /** false: the reader may not read every operation, and the rules are shown without verdicts. */
  readonly partout: boolean;
  readonly regles: readonly RegleLue[];
  /** Kinds of rules that the territory does not have. */
  readonly absentes: readonly { readonly genre: GenreRegle; readonly libelle: string }[];
  readonly versions: readonly (VersionRegle & { readonly libelle: string })[];
  readonly phrases: readonly string[];
  readonly tri: TriCommunes;
  readonly communes: readonly CommuneLue[];
  readonly figures: readonly Figure[];
};
