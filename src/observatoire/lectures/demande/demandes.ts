import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { VueDemandes } from "./ports.ts";

export type QuestionDemandes = {
  readonly epci: string;
  /** A published stock, « 2017 » or « 2018-T3 »; null: the latest. */
  readonly stock: string | null;
  /** Months; null: the parameter in force. */
  readonly delai: number | null;
  readonly silence: number | null;
  /** INSEE code, and type of the SNE list: the demandes that want it. */
  readonly commune: string | null;
  readonly typologie: string | null;
};

/** What the page of the demandes and its files show. */
export type Demandes = {
  readonly territoire: string;
  readonly stock: string;
  /** The day that the stock is of. */
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
  /** Of those that the filter keeps. */
  readonly total: number;
  readonly phrases: readonly string[];
  /** What the file does not carry, in a sentence; null when it carries all. */
  readonly absents: string | null;
  /** Demandes without a proposal nor an event since the silence asked for, and those of which the file does not say. */
  readonly signalees: { readonly nombre: number; readonly inconnues: number };
  readonly figures: Readonly<Record<VueDemandes, readonly Figure[]>>;
};
