import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import type { AnomalieLot, Lot } from "./ports.ts";

/** The quality report of a lot: what was read, and each kind of problem with its lines, an example and what to do. */
export async function lotReport(
  base: Pick<Base, "lots">,
  lotId: number,
): Promise<{ readonly lot: Lot; readonly anomalies: readonly AnomalieLot[] }> {
  const lot = await base.lots.find(lotId);
  if (!lot)
    throw new Refus("lot-inconnu", `Le lot ${lotId} n’existe pas. Choisissez un lot de la liste.`, { lot: lotId });
  const anomalies = [...(await base.lots.anomalies(lotId))];
  anomalies.sort((a, b) => Number(a.gravite === "AVE") - Number(b.gravite === "AVE") || b.lignes - a.lignes);
  return { lot, anomalies };
}
