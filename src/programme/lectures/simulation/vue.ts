import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { ResultatSimulation } from "./modele/resultat.ts";
import type { DemandeSimulation, EnteteScenario } from "./ports.ts";

/** What every output shows of one simulation: the page, the PDF, the workbook and the CSV. */
export type BoiteDite = {
  readonly libelle: string;
  /** 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly [number, number, number, number, number];
  readonly cible: number | null;
  readonly ensemble?: true;
};

/** Rates between 0 and 1; the values of the factors are written. */
export type TornadeDite = {
  readonly centre: number;
  readonly cible: number | null;
  readonly barres: readonly { readonly libelle: string; readonly bas: BoutDit; readonly haut: BoutDit }[];
};

export type BoutDit = { readonly texte: string; readonly taux: number; readonly probabilite: number | null };

/** One assumption, ready to print. */
export type HypotheseImprimee = {
  readonly libelle: string;
  readonly valeur: string;
  readonly source: string;
  /** « à confirmer », « mesuré », « levier choisi »… */
  readonly surete: string;
  readonly aConfirmer: boolean;
  /** How the model is made: the same for every scenario. */
  readonly modele: boolean;
  readonly levier: boolean;
};

export type VueSimulation = {
  readonly epci: string;
  readonly territoire: string;
  readonly demonstration: boolean;
  /** « Peut-on atteindre 25 % en 2021–2023 ? » */
  readonly titre: string;
  /** null: it was computed and is not kept. */
  readonly scenario: Omit<EnteteScenario, "leviers" | "periode"> | null;
  readonly demande: DemandeSimulation;
  readonly resultat: ResultatSimulation;
  /** The answer in a few words, then in figures. */
  readonly reponse: readonly [verdict: string, chiffres: string];
  /** What was counted in the year of reference. */
  readonly depart: { readonly annee: number; readonly taux: number; readonly phrase: string };
  /** When the households can be rehoused, and what it takes of each year's leases. */
  readonly calendrier: readonly string[];
  /** What the years may be, the period last. */
  readonly boites: readonly BoiteDite[];
  /** What each factor alone moves; null: the period has no rate. */
  readonly tornade: TornadeDite | null;
  readonly hypotheses: readonly HypotheseImprimee[];
  readonly figures: {
    readonly annees: Figure;
    readonly relogements: Figure;
    /** null: neither side's stock is known. */
    readonly vacance: Figure | null;
    /** Those that the person may read; null: none. */
    readonly bailleurs: Figure | null;
  };
};
