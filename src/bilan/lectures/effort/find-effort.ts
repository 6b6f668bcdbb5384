import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { computeEffort } from "./compute-effort.ts";
import type { Effort } from "./effort.ts";

type Question = { readonly epci: string; readonly annee: number; readonly bailleur: string | null };

/** The effort of a year as its page computes it, for other pages. null: nothing to show (no rule that year, or nothing published of the bailleur). */
export async function findEffort(base: Base, question: Question): Promise<Effort | null> {
  try {
    return await computeEffort(base, { ...question, dernierMois: null, prior: "jeffreys", attentes: new Map() });
  } catch (error) {
    if (error instanceof Refus && ["parametre-absent", "bailleur-inconnu"].includes(error.code)) return null;
    throw error;
  }
}
