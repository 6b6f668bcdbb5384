import type { Base } from "#socle/lectures/base.ts";
import { pointsOfCas } from "../../lectures/points-cas.ts";
import { type CasAInscrire, inscrireCas } from "./inscrire-cas.ts";

/**
 * From the page of the case: it goes on the agenda with its point, as when it is picked on the page of the agenda. A point that is there already is
 * left as it is. Refuses what `inscrireCas` does.
 */
export function porterCas(base: Base, demande: CasAInscrire): Promise<void> {
  const { epci, reunion } = demande;
  return base.transaction(async (tx) => {
    const cas = await inscrireCas(tx, demande);
    // As it was before: what an agenda says of it is that it waited for one.
    await tx.tenues.addPoints(epci, reunion, pointsOfCas([{ ...cas, etat: "signale" }], new Set()));
  });
}
