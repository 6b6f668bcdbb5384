import type { Base } from "#socle/lectures/base.ts";
import { introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { AnomalieLot, GroupeRejets, Lot } from "./ports.ts";

export type RapportLot = {
  readonly lot: Lot;
  readonly anomalies: readonly AnomalieLot[];
  /** Rejected lines by what is wrong of them; empty once the lines themselves are no longer kept. */
  readonly groupes: readonly GroupeRejets[];
  /** Leases of the lot that bilans count: its lines that are of its period and of the territory, signed. null: it is no published file of leases. */
  readonly bauxComptes: number | null;
};

export function unknownLot(lot: number): Refus {
  return introuvable("lot-inconnu", `Le lot ${lot} n’existe pas. Choisissez un lot de la liste.`, { lot });
}

/** The quality report of a lot: what was read, and each kind of problem with its lines, an example and what to do. */
export async function lotReport(base: Pick<Base, "lots">, lotId: number): Promise<RapportLot> {
  const lot = await base.lots.find(lotId);
  if (!lot) throw unknownLot(lotId);
  const anomalies = [...(await base.lots.anomalies(lot))];
  anomalies.sort((a, b) => Number(a.gravite === "AVE") - Number(b.gravite === "AVE") || b.lignes - a.lignes);
  const comptes =
    lot.source === "sne-attributions" && lot.statut === "publie" ? await base.lots.bauxComptes(lot) : null;
  return { lot, anomalies, groupes: await base.lots.groupesRejets(lot), bauxComptes: comptes };
}
