import { expect, test } from "vitest";
import { printFeuillesNues } from "#socle/documents/feuille-nue.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { fichierOf } from "../../formats/fichier.ts";
import { openLecture } from "../../formats/open-lecture.ts";
import { modeleOf, SOURCES_A_MODELE } from "./modele.ts";

const LIEU = { epci: "200034718", commune: "51649" };

async function read(nom: string, octets: Uint8Array) {
  const { source, lots } = await openLecture(fichierOf(nom, octets), {
    hash: (texte) => texte,
    aujourdhui: "2026-03-10",
  });
  const lignes = [];
  for await (const lot of lots) lignes.push(...lot);
  return { source, lignes: lignes.filter(({ kind }) => kind !== "ecartee") };
}

test.each(SOURCES_A_MODELE)("%s: the line of example is one that is accepted, in both formats", async (source) => {
  const { colonnes, exemple } = modeleOf(source, LIEU);
  expect(colonnes.length).toBe(exemple.length);
  const csv = new TextEncoder().encode(renderTableCsv([colonnes, exemple], "tableur"));
  const feuille = { colonnes: colonnes.map((titre) => ({ titre, format: "texte" as const })), lignes: [exemple] };
  const xlsx = printFeuillesNues("Modèle", [["Modèle", feuille]], "xlsx");
  for (const [nom, octets] of [
    ["modele.csv", csv],
    ["modele.xlsx", xlsx],
  ] as const) {
    const lu = await read(nom, octets);
    expect(lu.source).toBe(source);
    expect(
      lu.lignes.map(({ kind, anomalies }) => [kind, anomalies.filter(({ gravite }) => gravite === "LIG")]),
    ).toEqual([["acceptee", []]]);
  }
});
