import type { EtatOperation } from "#donnees/regles/programme/operation.ts";
import type { Retard } from "../regles/retard.ts";
import type { TotalGenre } from "../regles/totaux.ts";
import type {
  BailleurProgramme,
  ExamenOperation,
  FiltreOperations,
  LigneFinancement,
  OperationEcrite,
} from "./ports.ts";

/** One line of the register, as everyone shows it. */
export type LigneRegistre = {
  readonly operation: OperationEcrite;
  /** Name of the commune; null: not known. */
  readonly commune: string | null;
  /** Of the delivery: the real day when it is there. */
  readonly livraison: { readonly le: string; readonly reelle: boolean } | null;
  readonly retard: Retard | null;
};

/** The register under its filters: the one object that the page, the spreadsheet, the CSV and the API show. */
export type Registre = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreOperations;
  readonly lignes: readonly LigneRegistre[];
  readonly totaux: readonly TotalGenre[];
  /** Submissions that wait for an answer, whatever the filters. */
  readonly aExaminer: number;
  /** Whatever the filters. */
  readonly total: number;
  readonly communes: readonly { readonly code: string; readonly libelle: string }[];
  readonly bailleurs: readonly { readonly code: string; readonly libelle: string }[];
  readonly phrases: readonly string[];
};

/** One operation with all that is known of it. */
export type OperationLue = LigneRegistre & {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly retards: readonly (Retard | null)[];
  readonly examens: readonly ExamenOperation[];
  /** It was changed since the last answer. */
  readonly modifieeDepuis: boolean;
  readonly lignesFinancement: readonly LigneFinancement[];
  /** Euros of the lines whose amount is known, and how many have none; null without any line. */
  readonly montant: { readonly connu: number; readonly inconnus: number } | null;
  /** Names of its résidences in the last published stock, those that it does not know by their key. */
  readonly residences: readonly string[];
  /** What this person may do next. */
  readonly droits: {
    readonly modifier: boolean;
    readonly suites: readonly EtatOperation[];
    readonly examiner: boolean;
    readonly publier: boolean;
  };
};

/** Who may be chosen on a form: all the bailleurs for whoever writes the whole territory, else one's own organisations. */
export type ChoixOperation = {
  readonly bailleurs: readonly BailleurProgramme[];
  readonly communes: readonly { readonly code: string; readonly libelle: string }[];
  /** Writes on the whole territory: chooses the state, and may leave the bailleur empty. */
  readonly tout: boolean;
};
