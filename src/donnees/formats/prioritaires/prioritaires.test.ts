import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { fichierOf } from "../fichier.ts";
import type { Anomalie, LigneLue } from "../lecture.ts";
import { openLecture } from "../open-lecture.ts";
import type { PrioritaireRow } from "../rows.ts";

const NUMERO = "999011800000000199";
const SYPLO = "NUMERO_UNIQUE;STATUT;CATEGORIE;DATE_LABELLISATION;DATE_SORTIE;DEPARTEMENT";
const LISTE = "Numéro unique;SIREN bailleur;Catégorie;Date de reconnaissance;Statut";

async function read(lines: readonly string[]) {
  const octets = Buffer.from(`${lines.join("\r\n")}\r\n`, "utf8");
  const lecture = await openLecture(fichierOf("liste-2018.csv", octets), {
    hash: (numero) => `h(${numero.length})`,
    aujourdhui: "2019-01-31",
  });
  const lignes: LigneLue<PrioritaireRow>[] = [];
  for await (const lot of lecture.lots) lignes.push(...(lot as readonly LigneLue<PrioritaireRow>[])); // the source is asserted below
  const rows = lignes.flatMap((ligne) => (ligne.kind === "acceptee" ? [ligne.row] : []));
  const anomalies: Anomalie[] = lignes.flatMap((ligne) => [...ligne.anomalies]);
  return { lecture, lignes, rows, anomalies };
}

describe("a list of priority publics", () => {
  it("is the préfet's when it names no bailleur", async () => {
    const { lecture, rows } = await read([
      SYPLO,
      `${NUMERO};Relogé;c;03/01/2018;12/03/2018;52`,
      `${NUMERO};Actif;DALO;2018-02-01;;2A`,
    ]);
    expect(lecture).toMatchObject({ source: "syplo", profil: "syplo", champsAbsents: [] });
    const common = { cle: "h(18)", bailleur: null };
    expect(rows).toMatchObject([
      {
        ...common,
        statut: "reloge",
        labelliseLe: "2018-01-03",
        sortiLe: "2018-03-12",
        dalo: "inconnu",
        departement: "52",
      },
      { ...common, statut: "actif", labelliseLe: "2018-02-01", sortiLe: null, dalo: "oui", departement: "2A" },
    ]);
  });

  it("is a bailleur's when it names one, whatever the spelling of its headers", async () => {
    const { lecture, rows } = await read([LISTE, `${NUMERO};999000011;k;05/02/2018;Bail signé`]);
    expect(lecture).toMatchObject({ source: "prioritaires-bailleur", champsAbsents: ["sortiLe", "departement"] });
    expect(rows).toMatchObject([{ bailleur: "999000011", labelliseLe: "2018-02-05", statut: "reloge" }]);
  });

  it("keeps no reason of priority: neither in the rows, nor in the examples, nor in what it says", async () => {
    const { lecture, rows, anomalies } = await read([SYPLO, `${NUMERO};Actif;sortant de prison;03/01/2018;;52`]);
    expect(anomalies.map(({ code, gravite }) => [code, gravite])).toEqual([["categorie-inconnue", "AVE"]]);
    expect(JSON.stringify([rows, anomalies, lecture.colonnes])).not.toContain("prison");
    expect(JSON.stringify([rows, anomalies, lecture.colonnes])).not.toContain(NUMERO);
  });

  test.each([
    ["a", "inconnu"],
    ["G bis", "inconnu"],
    ["Dalo", "oui"],
    ["Ménage DALO", "oui"],
    ["", "inconnu"],
  ])("reads the category « %s » as DALO: %s", async (categorie, dalo) => {
    const { rows, anomalies } = await read([SYPLO, `${NUMERO};Actif;${categorie};03/01/2018;;52`]);
    expect([rows[0]?.dalo, anomalies]).toEqual([dalo, []]);
  });

  it("does not know the status that it does not know", async () => {
    const { rows, anomalies } = await read([SYPLO, `${NUMERO};En cours d’examen;c;03/01/2018;;52`]);
    expect(rows[0]?.statut).toBe("inconnu");
    expect(anomalies).toMatchObject([{ code: "statut-inconnu", gravite: "AVE", ligne: 2, colonne: "STATUT" }]);
  });
});

describe("what is wrong in it, line by line", () => {
  test.each([
    ["12-AB;Actif;c;03/01/2018;;52", "numero-unique-invalide", "NUMERO_UNIQUE"],
    [";Actif;c;03/01/2018;;52", "valeur-absente", "NUMERO_UNIQUE"],
    [`${NUMERO};Actif;c;31/02/2018;;52`, "date-invalide", "DATE_LABELLISATION"],
    [`${NUMERO};Actif;c;03/01/2020;;52`, "date-future", "DATE_LABELLISATION"],
    [`${NUMERO};Sorti;c;03/05/2018;03/01/2018;52`, "dates-incoherentes", "DATE_SORTIE"],
    [`${NUMERO};Actif;c;03/01/2018;;Haute-Marne`, "departement", "DEPARTEMENT"],
  ])("%s", async (line, code, colonne) => {
    const { rows, anomalies } = await read([SYPLO, `${NUMERO};Actif;c;03/01/2018;;52`, line]);
    expect(rows).toHaveLength(1);
    expect(anomalies).toMatchObject([{ code, gravite: "LIG", ligne: 3, colonne }]);
    expect(anomalies[0]?.message).toMatch(/^[«\p{Lu}].+\.$/u);
  });

  it("says which two dates contradict each other", async () => {
    const { anomalies } = await read([SYPLO, `${NUMERO};Sorti;c;03/05/2018;03/01/2018;52`]);
    expect(anomalies[0]?.message).toBe(
      "Le ménage sort de la liste le 03/01/2018, avant d’y être entré le 03/05/2018. Corrigez l’une des deux dates.",
    );
  });
});

test.each([
  ["a column of NIR", `${SYPLO};NIR`, "nir-present"],
  ["a bailleur's list without its number", "SIREN bailleur;Catégorie;Date de reconnaissance", "source-inconnue"],
])("refuses %s", async (_, entete, code) => {
  const refused = await read([entete, ""]).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refus);
  expect(refused).toMatchObject({ code });
});
