import type { Base } from "#socle/lectures/base.ts";
import { deriveFaits } from "./derive-faits.ts";

/** Derives again the published attributions that hold a lease of one of these communes, once what they belong to has changed. How many lots did. */
export async function deriveCommunes(tx: Base, epci: string, communes: readonly string[]): Promise<number> {
  const lots = await tx.rattachements.lotsOf(epci, communes);
  for (const id of lots) {
    const lot = await tx.lots.find(id);
    if (lot) await deriveFaits(tx, lot);
  }
  return lots.length;
}
