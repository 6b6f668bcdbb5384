/** One line: one text for each scenario, in their order. */
export type LigneComparee = {
  readonly libelle: string;
  readonly valeurs: readonly string[];
  /** The same values as rates, for a workbook; null: unknown. Absent: the line holds words. */
  readonly taux?: readonly (number | null)[];
};

export type ComparaisonScenarios = {
  readonly epci: string;
  readonly territoire: string;
  readonly demonstration: boolean;
  readonly scenarios: readonly {
    readonly id: number;
    readonly nom: string;
    readonly figeLe: string;
    readonly synthetique: boolean;
    readonly reponse: string;
  }[];
  /** Assumptions that differ, levers first: only they explain different results. */
  readonly differences: readonly LigneComparee[];
  readonly resultats: readonly LigneComparee[];
  readonly communes: readonly LigneComparee[];
};
