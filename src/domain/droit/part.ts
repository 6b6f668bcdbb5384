import type { Compte } from "../attribution/compte.ts";
import { ceilShare } from "../shared/taux.ts";

/** A share and what the unlocated leases could add: `inconnusPart` to both counts, `inconnusAutres` to the total only. */
export type PartIncertaine = {
  readonly part: number;
  readonly total: number;
  readonly inconnusPart: number;
  readonly inconnusAutres: number;
};

/** Counts one side of the territory; what is unlocated goes to the two unknown counts, never to a side. */
export function countPart(
  comptes: readonly Compte[],
  cote: "qpv" | "hors-qpv",
  inBase: (compte: Compte) => boolean,
  inPart: (compte: Compte) => boolean,
): PartIncertaine {
  const count = { part: 0, total: 0, inconnusPart: 0, inconnusAutres: 0 };
  for (const compte of comptes) {
    if (!inBase(compte)) continue;
    const counted = inPart(compte);
    if (compte.situation === "inconnue") count[counted ? "inconnusPart" : "inconnusAutres"] += compte.nombre;
    if (compte.situation !== cote) continue;
    count.total += compte.nombre;
    if (counted) count.part += compte.nombre;
  }
  return count;
}

/** Lowest and highest rate, 0 to 1. */
export type Bornes = readonly [number, number];

export type Issue = "atteint" | "non-atteint" | "indecidable" | "sans-objet";

/**
 * Partial identification (Manski): with k1 of u1 and k2 of u2 unknowns on this side, rate = (x + k1) / (n + k1 + k2),
 * lowest for k1 = 0 and k2 = u2, highest for k1 = u1 and k2 = 0. null when there could be nothing to count.
 */
export function boundShare({ part, total, inconnusPart, inconnusAutres }: PartIncertaine): Bornes | null {
  const lowest = total + inconnusAutres;
  const highest = total + inconnusPart;
  if (lowest === 0 && highest === 0) return null;
  return [lowest === 0 ? 1 : part / lowest, highest === 0 ? 0 : (part + inconnusPart) / highest];
}

/** « Au moins taux », in integers, whatever the unknowns turn out to be; `indecidable` as soon as they could turn the answer. */
export function judgeShare(share: PartIncertaine, taux: number): Issue {
  const { part, total, inconnusPart, inconnusAutres } = share;
  if (total + inconnusPart + inconnusAutres === 0) return "sans-objet";
  if (total === 0) return "indecidable";
  if (part >= ceilShare(total + inconnusAutres, taux)) return "atteint";
  if (part + inconnusPart < ceilShare(total + inconnusPart, taux)) return "non-atteint";
  return "indecidable";
}

/** The same for a whole number of leases to reach: unknowns can only add. */
export function judgeNombre(part: number, inconnusPart: number, attendu: number): Issue {
  if (part >= attendu) return "atteint";
  return part + inconnusPart < attendu ? "non-atteint" : "indecidable";
}
