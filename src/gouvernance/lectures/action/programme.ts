import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { EtatAction } from "../../regles/action/etat-action.ts";
import type { StatutJalon, TriActions } from "../../regles/action/lecture-action.ts";
import type { ActionProgramme, JalonAction, Realisation } from "./ports.ts";

export type JalonLu = JalonAction & {
  readonly statut: StatutJalon;
  /** Days past the deadline; null: not late. */
  readonly retardJours: number | null;
};

export type LigneProgramme = ActionProgramme & {
  /** « 1 » to « n », in the order of the programme's orientations. */
  readonly rangOrientation: number;
  readonly jalonsLus: readonly JalonLu[];
  readonly enRetard: boolean;
  /** Longest delay of its milestones, in days; null: none. */
  readonly retardJours: number | null;
  /** ISO day of the next milestone; null: none is dated. */
  readonly prochaineEcheance: string | null;
  readonly prochainJalon: string | null;
};

/** null: any. `retard`: late ones only. */
export type FiltreActions = {
  readonly orientation: number | null;
  readonly etat: EtatAction | "sans-suivi" | null;
  readonly retard: boolean;
};

export const TOUTES_ACTIONS: FiltreActions = { orientation: null, etat: null, retard: false };

/** Filtered programme, for the page, the documents, the spreadsheets and the API. */
export type ProgrammeActions = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreActions;
  readonly tri: TriActions;
  readonly orientations: readonly { readonly rang: number; readonly libelle: string }[];
  readonly lignes: readonly LigneProgramme[];
  /** Count before the filters. */
  readonly total: number;
  readonly enRetard: number;
  readonly phrases: readonly string[];
  /** Facts that the actions follow, those that the reader may read. */
  readonly realisations: readonly Realisation[];
  readonly figures: readonly Figure[];
};
