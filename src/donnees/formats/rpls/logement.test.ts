import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../../test/fixtures/lecture.ts";
import { listPositions } from "./positions.ts";

const LOI = [
  "IDENT_REP;IDENT_INT;SIRET;RS;DEPCOM;LIBCOM;NUMVOIE;INDREP;TYPVOIE;NOMVOIE;COMPLGEO;QPV;TYPECONST;NBPIECE;SURFHAB;CONSTRUCT;LOCAT;CONV;DATCONV;MODE;BAIL;LOYERPRINC;DPEENERGIE;CONTRESLOG;SORTIEPATRIM;duree_vacance",
  "1234567890;L1;27520002000012;OPH de Saint-Dizier;52448;SAINT-DIZIER;12;BIS;RUE;des Lilas;Les Lilas;1;C;3;66;1975;1975;1;24/06/1986;1;03/2012;312;D;7;9;",
  "1234567891;L2;27520002000012;OPH de Saint-Dizier;52448;SAINT-DIZIER;;;;0012  RUE DES LILAS;Les Lilas;2;I;4;79;1975;1975;2;;2;;9999;4;1;4;8",
].join("\n");

describe("fichier « loi »", () => {
  it("reads every field that the file carries", async () => {
    const { lecture, rows, rejets } = await readTexte("rpls.csv", LOI);
    expect(lecture).toMatchObject({ source: "rpls", profil: "rpls-loi", periodeAnnoncee: null });
    expect(rejets).toEqual([]);
    expect(rows[0]).toMatchObject({
      cle: "1234567890",
      bailleur: "275200020",
      bailleurNom: "OPH de Saint-Dizier",
      commune: "52448",
      adresse: "12 bis RUE des Lilas",
      residence: "Les Lilas",
      situationDeclaree: "qpv",
      typeConstruction: "C",
      pieces: 3,
      surface: 66,
      construction: 1975,
      conventionne: "oui",
      conventionLe: "1986-06-24",
      mode: "1",
      bailDepuis: "2012-03",
      loyer: 312,
      dpeEnergie: "D",
      contingent: "7",
      sortie: null,
    });
  });

  it("never reads « sans objet » as a number, nor an absent column as 0", async () => {
    const { lecture, rows } = await readTexte("rpls.csv", LOI);
    expect(rows[1]).toMatchObject({ loyer: null, dpeEnergie: "C", sortie: "4", dureeVacance: 8, longitude: null });
    expect(lecture.champsAbsents).toContain("disponibleDepuis");
    expect(lecture.champsAbsents).toContain("longitude");
    expect(lecture.champsAbsents).not.toContain("loyer");
  });

  it("reads columns in any order, under the names of the 2017-2018 files", async () => {
    const { rows } = await readTexte("rpls.csv", "loyerprinc_red;depcom_red;Qpv_red;nbpiece_red\n412;52448;2;3\n");
    expect(rows).toMatchObject([{ loyer: 412, commune: "52448", situationDeclaree: "hors-qpv", pieces: 3 }]);
  });

  it("takes the officer's word for a column it does not know", async () => {
    const texte = "Code de la ville;QPV;NBPIECE;SURFHAB;CONV\n52448;1;3;60;1\n";
    await expect(openTexte("rpls.csv", texte)).rejects.toMatchObject({ code: "colonne-absente" });
    const { rows } = await readTexte("rpls.csv", texte, { colonnes: { "Code de la ville": "DEPCOM" } });
    expect(rows).toMatchObject([{ commune: "52448" }]);
  });
});

test.each([
  ["NUMVOIE and its parts", "7BIS;;CHEMIN;DES GOURGUETTES;", "7 bis CHEMIN DES GOURGUETTES"],
  ["the whole in NOMVOIE", ";;;12 IMPASSE DENANS;", "12 IMPASSE DENANS"],
  ["lost in zeros", ";;;0013  RUE GABRIEL CORDIER;", "13 RUE GABRIEL CORDIER"],
  ["the kind of road twice", "145;;AVENUE;AVENUE FRANCIS TONNER;", "145 AVENUE FRANCIS TONNER"],
  ["the road in COMPLIDENT", ";;;LES MOUETTES BAT A;11 rue Marco Del Ponte", "11 rue Marco Del Ponte"],
  ["a date is not a number", "4;;RUE;DU 11 NOVEMBRE;", "4 RUE DU 11 NOVEMBRE"],
  ["pandas' decimals", "15.0;;RUE;VOLTAIRE;", "15 RUE VOLTAIRE"],
  ["nothing", ";;;;", null],
])("adresse: %s", async (_, cells, adresse) => {
  const { rows } = await readTexte("r.csv", `DEPCOM;QPV;NUMVOIE;INDREP;TYPVOIE;NOMVOIE;COMPLIDENT\n52448;1;${cells}\n`);
  expect(rows).toMatchObject([{ adresse }]);
});

describe("open data", () => {
  it("reads the 47-column dialect with its lost zeros, and says so", async () => {
    const { lecture, rows, codes } = await readTexte(
      "o.csv",
      "DEP;DEPCOM;CODEPOSTAL;QPV;NBPIECE;CONV;DPEENERGIE\n6;6029;6400;2;1;1;\n",
    );
    expect(lecture.profil).toBe("rpls-opendata-47");
    expect(rows).toMatchObject([{ commune: "06029", codePostal: "06400", cle: null, loyer: null, bailleur: null }]);
    expect(codes).toEqual(["zero-perdu"]);
    expect(lecture.champsAbsents).toEqual(
      expect.arrayContaining(["loyer", "mode", "bailleur", "contingent", "identRep"]),
    );
  });

  it("reads the DiDo dialect under its description lines, codes before labels", async () => {
    const texte = [
      "Code commune;QPV;Libellé;Projection;X;Y;QPV 2024;Pièces",
      "DEPCOM;QPV_CODE;QPV_LIBELLE;EPSG;X;Y;PLG_QP24;NBPIECE",
      "texte;code;texte;code;m;m;code;nombre de pieces",
      "06029;1;oui;2154;1024984.61;6281287.82;QN00603M;3",
      "06029;;;2154;;;HZ;2",
    ].join("\n");
    const { lecture, rows, lignes } = await readTexte("dido.csv", `\ufeff${texte}\n`);
    expect(lecture).toMatchObject({ profil: "rpls-dido-73", releve: { ligneEntete: 2 } });
    expect(lignes.filter((ligne) => ligne.kind === "ecartee").map((ligne) => ligne.ligne)).toEqual([1, 3]);
    expect(rows).toMatchObject([
      { situationDeclaree: "qpv", qpvDeclare: "QN00603M", pieces: 3 },
      { situationDeclaree: "hors-qpv", qpvDeclare: null, longitude: null },
    ]);
    const [first] = rows as readonly { longitude: number; latitude: number }[];
    expect(first?.longitude).toBeCloseTo(7.0223, 3);
    expect(first?.latitude).toBeCloseTo(43.5561, 3);
  });

  test.each([
    ["Lambert-93", "1024984,61;6281287,82", [7.0223, 43.5561], []],
    ["degrees", "7.0223;43.5561", [7.0223, 43.5561], []],
    ["latitude first", "43.5561;7.0223", [7.0223, 43.5561], ["coordonnees-inversees"]],
    ["zero", "0;0", null, ["coordonnees-nulles"]],
    ["elsewhere", "-73.9;40.7", null, ["coordonnees-hors-france"]],
  ])("coordinates: %s", async (_, cells, point, expected) => {
    const { rows, codes } = await readTexte("r.csv", `DEPCOM;QPV;NBPIECE;X;Y\n06029;1;2;${cells}\n`);
    const [row] = rows as readonly { longitude: number | null; latitude: number | null }[];
    expect(row?.longitude ?? null).toEqual(point ? expect.closeTo(point[0] ?? 0, 3) : null);
    expect(row?.latitude ?? null).toEqual(point ? expect.closeTo(point[1] ?? 0, 3) : null);
    expect(codes).toEqual(expected);
  });
});

describe("fichier de collecte", () => {
  const ligne = (values: Readonly<Record<string, string>>) =>
    listPositions(2018)
      .map((nom) => values[nom] ?? "")
      .join(";");
  const entete = (annee: number, nombre: number) =>
    `${annee};000000123;OPH de Saint-Dizier;;1 rue X;;;52100;Saint-Dizier;27520002000012;${nombre};`;
  const logement = ligne({ IDENT_REP: "1234567890", DEPCOM: "52448", QPV: "1", MODE: "2", LOYERPRINC: "300" });

  it("has no column names: the bailleur and the year come from its first line", async () => {
    const { lecture, rows, codes } = await readTexte("c.csv", `${entete(2018, 1)}\n${logement}\n`);
    expect(lecture).toMatchObject({ profil: "rpls-collecte", periodeAnnoncee: "2018" });
    expect(rows).toMatchObject([
      { bailleur: "275200020", bailleurNom: "OPH de Saint-Dizier", loyer: 300, situationDeclaree: "qpv" },
    ]);
    expect(codes).toEqual([]);
  });

  it("reads no QPV in a file of before 2015: the position was the ZUS", async () => {
    const { lecture, rows } = await readTexte("c.csv", `${entete(2014, 1)}\n${logement}\n`);
    expect(rows).toMatchObject([{ situationDeclaree: "inconnue" }]);
    expect(lecture.champsAbsents).toContain("situationDeclaree");
  });

  it("says when it holds fewer dwellings than it announces", async () => {
    const { codes } = await readTexte("c.csv", `${entete(2018, 3)}\n${logement}\n`);
    expect(codes).toEqual(["enregistrements-annonces"]);
  });

  it("refuses a bailleur whose SIRET is wrong", async () => {
    const texte = `${entete(2018, 1).replace("27520002000012", "27520002000013")}\n${logement}\n`;
    await expect(openTexte("c.csv", texte)).rejects.toMatchObject({ code: "siret-bailleur" });
  });
});
