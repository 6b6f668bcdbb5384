import type { Base } from "#socle/lectures/base.ts";
import { pointsOfCas } from "../../lectures/points-cas.ts";
import { type CasAInscrire, inscrireCas } from "./inscrire-cas.ts";

/**
 * Puts the case on the agenda from its own page, with its point, as from the page of the agenda. A point already there is
 * unchanged. Refuses what `inscrireCas` refuses.
 */
export function porterCas(base: Base, demande: CasAInscrire): Promise<void> {
  const { epci, reunion } = demande;
  return base.transaction(async (tx) => {
    const cas = await inscrireCas(tx, demande);
    // Composed with the state before the move, so that the point says how long the case waited.
    await tx.tenues.addPoints(epci, reunion, pointsOfCas([{ ...cas, etat: "signale" }], new Set()));
  });
}
