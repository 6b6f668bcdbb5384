import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** What the page of segregation and its files show. */
export type SegregationLue = {
  readonly territoire: string;
  /** Years of published leases, ascending. */
  readonly annees: readonly number[];
  /** The last year first, then the trend, in French. */
  readonly phrases: readonly string[];
  /** Why the bailleurs are not told apart; null when they are. */
  readonly sansBailleurs: string | null;
  /** Why no résidence is; null when a survey of occupants is published. */
  readonly sansOccupation: string | null;
  readonly figures: readonly Figure[];
};
