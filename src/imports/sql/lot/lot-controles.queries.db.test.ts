// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  addTerritoires,
  EPCI,
  makeAttribution,
  makeDemande,
  makeLogement,
  makeNouveauLot,
  makeQpv,
  stageLot,
} from "../../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

type Essai = readonly [cle: string | null, empreinte: string];

async function stageKeys(keys: readonly Essai[]): Promise<number> {
  const opened = await database.base.lots.open(makeNouveauLot());
  if (!("lot" in opened)) throw new Error("already imported");
  const rows = keys.map(([cle, empreinte], i) => ({ ligne: i + 2, row: makeLogement({ cle, empreinte }) }));
  await database.base.lots.appendRows(opened.lot, EPCI, "rpls", [rows]);
  return opened.lot;
}

async function linesLeft(lot: number): Promise<number[]> {
  const { rows } = await database.pool.query<{ ligne: number }>(
    "select ligne from logement where lot = $1 order by ligne",
    [lot],
  );
  return rows.map((row) => row.ligne);
}

describe("duplicates", () => {
  const NONE = { identiques: 0, premiere: null, differentes: [] };
  it.each<[string, Essai[], unknown, number[]]>([
    [
      "none",
      [
        ["a", "1"],
        ["b", "1"],
      ],
      NONE,
      [2, 3],
    ],
    [
      "lines without a key are never duplicates",
      [
        [null, "1"],
        [null, "1"],
      ],
      NONE,
      [2, 3],
    ],
    [
      "identical lines: the first stays",
      [
        ["a", "1"],
        ["b", "1"],
        ["a", "1"],
        ["a", "1"],
      ],
      { identiques: 2, premiere: 4, differentes: [] },
      [2, 3],
    ],
    [
      "lines that differ: none stays",
      [
        ["a", "1"],
        ["b", "1"],
        ["a", "2"],
      ],
      {
        identiques: 0,
        premiere: null,
        differentes: [
          { ligne: 2, cle: "a" },
          { ligne: 4, cle: "a" },
        ],
      },
      [3],
    ],
    [
      "two alike and one other: none stays either",
      [
        ["a", "1"],
        ["a", "1"],
        ["a", "2"],
        ["b", "1"],
        ["b", "1"],
      ],
      {
        identiques: 1,
        premiere: 6,
        differentes: [
          { ligne: 2, cle: "a" },
          { ligne: 3, cle: "a" },
          { ligne: 4, cle: "a" },
        ],
      },
      [5],
    ],
  ])("%s", async (_, keys, expected, left) => {
    const lot = await stageKeys(keys);
    expect(await database.base.lots.removeDoublons({ epci: EPCI, id: lot }, "rpls")).toEqual(expected);
    expect(await linesLeft(lot)).toEqual(left);
  });

  it("do not mix two bailleurs' claims on one dwelling, which are kept and counted apart", async () => {
    const lot = await stageLot(
      database,
      "rpls",
      "2017",
      [
        { cle: "a", bailleur: "1" },
        { cle: "b", bailleur: "1" },
        { cle: "b", bailleur: "2", empreinte: "f" },
        { cle: "b", bailleur: "2", empreinte: "f" },
        { cle: "c", bailleur: null },
      ].map(makeLogement),
    );
    expect(await database.base.lots.removeDoublons(lot, "rpls")).toEqual({
      identiques: 1,
      premiere: 5,
      differentes: [],
    });
    expect(await linesLeft(lot.id)).toEqual([2, 3, 4, 6]);
    expect(await database.base.lots.disputes(lot)).toEqual({ logements: 1, premiere: 3, exemple: "b" });
  });

  it("of another lot do not count", async () => {
    const [former, lot] = [await stageKeys([["z", "1"]]), await stageKeys([["z", "2"]])];
    expect(await database.base.lots.removeDoublons({ epci: EPCI, id: lot }, "rpls")).toEqual(NONE);
    expect(await linesLeft(former)).toEqual([2]);
  });

  it("are found among attributions and demandes, and not looked for where lines have no key", async () => {
    const attributions = await stageLot(database, "sne-attributions", "2017", [makeAttribution(), makeAttribution()]);
    expect(await database.base.lots.removeDoublons(attributions, "sne-attributions")).toMatchObject({
      identiques: 1,
    });
    const demandes = await stageLot(database, "sne-demandes", "2017", [makeDemande(), makeDemande({ empreinte: "f" })]);
    expect((await database.base.lots.removeDoublons(demandes, "sne-demandes")).differentes).toHaveLength(2);
    const qpv = await stageLot(database, "qpv", "2015", [makeQpv(), makeQpv()]);
    expect(await database.base.lots.removeDoublons(qpv, "qpv")).toEqual(NONE);
  });
});

describe("what the checks count", () => {
  it("lines per commune, the unknown one too, most first", async () => {
    const lot = await stageLot(database, "sne-attributions", "2017", [
      makeAttribution({ cle: "1", commune: "51001" }),
      makeAttribution({ cle: "2" }),
      makeAttribution({ cle: "3" }),
      makeAttribution({ cle: "4", commune: null }),
      makeAttribution({ cle: "5", commune: null }),
      makeAttribution({ cle: "6", commune: null }),
    ]);
    expect(await database.base.lots.communesOf(lot, "sne-attributions")).toEqual([
      { commune: null, nombre: 3 },
      { commune: "52448", nombre: 2 },
      { commune: "51001", nombre: 1 },
    ]);
  });

  it("each commune of a perimeter astride two", async () => {
    const lot = await stageLot(database, "qpv", "2015", [makeQpv({ communes: ["52448", "51001"] }), makeQpv()]);
    expect(await database.base.lots.communesOf(lot, "qpv")).toEqual([
      { commune: "52448", nombre: 2 },
      { commune: "51001", nombre: 1 },
    ]);
    expect(await database.base.lots.communesOf(lot, "seuils")).toEqual([]);
  });

  it("lines per year and quarter: 31 December in its year, 1 January in the next, no date last", async () => {
    const dates = ["2017-12-31", "2018-01-01", null, "2017-12-01", "2017-03-31", "2017-04-01"];
    const lot = await stageLot(
      database,
      "sne-attributions",
      "2017",
      dates.map((bailSigneLe, i) => makeAttribution({ cle: `${i}`, bailSigneLe })),
    );
    expect(await database.base.lots.anneesOf(lot, "sne-attributions")).toEqual([
      { annee: 2017, trimestre: 1, nombre: 1 },
      { annee: 2017, trimestre: 2, nombre: 1 },
      { annee: 2017, trimestre: 4, nombre: 2 },
      { annee: 2018, trimestre: 1, nombre: 1 },
      { annee: null, trimestre: null, nombre: 1 },
    ]);
    expect(await database.base.lots.anneesOf(lot, "rpls")).toEqual([]);
  });

  it("thresholds per year, without a quarter", async () => {
    const seuil = {
      epci: EPCI,
      libelle: null,
      annee: 2017,
      seuilAnnuelUc: 7_228,
      arrete: null,
      dateEffet: "2017-05-01",
    };
    const lot = await stageLot(database, "seuils", "2017", [seuil, { ...seuil, annee: 2018 }]);
    expect(await database.base.lots.anneesOf(lot, "seuils")).toEqual([
      { annee: 2017, trimestre: null, nombre: 1 },
      { annee: 2018, trimestre: null, nombre: 1 },
    ]);
  });
});

describe("one vintage beside another", () => {
  const stageParc = async (keys: readonly (string | null)[]) =>
    (
      await stageLot(
        database,
        "rpls",
        "2017",
        keys.map((cle) => makeLogement({ cle })),
      )
    ).id;

  it("counts what went and what came", async () => {
    const [former, lot] = [await stageParc(["a", "b", "c", "d"]), await stageParc(["a", "e"])];
    expect(await database.base.lots.compareParc({ epci: EPCI, id: lot }, former)).toEqual({
      disparus: 3,
      apparus: 1,
      exempleDisparu: "b",
      reapparus: 1,
      exempleReapparu: "e",
    });
  });

  it("tells those that were let before the other vintage, and should have been in it", async () => {
    const former = await stageParc(["a"]);
    const lot = await stageLot(
      database,
      "rpls",
      "2018",
      [
        { cle: "a" },
        { cle: "old", miseEnLocation: 2016 },
        { cle: "new", miseEnLocation: 2017 },
        { cle: "x", miseEnLocation: null },
      ].map(makeLogement),
    );
    expect(await database.base.lots.compareParc(lot, former)).toMatchObject({
      apparus: 3,
      reapparus: 1,
      exempleReapparu: "old",
    });
  });

  it("says nothing of files without keys", async () => {
    const [former, lot] = [await stageParc(["a"]), await stageParc([null, null])];
    expect(await database.base.lots.compareParc({ epci: EPCI, id: lot }, former)).toBeNull();
    expect(await database.base.lots.compareParc({ epci: EPCI, id: former }, lot)).toBeNull();
  });
});
