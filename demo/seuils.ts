import { SIREN_EPCI } from "./communes.ts";
import { encodeUtf8, writeCsv } from "./csv.ts";

type SeuilDemo = {
  readonly annee: number;
  readonly seuil: number;
  readonly libelle: string;
  readonly arrete: string;
  readonly dateEffet: string;
};

const DOCUMENT = "document-cadre du 5 octobre 2018";

/** The source prints one threshold « au 1er janvier 2017 » and applies it to 2016 and 2017 alike. */
const SEUILS: readonly SeuilDemo[] = [
  {
    annee: 2016,
    seuil: 7228,
    libelle: "CA de Saint-Dizier, Der et Blaise (seuil au 1er janvier 2017, appliqué à 2016 par le document)",
    arrete: DOCUMENT,
    dateEffet: "2016-01-01",
  },
  {
    annee: 2017,
    seuil: 7228,
    libelle: "CA de Saint-Dizier, Der et Blaise (seuil au 1er janvier 2017)",
    arrete: DOCUMENT,
    dateEffet: "2017-01-01",
  },
  {
    annee: 2018,
    seuil: 7340,
    libelle: "CA de Saint-Dizier, Der et Blaise (valeur de démonstration)",
    arrete: "valeur de démonstration",
    dateEffet: "2018-01-01",
  },
];

/** Euros a year per consumption unit. */
export function seuilOf(annee: number): number {
  const found = SEUILS.find((candidate) => candidate.annee === annee);
  if (!found) throw new Error(`No threshold for ${annee} in the demonstration.`);
  return found.seuil;
}

export function writeSeuils(): Uint8Array {
  return encodeUtf8(
    writeCsv(
      ["siren_epci", "libelle", "annee", "seuil_annuel_uc", "arrete", "date_effet"],
      SEUILS.map(({ annee, seuil, libelle, arrete, dateEffet }) => [
        {
          siren_epci: SIREN_EPCI,
          libelle,
          annee,
          seuil_annuel_uc: seuil,
          arrete,
          date_effet: dateEffet,
        },
      ]),
    ),
  );
}
