import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { EtatRemontee } from "../../regles/remontee/remontee.ts";
import type { FiltreRemontees } from "./ports.ts";

type Choix = { readonly code: string; readonly libelle: string };

/** What the page of the remontées and its files show. */
export type RemonteesLues = {
  readonly territoire: string;
  readonly filtre: FiltreRemontees;
  /** Name of the résidence of the filter; null: none is asked, or nothing is written of it. */
  readonly residence: string | null;
  readonly total: number;
  readonly parEtat: Readonly<Record<EtatRemontee, number>>;
  /** What the counts say, in French. */
  readonly phrases: readonly string[];
  readonly communes: readonly Choix[];
  readonly bailleurs: readonly Choix[];
  readonly figures: readonly Figure[];
};
