import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { CiblePlh } from "../../regles/plh-cible.ts";
import type { CommuneReference, ReponsePlh } from "../../regles/plh-tranche.ts";
import type { GenreRegle, IssueRegle, LectureProgramme, VersionRegle } from "../../regles/regle.ts";
import type { SoldeProgramme } from "../../regles/regle-operations.ts";
import type { TriCommunes } from "./ports.ts";

/** An operation that a rule counts, with what it adds, in words. */
export type OperationDeRegle = { readonly id: number; readonly nom: string; readonly compte: string };

/** What a rule says in one reading of the programme. Rates between 0 and 1. */
export type ReponseRegle = {
  readonly lecture: LectureProgramme;
  /** « Au programme », « Terminé », « Parc publié »… */
  readonly libelle: string;
  readonly issue: IssueRegle;
  readonly part: number | null;
  readonly total: number | null;
  readonly taux: number | null;
  /** Highest null: nothing limits it. */
  readonly bornes: readonly [number, number | null] | null;
  /** To add, or to take off; 0 when there is nothing to do, or when the unknown could do it. */
  readonly manque: number;
  readonly surplus: number;
  readonly inconnus: number;
  /** The same in French, with what is missing and what is not known. */
  readonly phrases: readonly string[];
  readonly operations: readonly OperationDeRegle[];
};

export type RegleLue = {
  /** Stable on the page: « reconstitution-part », « part-residences-principales-52448 ». */
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
  /** What is counted, how, and what the text leaves open. */
  readonly precisions: readonly string[];
  /** Empty when the person does not read the whole programme. The second is there only when it says something else. */
  readonly reponses: readonly ReponseRegle[];
};

export type CommuneLue = {
  readonly commune: string;
  readonly nom: string;
  readonly reference: CommuneReference;
  readonly tauxReference: number | null;
  readonly reponse: ReponsePlh | null;
  readonly cible: CiblePlh | null;
  /** Main residences that the target is counted on, and their year. */
  readonly residences: { readonly nombre: number; readonly annee: number } | null;
  /** Social dwellings of the published stock; null when none is. */
  readonly actuels: number | null;
  /** Since the year of reference. */
  readonly realises: number | null;
  readonly solde: SoldeProgramme | null;
  /** Left to realise once the programme is; null when it cannot be told. */
  readonly reste: number | null;
  readonly issue: IssueRegle;
  readonly raison: string;
};

/** The one object behind the page of the rules and its files. */
export type ReglesLues = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly etabliLe: string;
  /** The person reads every operation: else rules are shown, and not judged. */
  readonly partout: boolean;
  readonly regles: readonly RegleLue[];
  /** Kinds of rules that the territory has not. */
  readonly absentes: readonly { readonly genre: GenreRegle; readonly libelle: string }[];
  readonly versions: readonly (VersionRegle & { readonly libelle: string })[];
  readonly phrases: readonly string[];
  readonly tri: TriCommunes;
  readonly communes: readonly CommuneLue[];
  readonly figures: readonly Figure[];
};
