import type { Quartile, Reponse, Ressources, Situation } from "./attribution.ts";

/** A cell of the cube reduced to what the rules look at: `nombre` leases signed that share these four answers. */
export type Compte = {
  readonly situation: Situation;
  readonly quartile: Quartile;
  readonly ressources: Ressources;
  readonly relogement: Reponse;
  readonly nombre: number;
};
