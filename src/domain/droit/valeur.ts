/** R: read in the source cited. M: measured or recomputed. S: stated by the signed convention. B: believed, shown « à confirmer ». */
export const CONFIANCES = ["R", "M", "S", "B"] as const;
export type Confiance = (typeof CONFIANCES)[number];

/** A figure of the law, and what it stands on. */
export type Valeur<T> = {
  /** First day included. */
  readonly depuis: string;
  readonly valeur: T;
  readonly source: string;
  readonly confiance: Confiance;
};
