import { expect, test } from "vitest";
import { readTexte } from "../../../../test/fixtures/lecture.ts";

const ENTETE =
  "NUMERO_UNIQUE;SIREN_RADIATION;DATE_CREATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;NB_QPV;NB_HQPV;NB_Q1;NB_Q2;REVENU_MENSUEL_FOYER;UNITE_CONSO";
const bail = (numero: number) => `05201000000000${numero};732829320;03/01/2016;14/02/2017;52448;0;1;1;0;850.5;1.5`;

test.each([
  ["the header again", ENTETE, "entete-repetee", ""],
  ["a total that agrees", "Total;;2;;;;;;;;", "ligne-total", "Total ; 2"],
  ["a total of more cells than are quoted", "Total;;2;;;3;4;5;;;", "ligne-total", "Total ; 2 ; 3 ; 4"],
  ["a total of other lines", "Total;;7;;;;;;;;", "total-incoherent", "Total ; 7"],
])("sets aside %s, and quotes it", async (_, ligne, code, valeur) => {
  const { rows, anomalies } = await readTexte("extraction.csv", [ENTETE, bail(1001), bail(1002), ligne].join("\n"));
  expect(rows).toHaveLength(2);
  expect(anomalies.filter((une) => une.code === code)).toEqual([expect.objectContaining({ ligne: 4, valeur })]);
});
