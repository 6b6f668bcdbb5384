import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { VueDemandes } from "./ports.ts";

export type QuestionDemandes = {
  readonly epci: string;
  /** A published stock, « 2017 » or « 2018-T3 »; null: the latest. */
  readonly stock: string | null;
  /** In months; null: the parameter in force. */
  readonly delai: number | null;
  readonly silence: number | null;
  /** INSEE code, and type of the SNE's list: only the demandes that want it. */
  readonly commune: string | null;
  readonly typologie: string | null;
};

/** Content of the demandes' page and files. */
export type Demandes = {
  readonly territoire: string;
  readonly stock: string;
  /** Day of the stock. */
  readonly reference: string;
  readonly delai: number;
  readonly silence: number;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly choix: {
    readonly stocks: readonly string[];
    readonly communes: readonly { readonly code: string; readonly nom: string }[];
    readonly typologies: readonly { readonly code: string; readonly nom: string }[];
  };
  /** Within the filter. */
  readonly total: number;
  readonly phrases: readonly string[];
  /** What the file lacks, in a sentence; null: nothing. */
  readonly absents: string | null;
  /** Demandes without a proposal or event for the given silence, and those of which the file does not say. */
  readonly signalees: { readonly nombre: number; readonly inconnues: number };
  readonly figures: Readonly<Record<VueDemandes, readonly Figure[]>>;
};
