import type { Base } from "#socle/lectures/base.ts";
import { french } from "../../formats/french.ts";
import type { Anomalie } from "../../formats/lecture.ts";
import type { AnomaliesLot } from "./anomalies-lot.ts";
import type { Lot, Publication } from "./ports.ts";

/** A larger loss from one vintage to the next is more often a truncated file than demolitions. */
const BAISSE_SUSPECTE = 0.2;

type LotParc = {
  readonly id: number;
  readonly epci: string;
  readonly periode: string;
  readonly acceptees: number;
};

/**
 * Lists the dwellings claimed by two bailleurs, and compares an RPLS lot with the last published vintage before it: lists the dwellings that vanished
 * or reappeared; a fall over 20 % needs a person's confirmation before publishing.
 */
export async function checkParc(
  base: Pick<Base, "lots">,
  lot: LotParc,
  anomalies: AnomaliesLot,
): Promise<Lot["aConfirmer"]> {
  await listDisputes(base, lot, anomalies);
  const before = previousVintage(await base.lots.publications(lot.epci), lot.periode);
  const former = before && (await base.lots.find(before.lot));
  if (!before || !former) return null;
  const moved = await base.lots.compareParc(lot, before.lot);
  if (moved && moved.disparus > 0) {
    const message = `Logement présent au RPLS ${before.periode} et absent de celui-ci (démoli, vendu, ou oublié) : vérifiez avec le bailleur.`;
    anomalies.addMany(warn("logement-disparu", "IDENT_REP", moved.exempleDisparu, message), moved.disparus);
  }
  if (moved && moved.reapparus > 0) {
    const message = `Logement loué depuis plus longtemps, mais absent du RPLS ${before.periode} (racheté, ou oublié alors) : vérifiez avec le bailleur.`;
    anomalies.addMany(warn("logement-reapparu", "IDENT_REP", moved.exempleReapparu, message), moved.reapparus);
  }
  if (lot.acceptees >= former.acceptees * (1 - BAISSE_SUSPECTE)) return null;
  return {
    code: "parc-en-forte-baisse",
    message: french(
      `Ce fichier a ${lot.acceptees} logements, contre ${former.acceptees} au RPLS ${before.periode} : il est peut-être coupé. Vérifiez, puis confirmez avant de publier.`,
    ),
  };
}

/** Both claims are kept and counted until a person decides: neither bailleur is right by default. */
async function listDisputes(base: Pick<Base, "lots">, lot: LotParc, anomalies: AnomaliesLot): Promise<void> {
  const { logements, premiere, exemple } = await base.lots.disputes(lot);
  if (logements === 0) return;
  const message =
    "Logement revendiqué par deux bailleurs (vente ou fusion en cours ?) : les deux lignes sont gardées. Tranchez avec eux, puis déposez le fichier corrigé.";
  anomalies.addMany({ ...warn("logement-dispute", "SIRET", exemple, message), ligne: premiere ?? 0 }, logements);
}

function warn(code: string, colonne: string, exemple: string | null, message: string): Anomalie {
  return { code, gravite: "AVE", ligne: 0, colonne, valeur: exemple ?? "", message };
}

function previousVintage(publications: readonly Publication[], periode: string): Publication | null {
  const before = publications.filter((row) => row.source === "rpls" && row.periode < periode);
  return before.sort((a, b) => a.periode.localeCompare(b.periode)).at(-1) ?? null;
}
