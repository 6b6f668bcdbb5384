import { SIREN_EPCI } from "./communes.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";

const DOCUMENT =
  "valeurs du document-cadre du 5 octobre 2018, §2 (Infocentre SNE), mises en fichier pour la démonstration";
const SYNTHETIQUE = "EPCI et valeurs synthétiques, pour la démonstration";

type National = {
  readonly siren: string;
  readonly nom: string;
  readonly annee: number;
  /** Attributions, those that count; a masked figure is written as the file would. */
  readonly horsQpv: readonly [total: number | "s", part: number | "s", taux: string];
  readonly qpv: readonly [total: number, part: number, taux: string] | null;
  readonly source: string;
};

/**
 * The territory's own lines are what the signed document prints of the Infocentre: 55 of 280 in 2016, where the bailleurs' files give 56 of
 * 291. The others are nobody: SIREN in 999 000 9xx (right keys), one masked, one without a QPV.
 */
const NATIONAUX: readonly National[] = [
  ...ours(2016, [280, 55, "19,6 %"], [384, 228, "59,4 %"]),
  ...ours(2017, [360, 66, "18,3 %"], [391, 247, "63,2 %"]),
  ...synthetic("999000904", "Intercommunalité d’essai du Nord", [412, 71, "17,2 %"], [205, 131, "63,9 %"]),
  ...synthetic("999000912", "Intercommunalité d’essai de l’Est", ["s", "s", "26,1 %"], [64, 35, "54,7 %"]),
  ...synthetic("999000920", "Intercommunalité d’essai du Sud", [1280, 154, "12,0 %"], null),
];

function ours(annee: number, horsQpv: National["horsQpv"], qpv: National["qpv"]): National[] {
  return [{ siren: SIREN_EPCI, nom: "CA de Saint-Dizier, Der et Blaise", annee, horsQpv, qpv, source: DOCUMENT }];
}

function synthetic(siren: string, nom: string, horsQpv: National["horsQpv"], qpv: National["qpv"]): National[] {
  return [2016, 2017].map((annee) => ({ siren, nom, annee, horsQpv, qpv, source: SYNTHETIQUE }));
}

/** resultats-nationaux.csv: one line an EPCI and a year, in the layout that the product documents; none is published by the ministry. */
export function writeResultatsNationaux(): Uint8Array {
  return encodeUtf8(
    writeCsv(
      [
        "siren_epci",
        "nom_epci",
        "annee",
        "attributions_hors_qpv",
        "premier_quartile_hors_qpv",
        "taux_hors_qpv",
        "attributions_qpv",
        "autres_quartiles_qpv",
        "taux_qpv",
        "source",
        "publie_le",
      ],
      NATIONAUX.map((national) => [lineOf(national)]),
    ),
  );
}

function lineOf({ siren, nom, annee, horsQpv, qpv, source }: National): Ligne {
  return {
    siren_epci: siren,
    nom_epci: nom,
    annee,
    attributions_hors_qpv: horsQpv[0],
    premier_quartile_hors_qpv: horsQpv[1],
    taux_hors_qpv: horsQpv[2],
    attributions_qpv: qpv?.[0] ?? "",
    autres_quartiles_qpv: qpv?.[1] ?? "",
    taux_qpv: qpv?.[2] ?? "",
    source,
    publie_le: `${annee + 1}-09-28`,
  };
}
