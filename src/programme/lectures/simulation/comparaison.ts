/** One line, one text for each scenario, in their order. */
export type LigneComparee = {
  readonly libelle: string;
  readonly valeurs: readonly string[];
  /** The same as rates, for a workbook; null: unknown. Absent: they are words. */
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
  /** What they do not share, levers first: all that their results can differ by. */
  readonly differences: readonly LigneComparee[];
  readonly resultats: readonly LigneComparee[];
  readonly communes: readonly LigneComparee[];
};
