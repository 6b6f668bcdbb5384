import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { CHARGES, type Charge } from "./charges.ts";

export type FichierPiege = {
  readonly nom: string;
  readonly source: string;
  readonly contenu: string;
  readonly lignes: number;
};

/** Payloads that a cell of one line can hold: U+0000 makes the whole file refused, and has its own test. */
const CELLULES = CHARGES.filter(({ texte }) => !texte.includes("\u0000"));

const charge = (rang: number, cellules: readonly Charge[]) => cellules[rang % cellules.length]?.texte ?? "";
const quoteCell = (texte: string) => `"${texte.replaceAll('"', '""')}"`;

/** Every text column of this kind of file holds a payload, another one on each line; the rest is right, so that lines are kept. */
function csv(entete: readonly string[], lignes: readonly (readonly (string | number)[])[]): string {
  return [entete, ...lignes].map((cells) => cells.map((cell) => quoteCell(String(cell))).join(";")).join("\n");
}

/** One file a source, of `lignes` lines, each published without a question. Years are far from the demonstration's. */
export function piegedFiles(
  epci: string,
  lignes = 120,
  cellules: readonly Charge[] = CELLULES,
): readonly FichierPiege[] {
  const rangs = Array.from({ length: lignes }, (_, i) => i);
  const at = (rang: number, colonne: number) => charge(rang * 7 + colonne * 3, cellules);
  const few = rangs.slice(0, 12);
  return [
    {
      source: "sne-attributions",
      lignes,
      nom: `attributions ${nameOf(0)} 2019.csv`,
      contenu: csv(
        [
          "NUMERO_UNIQUE",
          "SIREN_RADIATION",
          "DATE_SIGNATURE_BAIL",
          "COMMUNE_LOGEMENT_ATTRIB",
          "ADRESSE_LOGEMENT_ATTRIB",
          "RESIDENCE_LOGEMENT_ATTRIB",
          "NUMERORPLS",
          "NB_QPV",
          "NB_HQPV",
          "NB_QPVNA",
          "NB_Q1",
          "NB_Q2",
          "NB_QNA",
        ],
        rangs.map((i) => [
          `9990000000000${10_000 + i}`,
          "999000029",
          "12/05/2019",
          "52448",
          at(i, 0),
          at(i, 1),
          `R${i}`,
          0,
          i % 2,
          1 - (i % 2),
          1,
          0,
          0,
        ]),
      ),
    },
    {
      source: "seuils",
      lignes: 1,
      nom: `seuils ${nameOf(1)}.csv`,
      contenu: csv(
        ["siren_epci", "libelle", "annee", "seuil_annuel_uc", "arrete", "date_effet"],
        [[epci, at(1, 0), 2019, 8000, at(1, 1), "2019-01-01"]],
      ),
    },
    {
      source: "objectifs",
      lignes: few.length,
      nom: `objectifs ${nameOf(2)}.csv`,
      contenu: csv(
        ["siren_epci", "annee", "siren_bailleur", "objet", "taux", "nombre", "acte", "depuis"],
        few.map((i) => [epci, 2016 + (i % 6), "", i < 6 ? "hors-qpv" : "qpv", "0,25", "", at(i, 0), "2016-01-01"]),
      ),
    },
    {
      source: "resultats",
      lignes: few.length,
      nom: `resultats ${nameOf(3)}.csv`,
      contenu: csv(
        ["siren_epci", "annee", "siren_bailleur", "grandeur", "imprime", "source", "explication"],
        few.map((i) => [epci, 2017, "", i === 0 ? "taux-hors-qpv" : at(i, 0), at(i, 1), at(i, 2), at(i, 3)]),
      ),
    },
    {
      source: "resultats-nationaux",
      lignes: few.length,
      nom: `nationaux ${nameOf(4)}.csv`,
      contenu: csv(
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
        ],
        few.map((i) => [epci, at(i, 0), 2015 + (i % 4), 100, 20, "20 %", 50, 30, "60 %", at(i, 1)]),
      ),
    },
    {
      source: "ops",
      lignes: few.length,
      nom: `occupation ${nameOf(5)}.csv`,
      contenu: csv(
        [
          "enquete",
          "siren_bailleur",
          "code_commune",
          "residence",
          "population",
          "indicateur",
          "effectif",
          "repondants",
        ],
        // An indicator a line: payloads without a letter have one key for all.
        few.map((i) => [2019, "999000029", "52448", at(i, 0), "occupants", INDICATEURS_OCCUPATION[i] ?? "apl", i, 20]),
      ),
    },
  ];
}

/** A payload that a name of file keeps: no folder, on one line. */
function nameOf(rang: number): string {
  const noms = CHARGES.filter(({ famille, texte }) => famille === "html-texte" && !/[/\\\n"]/.test(texte));
  return noms[rang % noms.length]?.texte ?? "";
}
