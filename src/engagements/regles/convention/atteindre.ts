import { type Issue, judgeNombre, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { Engagement } from "./engagement.ts";

type Ecrit = Pick<Engagement, "taux" | "nombre">;

/** Leases that an objective requires: the written number, else its rate of the base, rounded up. */
export function attenduOf({ taux, nombre }: Ecrit, assiette: number): number {
  return nombre ?? ceilShare(assiette, taux ?? 0);
}

/** By the written number, else by the rate. */
export function judgeObjectif(part: PartIncertaine, { taux, nombre }: Ecrit): Issue {
  return nombre === null ? judgeShare(part, taux ?? 0) : judgeNombre(part, nombre);
}
