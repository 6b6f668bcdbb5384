import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { french } from "../../formats/french.ts";
import type { AnomaliesLot } from "./anomalies-lot.ts";

/** Above this share of lines outside the territory, the file is another territory's. */
const TOLERANCE_HORS_TERRITOIRE = 0.5;

/** Sources about one territory, with a commune on each line. */
const AVEC_COMMUNE: readonly Source[] = ["rpls", "sne-attributions", "sne-demandes", "ops"];

/** Warns of the communes outside the territory; refuses `territoire-different` when most lines are. */
export async function checkTerritoire(
  base: Pick<Base, "lots" | "territoires">,
  lot: { readonly id: number; readonly epci: string; readonly source: Source },
  anomalies: AnomaliesLot,
): Promise<void> {
  if (!AVEC_COMMUNE.includes(lot.source)) return;
  const codes = new Set((await base.territoires.perimetre(lot.epci)).map((row) => row.commune));
  const read = (await base.lots.communesOf(lot, lot.source)).filter((row) => row.commune !== null);
  const total = read.reduce((sum, row) => sum + row.nombre, 0);
  const outside = read
    .filter((row) => row.commune !== null && !codes.has(row.commune))
    .sort((a, b) => b.nombre - a.nombre);
  const count = outside.reduce((sum, row) => sum + row.nombre, 0);
  if (count === 0) return;
  const examples = outside
    .slice(0, 3)
    .map((row) => row.commune)
    .join(", ");
  if (count / total > TOLERANCE_HORS_TERRITOIRE) {
    throw new Refus(
      "territoire-different",
      french(
        `${count} lignes sur ${total} sont de communes hors du territoire ${lot.epci} (${examples}). Ce fichier est celui d’un autre territoire : changez de territoire ou de fichier.`,
      ),
      { epci: lot.epci, count, total },
    );
  }
  const message = "Commune hors du territoire : la ligne est gardée, mais vérifiez qu’elle vous concerne.";
  anomalies.addMany(
    { code: "commune-hors-territoire", gravite: "AVE", ligne: 0, colonne: "commune", valeur: examples, message },
    count,
  );
}
