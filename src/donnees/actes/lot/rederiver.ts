import type { Base } from "#socle/lectures/base.ts";
import { deriveFaits } from "../../lectures/lot/derive-faits.ts";

/** Derives again the situation and class of a territory's published leases, when the law behind them has changed. Concurrent calls do it once. */
export function rederiver(base: Base, epci: string): Promise<void> {
  return base.transaction(async (tx) => {
    await tx.droit.lock();
    if (!(await tx.droit.aRederiver()).includes(epci)) return;
    const published = await tx.lots.publications(epci);
    for (const { lot } of published.filter(({ source }) => source === "sne-attributions")) {
      const found = await tx.lots.find(lot);
      if (found) await deriveFaits(tx, found);
    }
    await tx.droit.derivationFaite(epci);
  });
}
