import { bailleurOf } from "./bailleurs.ts";
import { SIREN_EPCI } from "./communes.ts";
import { encodeUtf8, writeCsv } from "./csv.ts";
import { RESULTATS } from "./resultats-table.ts";

/** resultats.csv: percentages are written without their sign, « / » as printed; an empty SIREN is the whole EPCI. */
export function writeResultats(): Uint8Array {
  return encodeUtf8(
    writeCsv(
      ["siren_epci", "annee", "siren_bailleur", "grandeur", "imprime", "source", "explication"],
      RESULTATS.map(({ annee, bailleur, grandeur, imprime, source, explication }) => [
        {
          siren_epci: SIREN_EPCI,
          annee,
          siren_bailleur: bailleur === null ? "" : bailleurOf(bailleur).siren,
          grandeur,
          imprime,
          source,
          explication: explication ?? "",
        },
      ]),
    ),
  );
}
