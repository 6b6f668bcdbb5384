import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** Content of the segregation page and files. */
export type SegregationLue = {
  readonly territoire: string;
  /** Years of published leases, ascending. */
  readonly annees: readonly number[];
  /** The last year first, then the trend, in French. */
  readonly phrases: readonly string[];
  /** Why bailleurs are not shown; null when they are. */
  readonly sansBailleurs: string | null;
  /** Why résidences are not shown; null when a survey of occupants is published. */
  readonly sansOccupation: string | null;
  readonly figures: readonly Figure[];
};
