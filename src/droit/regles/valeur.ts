import type { Confiance } from "#socle/regles/shared/confiance.ts";
export type Valeur<T> = {
  /** First day included. */
  readonly depuis: string;
  readonly valeur: T;
  readonly source: string;
  readonly confiance: Confiance;
};
