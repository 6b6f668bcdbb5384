import type { EtatDecisionInstance } from "#socle/regles/gouvernance/reunion.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";

export function isOuverte({ etat }: { readonly etat: EtatDecisionInstance }): boolean {
  return etat === "a-faire" || etat === "en-cours";
}

/** Whole days since the deadline, that day excluded; null: not late, closed, or without a deadline. */
export function readRetard(
  decision: { readonly etat: EtatDecisionInstance; readonly echeance: string | null },
  aujourdhui: string,
): number | null {
  if (!isOuverte(decision) || decision.echeance === null || decision.echeance >= aujourdhui) return null;
  return daysBetween(decision.echeance, aujourdhui);
}
