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

/** A line of the register, for the page and every file. */
export type LigneRegistre = {
  readonly operation: OperationEcrite;
  /** Name of the commune; null: unknown. */
  readonly commune: string | null;
  /** Day of the delivery, the real one if known, else the planned one. */
  readonly livraison: { readonly le: string; readonly reelle: boolean } | null;
  readonly retard: Retard | null;
};

/** The filtered register, for the page, the spreadsheet, the CSV and the API. */
export type Registre = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreOperations;
  readonly lignes: readonly LigneRegistre[];
  readonly totaux: readonly TotalGenre[];
  /** Count of the submissions to answer, filters ignored. */
  readonly aExaminer: number;
  /** Count of all operations, filters ignored. */
  readonly total: number;
  readonly communes: readonly { readonly code: string; readonly libelle: string }[];
  readonly bailleurs: readonly { readonly code: string; readonly libelle: string }[];
  readonly phrases: readonly string[];
};

/** One operation with all its data. */
export type OperationLue = LigneRegistre & {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly retards: readonly (Retard | null)[];
  readonly examens: readonly ExamenOperation[];
  /** true: changed since the last answer. */
  readonly modifieeDepuis: boolean;
  readonly lignesFinancement: readonly LigneFinancement[];
  /** Sum in euros of the known amounts, and count of the lines without one; null without any line. */
  readonly montant: { readonly connu: number; readonly inconnus: number } | null;
  /** Names of its résidences in the last published stock; a résidence absent from it has its key. */
  readonly residences: readonly string[];
  /** What the reader may do next. */
  readonly droits: {
    readonly modifier: boolean;
    readonly suites: readonly EtatOperation[];
    readonly examiner: boolean;
    readonly publier: boolean;
  };
};

/** Options of the form: all the bailleurs for an actor of the whole territory, else their own organisations. */
export type ChoixOperation = {
  readonly bailleurs: readonly BailleurProgramme[];
  readonly communes: readonly { readonly code: string; readonly libelle: string }[];
  /** true: the actor writes on the whole territory, so may choose the state and leave the bailleur empty. */
  readonly tout: boolean;
};
