import { type BailleurDemo, bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { SIREN_EPCI } from "./communes.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";

const ACTE = "Convention du 5 octobre 2018";
const DEPUIS = "2018-10-05";

/** §6.1, action 9, hors QPV: attributions to reach, and the percentage printed beside them (truncated in the source). */
export const HORS_QPV: readonly (readonly [
  CleBailleur,
  nombres: readonly number[],
  pourcentages: readonly number[],
])[] = [
  ["oph", [30, 30, 30], [25, 25, 25]],
  ["hamaris", [32, 32, 32], [25, 25, 25]],
  ["plurial", [11, 14, 17], [13, 16, 20]],
  ["foyer", [2, 3, 4], [12, 18, 25]],
  ["vitry", [1, 1, 2], [14, 14, 28]],
];
export const EPCI_HORS_QPV: readonly (readonly [annee: number, pourcentage: number])[] = [
  [2018, 21],
  [2019, 22],
  [2020, 23],
  // « 25 % sur la période triennale 2021-2023 ».
  [2021, 25],
  [2022, 25],
  [2023, 25],
];
/** In the QPV: « supérieur au seuil minimum réglementaire : 50 % », for those who have stock there. */
export const EN_QPV: readonly (CleBailleur | null)[] = [null, "oph", "plurial", "foyer"];
export const ANNEES = [2018, 2019, 2020] as const;

/** objectifs.csv: rates between 0 and 1; an empty SIREN is the whole EPCI. */
export function writeObjectifs(): Uint8Array {
  const lignes = [
    ...EPCI_HORS_QPV.map(([annee, pourcentage]) => objectif(annee, null, "hors-qpv", pourcentage)),
    ...HORS_QPV.flatMap(([cle, nombres, pourcentages]) =>
      ANNEES.map((annee, rank) => objectif(annee, bailleurOf(cle), "hors-qpv", pourcentages[rank] ?? 0, nombres[rank])),
    ),
    ...EN_QPV.flatMap((cle) =>
      ANNEES.map((annee) => objectif(annee, cle === null ? null : bailleurOf(cle), "qpv", 50)),
    ),
  ];
  return encodeUtf8(
    writeCsv(
      ["siren_epci", "annee", "siren_bailleur", "objet", "taux", "nombre", "acte", "depuis"],
      lignes.map((ligne) => [ligne]),
    ),
  );
}

function objectif(
  annee: number,
  bailleur: BailleurDemo | null,
  objet: "hors-qpv" | "qpv",
  pourcentage: number,
  nombre?: number,
): Ligne {
  return {
    siren_epci: SIREN_EPCI,
    annee,
    siren_bailleur: bailleur?.siren ?? "",
    objet,
    taux: `0,${pourcentage}`,
    nombre: nombre ?? "",
    acte: ACTE,
    depuis: DEPUIS,
  };
}
