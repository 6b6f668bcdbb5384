import type { ColonneFigure, Figure } from "#socle/lectures/observatoire/figure.ts";

/** Indicators of the detailed map. */
export const INDICATEURS_CARTE = [
  "vacance",
  "vacance-3-mois",
  "mobilite",
  "loyer-m2",
  "construction",
  "logements",
  "desequilibre",
] as const;
export type IndicateurCarte = (typeof INDICATEURS_CARTE)[number];

export type QuestionCarte = {
  readonly epci: string;
  /** null, or an unpublished one: the last. */
  readonly millesime: string | null;
  readonly indicateur: IndicateurCarte;
  /** SIREN; null: all. */
  readonly bailleur: string | null;
  /** INSEE code; null: all. */
  readonly commune: string | null;
  /** Rank of the indicator's class, from 0; null: all, unknown values included. */
  readonly classe: number | null;
};

type Choix = { readonly code: string; readonly nom: string };

/** Content of the detailed map and its files. */
export type CarteDetaillee = {
  readonly question: QuestionCarte;
  readonly millesimes: readonly string[];
  readonly indicateurs: readonly { readonly code: IndicateurCarte; readonly libelle: string }[];
  readonly colonne: ColonneFigure;
  /** Inner cuts of the classes, ascending; empty for words. */
  readonly seuils: readonly number[];
  /** Classes of words, in order; null: classes lie between the cuts. */
  readonly mots: readonly string[] | null;
  readonly bailleurs: readonly Choix[];
  readonly communes: readonly Choix[];
  /** Résidences of the territory, before filters. */
  readonly total: number;
  /** Rows of the figure without a location. */
  readonly sansPoint: number;
  readonly figure: Figure;
};
