import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOYER_M2_MAX } from "#donnees/regles/loyer/prix.ts";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { createDatabase, createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, makeLogement, publishLot } from "../../../../test/fixtures/lignes.ts";
import type { CelluleParc } from "../../lectures/parc/ports.ts";
import { CLASSES_PARC, type RepartitionParc } from "../../regles/parc/classes.ts";

type Logement = Partial<ReturnType<typeof makeLogement>>;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

async function publishParc(millesime: string, rows: readonly Logement[], epci = EPCI): Promise<void> {
  const lot = await publishLot(database, "rpls", millesime, rows.map(makeLogement), { epci });
  await database.base.faits.rebuildCubeParc(lot);
}

/** The only cell of a vintage. */
async function onlyCellule(millesime: string): Promise<CelluleParc> {
  const [cellule, ...others] = await database.base.parc.cellules(EPCI, millesime, 20);
  if (!cellule || others.length > 0) throw new Error("one cell expected");
  return cellule;
}

describe("what a file writes of a résidence", () => {
  const key = async (...parts: readonly (string | null)[]) => {
    const { rows } = await database.pool.query<{ cle: string }>("select ecriture_residence($1, $2, $3, $4) as cle", [
      ...parts,
    ]);
    return rows[0]?.cle;
  };

  it.each([
    ["accents and capitals folded", ["562881178", "52448", "LES  ÉRABLES", null], "562881178-52448-les-erables"],
    ["letter by letter or composed", ["562881178", "52448", "e\u0301rables", null], "562881178-52448-erables"],
    ["ligatures", ["562881178", "52448", "Cœur d’Œuvre", null], "562881178-52448-coeur-d-oeuvre"],
    ["the name before the address", ["1", "2A004", "Les Lilas", "3 rue X"], "1-2a004-les-lilas"],
    ["else the address", ["1", "52448", "  ", "3 bis, rue de l’Église"], "1-52448-3-bis-rue-de-l-eglise"],
    ["no bailleur", [null, "52448", "Lilas", null], "inconnu-52448-lilas"],
    ["neither name nor address", ["1", "52448", null, null], "1-52448-sans-nom"],
    ["nothing that could leave its segment", ["1", "52448", "../a?b#c%2F", null], "1-52448-a-b-c-2f"],
  ])("%s", async (_, parts, cle) => {
    expect(await key(...parts)).toBe(cle);
  });
});

describe("résidences of a vintage", () => {
  it("are one row a side, whatever the spelling, without the dwellings that left the stock", async () => {
    await publishParc("2016", [
      { residence: "Les Lilas", situationDeclaree: "qpv", longitude: 4, latitude: 48, construction: 1960 },
      { residence: "LES LILAS", situationDeclaree: "qpv", longitude: 5, latitude: 49, construction: 1958 },
      { residence: "les lilas", situationDeclaree: "hors-qpv" },
      { residence: "Les Lilas", sortie: "4" },
      { residence: "Les Lilas", bailleur: null, bailleurNom: null, situationDeclaree: "qpv" },
      { residence: null, adresse: "3 rue X", situationDeclaree: "hors-qpv" },
    ]);
    await publishParc("2016", [{ residence: "Ailleurs" }], AUTRE_EPCI);
    const rows = await database.base.parc.residences(EPCI, "2016");
    expect(rows.map(({ cle, situation, logements }) => [cle, situation, logements])).toEqual([
      ["52448-3-rue-x", "hors-qpv", 1],
      ["52448-les-lilas", "hors-qpv", 1],
      ["52448-les-lilas", "qpv", 2],
      // Another bailleur's résidence, of the same name in the same commune.
      ["52448-les-lilas--2", "qpv", 1],
    ]);
    expect(rows[2]).toMatchObject({
      nom: "Les Lilas",
      construction: 1958,
      point: [4.5, 48.5],
      modeConnu: 0,
      vacants: 0,
    });
    expect(rows[3]).toMatchObject({ bailleur: null, bailleurNom: null, point: null });
    expect(await database.base.parc.millesimes(EPCI)).toEqual(["2016"]);
    expect(await database.base.parc.residences(EPCI, "2015")).toEqual([]);
  });

  it("say the perimeter of the vintage's generation", async () => {
    const generations = { qpv2015: "QP052001", qpv2024: "QN05201M", zus: null };
    await publishParc("2023", [{ residence: "A" }]);
    await publishParc("2024", [{ residence: "A" }]);
    for (const millesime of ["2023", "2024"]) {
      const { rows } = await database.pool.query<{ lot: number }>(
        "select lot from publication where source = 'rpls' and periode = $1",
        [millesime],
      );
      const lot = rows[0]?.lot ?? 0;
      await database.base.faits.updateSituations(EPCI, [{ lot, ligne: 2, ...generations }]);
      await database.base.faits.rebuildCubeParc({ epci: EPCI, id: lot });
    }
    const codes = await Promise.all(
      ["2023", "2024"].map((millesime) => database.base.parc.residences(EPCI, millesime)),
    );
    expect(codes.flat().map(({ situation, qpv }) => [situation, qpv])).toEqual([
      ["qpv", "QP052001"],
      ["qpv", "QN05201M"],
    ]);
  });

  it("count vacancy and its duration, and keep apart what is not written", async () => {
    await publishParc("2017", [
      { mode: "1" },
      { mode: "2", dureeVacance: 3 },
      { mode: "2", dureeVacance: 4 },
      { mode: "2", dureeVacance: null },
      { mode: "3" },
      { mode: "4" },
      { mode: null },
    ]);
    expect(await onlyCellule("2017")).toMatchObject({
      logements: 7,
      modeConnu: 6,
      loues: 1,
      vacants: 3,
      vacantsPlus3Mois: 1,
      vacantsDureeInconnue: 1,
      vides: 1,
    });
  });

  it.each<[string, Logement, Partial<CelluleParc>]>([
    ["a lease of the year before", { bailDepuis: "2017-01" }, { mobiles: 1, mobilitesPossibles: 1 }],
    ["a lease of the vintage's first days", { bailDepuis: "2018-01" }, { mobiles: 1, mobilitesPossibles: 1 }],
    [
      "an older lease",
      { bailDepuis: "2016-12" },
      { mobiles: 0, mobilitesPossibles: 1, liberes: 0, liberationsInconnues: 0 },
    ],
    ["no date", {}, { mobiles: 0, mobilitesPossibles: 1, mobilitesInconnues: 1, liberationsInconnues: 1 }],
    [
      "a first letting",
      { bailDepuis: "2017-06", miseEnLocation: 2017 },
      { mobiles: 0, mobilitesPossibles: 0, liberes: 0 },
    ],
    [
      "let for the first time nobody knows when",
      { miseEnLocation: null },
      { mobilitesPossibles: 0, misesEnLocationInconnues: 1, liberationsInconnues: 1 },
    ],
    ["let again in the year", { bailDepuis: "2017-09", disponibleDepuis: "2017-06" }, { mobiles: 1, liberes: 1 }],
    ["freed the year before", { bailDepuis: "2017-02", disponibleDepuis: "2016-11" }, { mobiles: 1, liberes: 0 }],
    ["empty for a year", { mode: "2", dureeVacance: 12 }, { mobilitesPossibles: 1, liberes: 1 }],
    [
      "empty for longer",
      { mode: "2", dureeVacance: 13 },
      { mobilitesPossibles: 1, liberes: 0, liberationsInconnues: 0 },
    ],
    ["empty for works", { mode: "3" }, { mobilitesPossibles: 0, liberationsInconnues: 1 }],
  ])("say who moved: %s", async (_, row, expected) => {
    await publishParc("2018", [{ mode: "1", miseEnLocation: 1990, ...row }]);
    expect(await onlyCellule("2018")).toMatchObject(expected);
  });

  it("sum rents and surfaces of the dwellings that have both, and no slip of the keyboard", async () => {
    await publishParc("2019", [
      { loyer: 300, surface: 60 },
      { loyer: 0, surface: 60 },
      { loyer: null, surface: 60 },
      { loyer: 250, surface: null },
      { loyer: LOYER_M2_MAX * 40, surface: 40 },
      { loyer: LOYER_M2_MAX * 40 + 1, surface: 40 },
    ]);
    const cellule = { loyers: 300 + LOYER_M2_MAX * 40, surfaces: 100, loyersConnus: 2 };
    expect(await onlyCellule("2019")).toMatchObject(cellule);
  });

  it("know their age", async () => {
    const annees = [2015, 2014, 1974, null];
    await publishParc(
      "2020",
      annees.map((construction) => ({ construction })),
    );
    expect(await onlyCellule("2020")).toMatchObject({
      recents: 1,
      constructionConnue: 3,
      constructionSomme: 2015 + 2014 + 1974,
    });
  });

  const DRAWS: Readonly<Record<RepartitionParc, readonly (readonly Logement[])[]>> = {
    types: [
      [{ typeConstruction: "C" }],
      [{ typeConstruction: "I" }],
      [{ typeConstruction: "E" }],
      [{ typeConstruction: null }],
    ],
    pieces: [...[1, 2, 3, 4, 5].map((pieces) => [{ pieces }]), [{ pieces: 6 }, { pieces: 9 }], [{ pieces: null }]],
    superficies: [
      [{ surface: 29 }],
      [{ surface: 30 }, { surface: 49 }],
      [{ surface: 50 }, { surface: 69 }],
      [{ surface: 70 }, { surface: 89 }],
      [{ surface: 90 }],
      [{ surface: null }],
    ],
    periodes: [
      [{ construction: 1948 }],
      [{ construction: 1949 }, { construction: 1974 }],
      [{ construction: 1975 }, { construction: 1989 }],
      [{ construction: 1990 }, { construction: 2005 }],
      [{ construction: 2006 }],
      [{ construction: null }],
    ],
    financements: [
      ["10", "11"],
      ["12", "13"],
      ["14"],
      ["16"],
      ["15", "17", "49"],
      ["50", "51", "52", "53", "54", "55", "99"],
      [null],
    ].map((codes) => codes.map((financement) => ({ financement }))),
    dpe: [..."ABCDEFG", null].map((dpeEnergie) => [{ dpeEnergie }]),
  };

  it.each(Object.entries(DRAWS))("count %s in the order of the classes", async (nom, classes) => {
    // As many of a class as its rank: a swap would be visible.
    const rows = classes.flatMap((some, rank) => some.flatMap((row) => Array.from({ length: rank + 1 }, () => row)));
    await publishParc("2021", rows);
    const { repartitions } = await onlyCellule("2021");
    expect(classes).toHaveLength(CLASSES_PARC[nom as RepartitionParc].length);
    expect(repartitions[nom as RepartitionParc]).toEqual(classes.map((some, rank) => some.length * (rank + 1)));
  });

  it("tell the type of recent dwellings, the bands of rents and the move-ins of the year before", async () => {
    const one: Logement = {
      residence: "Neuve",
      construction: 2019,
      mode: "1",
      surface: 100,
      situationDeclaree: "hors-qpv",
    };
    await publishParc("2023", [
      { ...one, typeConstruction: "C", loyer: 299, bailDepuis: "2022-03" },
      { ...one, typeConstruction: "C", mode: "2", loyer: 500 },
      { ...one, typeConstruction: "I", loyer: 500, bailDepuis: "2023-01" },
      { ...one, typeConstruction: "I", construction: 2017, loyer: 800, bailDepuis: null },
    ]);
    expect(await database.base.parc.recents(EPCI, "2023")).toMatchObject([
      { proposes: [2, 1, 0, 0], vacants: [1, 0, 0, 0] },
    ]);
    expect(await database.base.parc.classesLoyer(EPCI, "2023")).toMatchObject([
      { logements: 4, classes: [1, 0, 0, 2, 0, 0, 1] },
    ]);
    const lus = await database.base.demandes.emmenages(EPCI);
    expect(lus.find(({ millesime }) => millesime === "2023")).toEqual({
      millesime: "2023",
      logements: 4,
      emmenages: 1,
      inconnus: 1,
    });
  });

  it("cross vacancy with the period of construction, small résidences left out", async () => {
    const many = (n: number, row: Logement) => Array.from({ length: n }, () => row);
    await publishParc("2022", [
      ...many(15, { residence: "Grande", construction: 1960, mode: "1", situationDeclaree: "qpv" }),
      ...many(4, { residence: "Grande", construction: 2010, mode: "2", situationDeclaree: "qpv" }),
      ...many(1, { residence: "Grande", construction: null, mode: "3", situationDeclaree: "hors-qpv" }),
      ...many(3, { residence: "Petite", construction: 1960, mode: "2", situationDeclaree: "qpv" }),
    ]);
    const cellules = await database.base.parc.cellules(EPCI, "2022", 20);
    const qpv = cellules.find(({ situation }) => situation === "qpv");
    expect(qpv).toMatchObject({
      logements: 22,
      vacants: 7,
      proposesPeriodes: [0, 15, 0, 0, 4, 0],
      vacantsPeriodes: [0, 0, 0, 0, 4, 0],
    });
  });
});

describe("the last stock", () => {
  it("is the latest vintage of that territory alone, in whatever order they were published", async () => {
    for (const millesime of ["2031", "2033", "2032"]) await publishParc(millesime, [{ residence: millesime }]);
    await publishParc("2034", [{ residence: "voisine" }], AUTRE_EPCI);
    const last = async (epci: string) => (await database.pool.query(DERNIER_PARC, [epci])).rows;
    expect(await last(EPCI)).toMatchObject([{ epci: EPCI, periode: "2033" }]);
    expect(await last(AUTRE_EPCI)).toMatchObject([{ epci: AUTRE_EPCI, periode: "2034" }]);
    expect(await last("200000000")).toEqual([]);
  });
});

describe("the demonstration", () => {
  let demo: TestDatabase;
  beforeAll(async () => {
    demo = await createDemoDatabase();
  });
  afterAll(() => demo.drop());

  it("adds up to the stock of the convention, and to its vacancy", async () => {
    const rows = await demo.base.parc.residences(EPCI, "2017");
    const sum = (side: string, field: "logements" | "vacants") =>
      rows.filter(({ situation }) => situation === side).reduce((total, row) => total + row[field], 0);
    expect([sum("qpv", "logements"), sum("hors-qpv", "logements"), sum("inconnue", "logements")]).toEqual([
      3648, 2613, 0,
    ]);
    expect([sum("qpv", "vacants"), sum("hors-qpv", "vacants")]).toEqual([536, 105]);
    expect(rows.filter(({ point }) => point === null)).toEqual([]);
  });

  it("counts in its cells what it counts in its résidences", async () => {
    const rows = await demo.base.parc.residences(EPCI, "2017");
    const cellules = await demo.base.parc.cellules(EPCI, "2017", 20);
    for (const champ of [
      "logements",
      "modeConnu",
      "loues",
      "vacantsPlus3Mois",
      "vides",
      "mobiles",
      "mobilitesPossibles",
      "loyers",
      "surfaces",
    ] as const) {
      const sum = (of: readonly Readonly<Record<typeof champ, number>>[]) =>
        of.reduce((total, row) => total + row[champ], 0);
      expect(sum(cellules)).toBe(sum(rows));
    }
    for (const [nom, classes] of Object.entries(CLASSES_PARC)) {
      const counts = cellules.flatMap(({ repartitions }) => repartitions[nom as RepartitionParc]);
      expect(counts).toHaveLength(cellules.length * classes.length);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(6261);
    }
  });
});

it("counts reserved dwellings, apart from those whose reservation is not written", async () => {
  const loue = { mode: "1", miseEnLocation: 2010 } as const;
  await publishParc("2021", [
    { contingent: "3", pieces: 3, ...loue, bailDepuis: "2020-03" },
    { contingent: "3", pieces: 3, ...loue, bailDepuis: "2014-03" },
    { contingent: "3", pieces: 3, mode: "1", miseEnLocation: 2020, bailDepuis: "2020-03" },
    { contingent: "3", pieces: 3, sortie: "1" },
    { contingent: "2", pieces: 3 },
    { contingent: null, pieces: null },
  ]);
  const reserves = await database.base.parc.reserves(EPCI, "2021");
  expect(reserves.map(({ reserve, pieces, logements, reloues }) => [reserve, pieces, logements, reloues])).toEqual([
    ["non", 3, 1, 0],
    // The third is a first letting.
    ["oui", 3, 3, 1],
    ["inconnu", null, 1, 0],
  ]);
  expect(await database.base.parc.reserves(AUTRE_EPCI, "2021")).toEqual([]);
});

it("compares the side that RPLS writes with the one of the point, where both are known, counts alone", async () => {
  await publishParc("2022", [
    { residence: "A", situationDeclaree: "qpv" },
    { residence: "B", situationDeclaree: "qpv" },
    { residence: "C", situationDeclaree: "hors-qpv" },
    { residence: "D", situationDeclaree: "inconnue" },
    { residence: "E", situationDeclaree: "hors-qpv", sortie: "4" },
    { residence: "F", situationDeclaree: "hors-qpv" },
  ]);
  const { rows } = await database.pool.query<{ lot: number }>(
    "select lot from publication where source = 'rpls' and periode = '2022' and epci = $1",
    [EPCI],
  );
  const lot = rows[0]?.lot ?? 0;
  const situer = (ligne: number, qpv2015: string | null) => ({ lot, ligne, qpv2015, qpv2024: null, zus: null });
  await database.base.faits.updateSituations(EPCI, [
    situer(2, "QP052001"),
    situer(3, "hors"),
    situer(4, "QP052001"),
    situer(5, "QP052001"),
    situer(6, "QP052001"),
  ]);
  // F has no point; D has no situation; E left the stock.
  expect(await database.base.parc.zonesComparees(EPCI, "2022")).toEqual({
    compares: 3,
    ecritsEnQpv: 1,
    ecritsHorsQpv: 1,
  });
  expect(await database.base.parc.zonesComparees(AUTRE_EPCI, "2022")).toEqual({
    compares: 0,
    ecritsEnQpv: 0,
    ecritsHorsQpv: 0,
  });
});

it("a résidence met for the first time has its writing, its key and its reserved dwellings", async () => {
  const logement = { residence: "Lilas neufs", bailleur: null, bailleurNom: null, contingent: null };
  await publishParc("2014", [logement, logement, logement]);
  const { rows } = await database.pool.query(
    `select r.ecriture, i.cle, i.courante, r.logements, c.reserve, c.logements as reserves
       from residence_parc r
       join lot l on l.id = r.lot and l.periode = '2014'
       join residence i on i.epci = r.epci and i.ecriture = r.ecriture
       join cube_reserve c on c.lot = l.id`,
  );
  const keys = { ecriture: "inconnu-52448-lilas-neufs", cle: "52448-lilas-neufs", courante: "52448-lilas-neufs" };
  expect(rows).toEqual([{ ...keys, logements: 3, reserve: "inconnu", reserves: 3 }]);
});
