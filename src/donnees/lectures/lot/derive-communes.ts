import type { Base } from "#socle/lectures/base.ts";
import { deriveFaits } from "./derive-faits.ts";

/** Derives again the published attributions with a lease in one of these communes, after a change of their territory. Returns the number of lots. */
export async function deriveCommunes(tx: Base, epci: string, communes: readonly string[]): Promise<number> {
  const lots = await tx.rattachements.lotsOf(epci, communes);
  for (const id of lots) {
    const lot = await tx.lots.find(id);
    if (lot) await deriveFaits(tx, lot);
  }
  return lots.length;
}
