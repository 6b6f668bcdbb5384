import type { CompteVeille, FiltreVeille, PriseVeille } from "./ports.ts";

export type QuestionVeille = FiltreVeille & { readonly epci: string; readonly aujourdhui: string };

export type LigneVeille = {
  readonly reference: string;
  readonly commune: string;
  readonly typologie: string;
  readonly anciennete: string;
  readonly creeLe: string | null;
  readonly dernierEvenement: string | null;
  /** French phrase: count of proposals, and the last refusal. */
  readonly propositions: string;
  /** Motive of the demande; those about health are left out. */
  readonly motif: string;
  readonly demandeur: string | null;
  readonly prise: PriseVeille | null;
  readonly enRetard: boolean;
};

type Choix = { readonly code: string; readonly libelle: string };

/** Demandes of the last national stock that somebody should follow. */
export type Veille = {
  readonly territoire: string;
  readonly filtre: FiltreVeille;
  /** null: no stock is published. */
  readonly stock: { readonly periode: string; readonly reference: string; readonly demandes: number } | null;
  readonly delai: number;
  readonly silence: number;
  /** Days allowed to state the issue of a demande taken on. */
  readonly jours: number;
  /** Counts of the whole territory; null for a reader of their own follow-ups alone. */
  readonly comptes: readonly CompteVeille[] | null;
  readonly lignes: readonly LigneVeille[];
  /** Open follow-ups of the reader's organisations. */
  readonly confiees: readonly LigneVeille[];
  /** true: the reader may entrust demandes. */
  readonly prendre: boolean;
  readonly communes: readonly Choix[];
  readonly organisations: readonly Choix[];
};
