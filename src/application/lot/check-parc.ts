import type { Base } from "../base.ts";
import type { AnomaliesLot } from "./anomalies-lot.ts";
import type { Lot, Publication } from "./ports.ts";

/** A stock that loses more than this from one vintage to the next is more often a file cut short than a demolition. */
const BAISSE_SUSPECTE = 0.2;

/**
 * Compares an RPLS lot with the last published vintage before it: dwellings that vanished or came are listed,
 * and a fall over 20 % has to be confirmed by a person before publishing.
 */
export async function checkParc(
  base: Pick<Base, "lots">,
  lot: { readonly id: number; readonly epci: string; readonly periode: string; readonly acceptees: number },
  anomalies: AnomaliesLot,
): Promise<Lot["aConfirmer"]> {
  const before = previousVintage(await base.lots.publications(lot.epci), lot.periode);
  const former = before && (await base.lots.find(before.lot));
  if (!before || !former) return null;
  const moved = await base.lots.compareParc(lot.id, before.lot);
  if (moved && moved.disparus > 0) {
    const message = `Logement présent au RPLS ${before.periode} et absent de celui-ci (démoli, vendu, ou oublié) : vérifiez avec le bailleur.`;
    anomalies.addMany(
      {
        code: "logement-disparu",
        gravite: "AVE",
        ligne: 0,
        colonne: "IDENT_REP",
        valeur: moved.exempleDisparu ?? "",
        message,
      },
      moved.disparus,
    );
  }
  if (lot.acceptees >= former.acceptees * (1 - BAISSE_SUSPECTE)) return null;
  return {
    code: "parc-en-forte-baisse",
    message: `Ce fichier a ${lot.acceptees} logements, contre ${former.acceptees} au RPLS ${before.periode} : il est peut-être coupé. Vérifiez, puis confirmez avant de publier.`,
  };
}

function previousVintage(publications: readonly Publication[], periode: string): Publication | null {
  const before = publications.filter((row) => row.source === "rpls" && row.periode < periode);
  return before.sort((a, b) => a.periode.localeCompare(b.periode)).at(-1) ?? null;
}
