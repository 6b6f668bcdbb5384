import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../../test/fixtures/lecture.ts";

const NUMERO = "052010118123456789";
const BASE = {
  NUMERO_UNIQUE: NUMERO,
  DATE_CREATION: "05/01/2017",
  SIREN_RADIATION: "275200020",
  DATE_SIGNATURE_BAIL: "2017-03-12 00:00:00",
  MOTIF_RADIATION: "RADATT",
  COMMUNE_LOGEMENT_ATTRIB: "52448",
  NB_QPV: "0",
  NB_HQPV: "1",
  NB_QPVNA: "0",
  NB_Q1: "1",
  NB_Q2: "0",
  REVENU_MENSUEL_FOYER: "512,40",
  UNITE_CONSO: "1,3",
  TAILLE_MENAGE: "2",
  TYPE_RESERVATAIRE: "COLTER",
  MODE_LOGEMENT_ACTUEL: "HLM",
  TYPE_LOGEMENT_ATTRIB: "T3",
  ATTRIBUE_DALO: "NON",
  ESTANRU: "OUI",
  NB_MENAGE_PRIORITAIRE: "1",
};

function csv(...lines: readonly Partial<Record<string, string>>[]): string {
  const names = [...new Set([...Object.keys(BASE), ...lines.flatMap((line) => Object.keys(line))])];
  const rows = lines.map((line) => names.map((name) => ({ ...BASE, ...line })[name] ?? "").join(";"));
  return [names.join(";"), ...rows].join("\n");
}

describe("SNE, attributions", () => {
  it("reads the radiation extraction", async () => {
    const { lecture, rows, rejets } = await readTexte("radiation.csv", csv({}));
    expect(lecture).toMatchObject({ source: "sne-attributions", profil: "sne-radiation" });
    expect(rejets).toEqual([]);
    expect(rows).toMatchObject([
      {
        bailleur: "275200020",
        bailSigneLe: "2017-03-12",
        commune: "52448",
        typologie: "T3",
        situationDeclaree: "hors-qpv",
        quartileDeclare: "q1",
        revenuMensuel: 512.4,
        uniteConso: 1.3,
        tailleMenage: 2,
        contingent: "COLTER",
        origine: "mutation",
        relogement: "oui",
        prioritaire: "oui",
        dalo: "non",
        travailleurEssentiel: "inconnu",
        age: null,
      },
    ]);
    expect(lecture.champsAbsents).toEqual(
      expect.arrayContaining(["adresse", "residence", "age", "travailleurEssentiel"]),
    );
  });

  it("keeps the numéro unique as a hash and nowhere else", async () => {
    const { lecture, rows, anomalies } = await readTexte(
      "r.csv",
      csv({}, { NUMERO_UNIQUE: "12-AB" }, { REVENU_MENSUEL_FOYER: "" }),
    );
    const [first, second] = rows as readonly { cle: string }[];
    expect(first?.cle).toBe(second?.cle);
    expect(JSON.stringify([lecture.colonnes, rows, anomalies])).not.toMatch(/052010118123456789|12-AB/);
    expect(anomalies).toContainEqual(expect.objectContaining({ code: "numero-unique-invalide", ligne: 3, valeur: "" }));
  });

  it("reads one number whatever its spaces", async () => {
    const { rows } = await readTexte("r.csv", csv({}, { NUMERO_UNIQUE: "052 0101 18123456 789" }));
    const [first, second] = rows as readonly { cle: string }[];
    expect(first?.cle).toBe(second?.cle);
  });

  test.each([
    ["aucune réponse", { NB_HQPV: "0" }, "inconnue", "qpv-inconnu"],
    ["inconnue dite", { NB_HQPV: "0", NB_QPVNA: "1" }, "inconnue", "qpv-inconnu"],
    ["les deux", { NB_QPV: "1" }, "inconnue", "situation-contradictoire"],
    ["en QPV", { NB_QPV: "1", NB_HQPV: "0" }, "qpv", null],
  ])("situation: %s", async (_, cells, situationDeclaree, code) => {
    const { rows, codes } = await readTexte("r.csv", csv(cells));
    expect(rows).toMatchObject([{ situationDeclaree }]);
    expect(codes).toEqual(code === null ? [] : [code]);
  });

  test.each([
    ["0 est un revenu", "0", 0, ["revenu-nul"]],
    ["vide est inconnu", "", null, ["revenu-absent"]],
    ["NA est inconnu", "NA", null, ["revenu-absent"]],
    ["sans doute annuel", "18 240,00", 18_240, ["revenu-annuel"]],
    ["milliers en espace insécable", "1\u202f234,56 €", 1_234.56, []],
    ["notation de R", "1.1144e+003", 1_114.4, []],
  ])("revenu: %s", async (_, cell, revenuMensuel, expected) => {
    const { rows, codes } = await readTexte("r.csv", csv({ REVENU_MENSUEL_FOYER: cell }));
    expect(rows).toMatchObject([{ revenuMensuel }]);
    expect(codes).toEqual(expected);
  });

  test.each([
    ["sous 1", "0,9", "2"],
    ["trop pour le ménage", "3,5", "2"],
    ["trop peu pour le ménage", "1", "4"],
  ])("unités de consommation %s: the line is left out", async (_, UNITE_CONSO, TAILLE_MENAGE) => {
    const { rows, codes } = await readTexte("r.csv", csv({ UNITE_CONSO, TAILLE_MENAGE }));
    expect(rows).toEqual([]);
    expect(codes).toEqual(["unites-conso"]);
  });

  it("sets aside the radiations that are not attributions", async () => {
    const { rows, rejets, lignes } = await readTexte(
      "r.csv",
      csv({}, { MOTIF_RADIATION: "RADREN", SIREN_RADIATION: "" }),
    );
    expect([rows.length, rejets.length]).toEqual([1, 0]);
    expect(lignes[1]).toMatchObject({
      kind: "ecartee",
      ligne: 3,
      anomalies: [{ code: "radiation-autre-motif", colonne: "MOTIF_RADIATION" }],
    });
  });

  test.each([
    ["employeurs et Action Logement", "COLACT"],
    ["PRÉFET PRIORITAIRES", "PPRIOR"],
    ["AUCUN", "AUCUN"],
    ["", "inconnu"],
  ])("réservataire « %s »", async (TYPE_RESERVATAIRE, contingent) => {
    const { rows } = await readTexte("r.csv", csv({ TYPE_RESERVATAIRE }));
    expect(rows).toMatchObject([{ contingent }]);
  });

  test.each([
    ["SIREN faux", { SIREN_RADIATION: "275200021" }, "siren-invalide", "SIREN_RADIATION"],
    ["SIREN absent", { SIREN_RADIATION: "" }, "valeur-absente", "SIREN_RADIATION"],
    ["bail avant la demande", { DATE_SIGNATURE_BAIL: "01/01/2017" }, "dates-incoherentes", "DATE_SIGNATURE_BAIL"],
    ["bail à venir", { DATE_SIGNATURE_BAIL: "01/01/2019" }, "date-future", "DATE_SIGNATURE_BAIL"],
    ["réservataire inconnu", { TYPE_RESERVATAIRE: "XYZ" }, "code-inconnu", "TYPE_RESERVATAIRE"],
  ])("%s: the line is left out", async (_, cells, code, colonne) => {
    const { rejets } = await readTexte("r.csv", csv(cells));
    expect(rejets).toMatchObject([
      { ligne: 2, anomalies: expect.arrayContaining([expect.objectContaining({ code, colonne })]) },
    ]);
  });

  it("names what is missing", async () => {
    await expect(
      openTexte("r.csv", "NUMERO_UNIQUE;DATE_CREATION;NB_QPV;NB_Q1;NUMERORPLS\n1;;;;\n"),
    ).rejects.toMatchObject({
      code: "colonne-absente",
      message: expect.stringContaining("« SIREN_RADIATION »".replace(/ (?=»)|(?<=«) /g, "\u00a0")),
    });
  });
});

describe("SNE, demandes", () => {
  it("reads the stock extraction", async () => {
    const texte = [
      "DEMANDE;DATE_CREATION;DATE_RENOUVELLEMENT;COMMUNE_LOG_RECHERCHE;TYPE_LOGEMENT_RECHERCHE;NB_DEJA_LOGE_PARC;NB_Q1;NB_Q2;NB_Q3;NB_Q4;REVENU_MENSUEL_FOYER;AGE_DEMANDEUR_DEMANDE;NB_DALO;MOTIF_DEMANDE",
      "D1;05-01-2017 10:12:00;05/01/2018;52448;T6 et plus;0;0;0;1;0;900;34;0;9",
    ].join("\n");
    const { lecture, rows } = await readTexte("stock.csv", texte);
    expect(lecture).toMatchObject({ source: "sne-demandes", profil: "sne-stock" });
    expect(rows).toMatchObject([
      {
        creeLe: "2017-01-05",
        renouveleLe: "2018-01-05",
        typologie: "T6P",
        origine: "nouvelle-entree",
        quartileDeclare: "q2-4",
        age: 34,
        dalo: "non",
        motifDemande: "09",
      },
    ]);
  });
});

describe("SNE, demandes: what happened to them", () => {
  const ENTETE =
    "DEMANDE;DATE_CREATION;COMMUNE_LOG_RECHERCHE;NB_Q1;REVENU_MENSUEL_FOYER;POSITION_PLAFOND;DATE_MODIFICATION;NB_PROPOSITIONS;DATE_DERNIERE_PROPOSITION;DERNIER_REFUS_PAR;DERNIER_REFUS_MOTIF;SALARIE_ACTION_LOGEMENT;LOGEMENT_ACTUEL_QPV";
  const read = (suite: string) => readTexte("stock.csv", `${ENTETE}\nD1;05/01/2017;52448;1;900;${suite}\n`);

  test.each([
    [
      "codes",
      "PLAI;01/09/2017;2;10/08/2017;CAL;ressources;OUI;NON",
      {
        positionPlafond: "plai",
        dernierEvenement: "2017-09-01",
        propositions: 2,
        derniereProposition: "2017-08-10",
        refusPar: "bailleur",
        refusMotif: "ressources",
        salarie: "oui",
        qpvActuel: "hors-qpv",
      },
      [],
    ],
    [
      "labels",
      "Entre PLAI et PLUS;;0;;Aucun;;non;1",
      { positionPlafond: "plus", propositions: 0, refusPar: "aucun", refusMotif: "inconnu", qpvActuel: "qpv" },
      [],
    ],
    [
      "nothing written",
      ";;;;;;;",
      {
        positionPlafond: "inconnue",
        dernierEvenement: null,
        propositions: null,
        derniereProposition: null,
        refusPar: "inconnu",
        refusMotif: "inconnu",
        salarie: "inconnu",
        qpvActuel: "inconnue",
      },
      [],
    ],
    [
      "a reason of its own",
      "PLS;;1;;DEMANDEUR;trop loin;;",
      { refusPar: "demandeur", refusMotif: "autre" },
      ["code-inconnu"],
    ],
    [
      "no proposal, and the day of one",
      "PLS;;0;10/08/2017;;;;",
      { propositions: null, derniereProposition: "2017-08-10" },
      ["propositions-contradictoires"],
    ],
  ])("%s", async (_, suite, expected, attendus) => {
    const { rows, codes } = await read(suite);
    expect(rows).toMatchObject([expected]);
    expect(codes).toEqual(attendus);
  });

  it("says which columns the plain extraction does not have", async () => {
    const { lecture } = await readTexte(
      "stock.csv",
      "DEMANDE;DATE_CREATION;COMMUNE_LOG_RECHERCHE;NB_Q1\nD1;05/01/2017;52448;1\n",
    );
    expect(lecture.champsAbsents).toEqual(
      expect.arrayContaining([
        "positionPlafond",
        "propositions",
        "refusPar",
        "dernierEvenement",
        "salarie",
        "qpvActuel",
      ]),
    );
  });
});

describe("numéros de sécurité sociale", () => {
  test.each([
    ["named columns", "DEMANDE;DATE_CREATION;COMMUNE_LOG_RECHERCHE;NB_Q1;NIR_ID_1\nD1;05/01/2017;52448;1;x\n"],
    ["in a text", csv({ COMMENTAIRE: "tél. 1 85 05 78 006 084 91" })],
    ["in the place of the number", csv({ NUMERO_UNIQUE: "185057800608491" })],
    ["without the key", csv({ COMMENTAIRE: "1850578006084" })],
    ["from Corsica", csv({ COMMENTAIRE: "185052A00608491".slice(0, 13) })],
  ])("%s: the file is refused, the number never repeated", async (_, texte) => {
    const reading = readTexte("r.csv", texte);
    await expect(reading).rejects.toMatchObject({ code: "nir-present" });
    await expect(reading).rejects.not.toMatchObject({ message: expect.stringMatching(/1850578|185052A/) });
  });

  it("tells a numéro unique, a SIRET and a telephone from a NIR", async () => {
    const { rows } = await readTexte("r.csv", csv({ COMMENTAIRE: "27520002000012 0325561234 052010118123456789" }));
    expect(rows).toHaveLength(1);
  });
});
