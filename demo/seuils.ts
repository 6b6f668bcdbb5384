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

/** Euros a year per consumption unit. 2015 has the one that the document applies to the years that follow it. */
export function seuilOf(annee: number): number {
  const first = SEUILS[0];
  const found = SEUILS.find((candidate) => candidate.annee === annee) ?? (annee < 2016 ? first : suivant(annee));
  if (!found) throw new Error(`No threshold for ${annee} in the demonstration.`);
  return found.seuil;
}

/** Hypothèse: the yearly rise of the threshold after 2018; the arrêtés of those years are not open data. */
const HAUSSE = 1.018;

function suivant(annee: number): SeuilDemo {
  return {
    annee,
    seuil: 10 * Math.round((7340 * HAUSSE ** (annee - 2018)) / 10),
    libelle: "CA de Saint-Dizier, Der et Blaise (fictif : valeur de démonstration)",
    arrete: "fictif : valeur de démonstration",
    dateEffet: `${annee}-01-01`,
  };
}

export function writeSeuils(): Uint8Array {
  return writeLignes(SEUILS);
}

/** The threshold of a year that the document does not know: a file of its own, as its arrêté is. */
export function writeSeuilSuivant(annee: number, entete?: string): Uint8Array {
  return writeLignes([suivant(annee)], entete);
}

/** `entete`: another header of the threshold, that nobody knows. */
function writeLignes(seuils: readonly SeuilDemo[], entete = "seuil_annuel_uc"): Uint8Array {
  return encodeUtf8(
    writeCsv(
      ["siren_epci", "libelle", "annee", entete, "arrete", "date_effet"],
      seuils.map(({ annee, seuil, libelle, arrete, dateEffet }) => [
        {
          siren_epci: SIREN_EPCI,
          libelle,
          annee,
          [entete]: seuil,
          arrete,
          date_effet: dateEffet,
        },
      ]),
    ),
  );
}
