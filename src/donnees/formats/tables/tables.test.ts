import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../../test/fixtures/lecture.ts";

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

  test.each(["11", "Île-de-France", "région 11", "237500079"])(
    "%s is the région, whose value is its territories'",
    async (nom) => {
      const { rows } = await readTexte("seuils.csv", `${entete}\n${nom};;2025;10400;arrêté d’essai;2025-01-01\n`);
      expect(rows).toMatchObject([{ epci: "237500079", seuilAnnuelUc: 10400 }]);
    },
  );

  test.each(["3 999", "20001", "722,8"])("%s € is no threshold", async (seuil) => {
    const { rejets } = await readTexte("seuils.csv", `${entete}\n200068666;;2017;${seuil};;2017-01-01\n`);
    expect(rejets).toMatchObject([{ anomalies: [{ code: "seuil-implausible", colonne: "seuil_annuel_uc" }] }]);
  });

  test.each(["4 000", "20000"])("%s € is one", async (seuil) => {
    const { rows, rejets } = await readTexte("seuils.csv", `${entete}\n200068666;;2017;${seuil};;2017-01-01\n`);
    expect([rows.length, rejets.length]).toEqual([1, 0]);
  });

  test.each([
    ["2014", 0],
    ["2015", 1],
    ["2027", 1],
  ])("of %s: the law counts quartiles from 2015, and a threshold may be told before its year", async (annee, lues) => {
    const { rows } = await readTexte("seuils.csv", `${entete}\n200068666;;${annee};7228;;2017-01-01\n`);
    expect(rows).toHaveLength(lues);
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

describe("résultats nationaux", () => {
  const entete =
    "siren_epci;nom_epci;annee;attributions_hors_qpv;premier_quartile_hors_qpv;taux_hors_qpv;attributions_qpv;autres_quartiles_qpv;taux_qpv;source;publie_le";
  const line = (cells: string) => `${entete}\n${cells}\n`;

  it("reads a year of an EPCI", async () => {
    const { lecture, rows } = await readTexte(
      "nationaux.csv",
      line("200068666;CA;2017;360;66;18,3 %;391;247;0,63;DGALN;01/10/2018"),
    );
    expect(lecture.source).toBe("resultats-nationaux");
    expect(rows).toEqual([
      {
        epci: "200068666",
        nom: "CA",
        annee: 2017,
        attributionsHorsQpv: 360,
        premierQuartileHorsQpv: 66,
        tauxHorsQpv: 0.183,
        attributionsQpv: 391,
        autresQuartilesQpv: 247,
        tauxQpv: 0.63,
        source: "DGALN",
        publieLe: "2018-10-01",
      },
    ]);
  });

  test.each([
    ["18,3 %", 0.183],
    ["18,3", 0.183],
    ["0,183", 0.183],
    ["100", 1],
    ["1", 1],
    ["0", 0],
  ])("a rate written « %s » is %s", async (taux, lu) => {
    const { rows } = await readTexte("n.csv", line(`200068666;;2017;;;${taux};;;;DGALN;`));
    expect(rows).toMatchObject([{ tauxHorsQpv: lu, premierQuartileHorsQpv: null }]);
  });

  test.each(["s", "NC", "n.d.", "***", "secret"])("« %s » is an unknown that is said, not 0", async (masque) => {
    const { rows, anomalies } = await readTexte("n.csv", line(`200068666;;2017;360;${masque};18,3 %;;;;DGALN;`));
    expect(rows).toMatchObject([{ attributionsHorsQpv: 360, premierQuartileHorsQpv: null }]);
    expect(anomalies).toMatchObject([{ code: "valeur-masquee", colonne: "premier_quartile_hors_qpv", gravite: "AVE" }]);
  });

  test.each([
    ["200068666;;2017;60;66;;;;;DGALN;", "part-superieure", "premier_quartile_hors_qpv"],
    ["200068666;;2017;360;66;118 %;;;;DGALN;", "nombre-hors-bornes", "taux_hors_qpv"],
    ["200068667;;2017;360;66;;;;;DGALN;", "siren-invalide", "siren_epci"],
    ["200068666;;2017;360;66;;;;;;", "valeur-absente", "source"],
    ["200068666;;2031;360;66;;;;;DGALN;", "date-future", "annee"],
  ])("%s is left out", async (cells, code, colonne) => {
    const { rows, rejets } = await readTexte("n.csv", line(cells));
    expect(rows).toEqual([]);
    expect(rejets).toMatchObject([{ anomalies: [{ code, colonne }] }]);
  });

  it("knows its columns under other names", async () => {
    const { lecture, rows } = await readTexte(
      "n.csv",
      "code_epci;libelle_epci;annee;nb_attributions_hors_qpv;q1_hors_qpv;part_q1_hors_qpv;source\n200068666;CA;2017;360;66;18,3 %;DGALN\n",
    );
    expect(lecture.source).toBe("resultats-nationaux");
    expect(rows).toMatchObject([{ attributionsHorsQpv: 360, premierQuartileHorsQpv: 66, attributionsQpv: null }]);
  });
});
