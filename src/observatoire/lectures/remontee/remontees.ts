import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { EtatRemontee } from "../../regles/remontee/remontee.ts";
import type { FiltreRemontees } from "./ports.ts";

type Choix = { readonly code: string; readonly libelle: string };

/** Content of the remontées' page and files. */
export type RemonteesLues = {
  readonly territoire: string;
  readonly filtre: FiltreRemontees;
  /** Name of the filter's résidence; null: no filter, or no report about it. */
  readonly residence: string | null;
  readonly total: number;
  readonly parEtat: Readonly<Record<EtatRemontee, number>>;
  /** Sentences on the counts. */
  readonly phrases: readonly string[];
  readonly communes: readonly Choix[];
  readonly bailleurs: readonly Choix[];
  readonly figures: readonly Figure[];
};
