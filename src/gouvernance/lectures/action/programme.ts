import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { EtatAction } from "../../regles/action/etat-action.ts";
import type { StatutJalon, TriActions } from "../../regles/action/lecture-action.ts";
import type { ActionProgramme, JalonAction } from "./ports.ts";

export type JalonLu = JalonAction & {
  readonly statut: StatutJalon;
  /** Days past its due day; null: not late. */
  readonly retardJours: number | null;
};

export type LigneProgramme = ActionProgramme & {
  /** « 1 » to « n », in the order in which the programme writes its orientations. */
  readonly rangOrientation: number;
  readonly jalonsLus: readonly JalonLu[];
  readonly enRetard: boolean;
  /** The longest delay of its milestones; null: none. */
  readonly retardJours: number | null;
  /** ISO day of the next milestone ahead; null: none is dated. */
  readonly prochaineEcheance: string | null;
  readonly prochainJalon: string | null;
};

/** null: whatever it is. `retard`: those that are late alone. */
export type FiltreActions = {
  readonly orientation: number | null;
  readonly etat: EtatAction | "sans-suivi" | null;
  readonly retard: boolean;
};

export const TOUTES_ACTIONS: FiltreActions = { orientation: null, etat: null, retard: false };

/** The programme under its filters: the one object that the page, the documents, the spreadsheets and the API show. */
export type ProgrammeActions = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreActions;
  readonly tri: TriActions;
  readonly orientations: readonly { readonly rang: number; readonly libelle: string }[];
  readonly lignes: readonly LigneProgramme[];
  /** Whatever the filters. */
  readonly total: number;
  readonly enRetard: number;
  readonly phrases: readonly string[];
  readonly figures: readonly Figure[];
};
