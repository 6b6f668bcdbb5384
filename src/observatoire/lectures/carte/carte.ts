import type { ColonneFigure, Figure } from "#socle/lectures/observatoire/figure.ts";

/** What the detailed map may show of the résidences. */
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
  /** null, or one that is not published: the last one. */
  readonly millesime: string | null;
  readonly indicateur: IndicateurCarte;
  /** SIREN; null: all. */
  readonly bailleur: string | null;
  /** INSEE code; null: all. */
  readonly commune: string | null;
  /** Rank of the class of the indicator, from 0; null: all, and those without a value. */
  readonly classe: number | null;
};

type Choix = { readonly code: string; readonly nom: string };

/** What the detailed map and its files show. */
export type CarteDetaillee = {
  readonly question: QuestionCarte;
  readonly millesimes: readonly string[];
  readonly indicateurs: readonly { readonly code: IndicateurCarte; readonly libelle: string }[];
  readonly colonne: ColonneFigure;
  /** Inner cuts of the classes, ascending; none for words. */
  readonly seuils: readonly number[];
  /** The classes of words, in the order of their ranks; null: classes are between the cuts. */
  readonly mots: readonly string[] | null;
  readonly bailleurs: readonly Choix[];
  readonly communes: readonly Choix[];
  /** Résidences of the territory, filters apart. */
  readonly total: number;
  /** Those of the figure that are on no map. */
  readonly sansPoint: number;
  readonly figure: Figure;
};
