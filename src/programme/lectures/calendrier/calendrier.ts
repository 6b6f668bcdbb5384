import type { EtatOperation, GenreOperation, PhaseOperation } from "#donnees/regles/programme/operation.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** A phase on the time line, ISO days; `fin` null: not over, or unknown. */
export type BarreCalendrier = {
  readonly phase: PhaseOperation;
  readonly reel: boolean;
  readonly debut: string;
  readonly fin: string | null;
};

export type LigneCalendrier = {
  readonly id: number;
  readonly nom: string;
  readonly genre: GenreOperation;
  readonly etat: EtatOperation;
  readonly commune: string | null;
  readonly bailleur: string | null;
  readonly logements: number | null;
  /** First and last day, planned (`prevu`) and real (`reel`); null: not written. */
  readonly prevu: { readonly debut: string | null; readonly fin: string | null };
  readonly reel: { readonly debut: string | null; readonly fin: string | null };
  /** Days past the last planned one, for an operation not over; 0: none; null: no planned end to compare with. */
  readonly retard: number | null;
  readonly barres: readonly BarreCalendrier[];
};

/** Data of the time line and of its files. */
export type Calendrier = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly genre: GenreOperation | null;
  readonly phrases: readonly string[];
  /** Late operations first, then by first day. */
  readonly lignes: readonly LigneCalendrier[];
  readonly figures: readonly Figure[];
};
