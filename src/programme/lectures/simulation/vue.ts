import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { ResultatSimulation } from "./modele/resultat.ts";
import type { DemandeSimulation, EnteteScenario } from "./ports.ts";

/** Data of one simulation, for the page, the PDF, the workbook and the CSV. */
export type BoiteDite = {
  readonly libelle: string;
  /** Quantiles 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly [number, number, number, number, number];
  readonly cible: number | null;
  readonly ensemble?: true;
};

/** Rates between 0 and 1; the values of the factors are already in words. */
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
  /** true: an assumption of the model, the same for every scenario. */
  readonly modele: boolean;
  readonly levier: boolean;
};

export type VueSimulation = {
  readonly epci: string;
  readonly territoire: string;
  readonly demonstration: boolean;
  /** « Peut-on atteindre 25 % en 2021–2023 ? » */
  readonly titre: string;
  /** null: computed and not kept. */
  readonly scenario: Omit<EnteteScenario, "leviers" | "periode"> | null;
  readonly demande: DemandeSimulation;
  readonly resultat: ResultatSimulation;
  /** Answer in a few words, then in figures. */
  readonly reponse: readonly [verdict: string, chiffres: string];
  /** Counts of the year of reference. */
  readonly depart: { readonly annee: number; readonly taux: number; readonly phrase: string };
  /** French sentences: when the households can be rehoused, and their share of each year's leases. */
  readonly calendrier: readonly string[];
  /** Distributions of the years, the period last. */
  readonly boites: readonly BoiteDite[];
  /** Effect of each factor alone; null: the period has no rate. */
  readonly tornade: TornadeDite | null;
  readonly hypotheses: readonly HypotheseImprimee[];
  readonly figures: {
    readonly annees: Figure;
    readonly relogements: Figure;
    /** null: the stock of both sides is unknown. */
    readonly vacance: Figure | null;
    /** Bailleurs that the reader may see; null: none. */
    readonly bailleurs: Figure | null;
  };
};
