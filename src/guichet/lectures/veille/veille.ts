import type { CompteVeille, FiltreVeille, PriseVeille } from "./ports.ts";

export type QuestionVeille = FiltreVeille & { readonly epci: string; readonly aujourdhui: string };

export type LigneVeille = {
  readonly reference: string;
  readonly commune: string;
  readonly typologie: string;
  readonly anciennete: string;
  readonly creeLe: string | null;
  readonly dernierEvenement: string | null;
  /** In words: how many, and the last refusal. */
  readonly propositions: string;
  /** Reasons that tell of a person's health are left out. */
  readonly motif: string;
  readonly demandeur: string | null;
  readonly prise: PriseVeille | null;
  readonly enRetard: boolean;
};

type Choix = { readonly code: string; readonly libelle: string };

/** The demandes of the last national stock that somebody should follow. */
export type Veille = {
  readonly territoire: string;
  readonly filtre: FiltreVeille;
  /** null: no stock is published. */
  readonly stock: { readonly periode: string; readonly reference: string; readonly demandes: number } | null;
  readonly delai: number;
  readonly silence: number;
  /** Days to say what became of a demande that was taken on. */
  readonly jours: number;
  /** Of the whole territory; null for whoever only reads what was entrusted to them. */
  readonly comptes: readonly CompteVeille[] | null;
  readonly lignes: readonly LigneVeille[];
  /** Entrusted to the reader's organisations, and open. */
  readonly confiees: readonly LigneVeille[];
  /** May entrust them. */
  readonly prendre: boolean;
  readonly communes: readonly Choix[];
  readonly organisations: readonly Choix[];
};
