import type { Confiance } from "./parametre.ts";

export type PlancherHorsQpv = {
  /** Between 0 and 1. */
  readonly taux: number;
  readonly depuis: string;
  readonly source: string;
  readonly confiance: Confiance;
  /** May the orientations of the conférence write another rate, with the préfet's agreement? */
  readonly adaptable: boolean;
};
