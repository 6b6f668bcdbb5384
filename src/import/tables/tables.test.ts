import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../test/fixtures/lecture.ts";

describe("seuils", () => {
  const entete = "siren_epci;libelle;annee;seuil_annuel_uc;arrete;date_effet";

  it("reads a threshold", async () => {
    const { lecture, rows } = await readTexte(
      "seuils.csv",
      `${entete}\n200068666;CA de Saint-Dizier;2017;7 228;document signé;01/01/2017\n`,
    );
    expect(lecture.source).toBe("seuils");
    expect(rows).toEqual([
      {
        epci: "200068666",
        libelle: "CA de Saint-Dizier",
        annee: 2017,
        seuilAnnuelUc: 7228,
        arrete: "document signé",
        dateEffet: "2017-01-01",
      },
    ]);
  });

  test.each(["3 999", "20001", "722,8"])("%s € is no threshold", async (seuil) => {
    const { rejets } = await readTexte("seuils.csv", `${entete}\n200068666;;2017;${seuil};;2017-01-01\n`);
    expect(rejets).toMatchObject([{ anomalies: [{ code: "seuil-implausible", colonne: "seuil_annuel_uc" }] }]);
  });

  it("names the column that is missing", async () => {
    const texte = "siren_epci;libelle;annee;seuil_annuel_uc\n200068666;;2017;7228\n";
    await expect(openTexte("seuils.csv", texte)).rejects.toMatchObject({
      code: "colonne-absente",
      details: { colonnes: ["date_effet"] },
    });
  });
});

describe("objectifs", () => {
  it("reads a rate written either way, for a bailleur or the EPCI", async () => {
    const texte = [
      "siren_epci,annee,siren_bailleur,objet,taux,nombre,acte,depuis",
      '200068666,2017,275200020,hors-qpv,"0,25",30,Convention,2017-01-01',
      "200068666,2017,,qpv,50 %,,Convention,2017-01-01",
      "200068666,2017,,qpv,,,Convention,2017-01-01",
    ].join("\n");
    const { rows, rejets } = await readTexte("objectifs.csv", texte);
    expect(rows).toMatchObject([
      { bailleur: "275200020", objet: "hors-qpv", taux: 0.25, nombre: 30 },
      { bailleur: null, objet: "qpv", taux: 0.5, nombre: null },
    ]);
    expect(rejets).toMatchObject([{ ligne: 4, anomalies: [{ code: "valeur-absente" }] }]);
  });
});

test("résultats: what is printed is kept, the number is read from it", async () => {
  const texte =
    "siren_epci;annee;siren_bailleur;grandeur;imprime;source;explication\n200068666;2016;;taux-hors-qpv;57,9 %;tableau 3;\n200068666;2016;;q1-qpv;/;tableau 3;vide\n";
  const { rows } = await readTexte("resultats.csv", texte);
  expect(rows).toMatchObject([
    { imprime: "57,9 %", valeur: 0.579 },
    { imprime: "/", valeur: null, explication: "vide" },
  ]);
});

test.each([
  ["6 261", 6261],
  ["14,75", 14.75],
  ["72 %", 0.72],
  ["/", null],
  ["-", null],
  ["n. c.", null],
])("« %s » is read as %s", async (imprime, valeur) => {
  const { rows } = await readTexte(
    "r.csv",
    `siren_epci;annee;siren_bailleur;grandeur;imprime;source\n200068666;2016;;q1-qpv;${imprime};tableau 3\n`,
  );
  expect(rows).toMatchObject([{ imprime, valeur }]);
});
