// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PointLogement } from "#donnees/lectures/lot/ports.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  AUTRE_EPCI,
  addTerritoires,
  EPCI,
  makeAttribution,
  makeFait,
  makeLogement,
  makeQpv,
  PAR,
  publishFaits,
  publishLot,
  stageLot,
} from "../../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

describe("what the derivation reads", () => {
  it("attributions in file order, those without a signed lease too", async () => {
    const rows = [
      makeAttribution({ cle: "1", bailSigneLe: null }),
      makeAttribution({ cle: "2", revenuMensuel: 1_234.56, uniteConso: 2.3, numeroRpls: "R1", adresse: "" }),
    ];
    const lot = await stageLot(database, "sne-attributions", "2017", rows);
    expect(await database.base.faits.attributions(lot)).toEqual(rows.map((row, i) => ({ ...row, ligne: i + 2 })));
  });

  it("dwellings asked for, in every published vintage and only there", async () => {
    const row = (identRep: string) => makeLogement({ identRep, situationDeclaree: "qpv" });
    await publishLot(database, "rpls", "2016", [row("R1"), row("R2")]);
    await publishLot(database, "rpls", "2017", [{ ...row("R1"), qpv2015: "QP052001", qpv2024: "hors", zus: null }]);
    await stageLot(database, "rpls", "2018", [row("R1")]);
    await publishLot(database, "rpls", "2017", [row("R1")], { epci: AUTRE_EPCI });
    expect(await database.base.faits.logementsSitues(EPCI, ["R1", "R1", "absent"])).toEqual([
      { identRep: "R1", millesime: "2016", situationDeclaree: "qpv", qpv2015: null, qpv2024: null, zus: null },
      { identRep: "R1", millesime: "2017", situationDeclaree: "qpv", qpv2015: "QP052001", qpv2024: "hors", zus: null },
    ]);
    expect(await database.base.faits.logementsSitues(EPCI, [])).toEqual([]);
  });

  it("both generations of perimeters, with their shape untouched", async () => {
    const contour = {
      type: "MultiPolygon" as const,
      coordinates: [[[[4.95, 48.63] as const, [4.96, 48.64] as const]]],
    };
    const old = makeQpv({ communes: ["52448", "51001"], contour });
    const recent = makeQpv({ code: "QN05201M", generation: 2024 });
    await publishLot(database, "qpv", "2015", [old]);
    await publishLot(database, "qpv", "2024", [recent]);
    expect(await database.base.faits.perimetres(EPCI)).toEqual([old, recent]);
    expect(await database.base.faits.perimetres(AUTRE_EPCI)).toEqual([]);
  });

  it("thresholds and commune shapes", async () => {
    const seuil = {
      epci: EPCI,
      libelle: null,
      annee: 2017,
      seuilAnnuelUc: 7_228,
      arrete: "AR1",
      dateEffet: "2017-05-12",
    };
    await publishLot(database, "seuils", "2017", [seuil]);
    expect(await database.base.faits.seuils(EPCI)).toEqual([seuil]);
    const contour = { type: "MultiPolygon" as const, coordinates: [] };
    const commune = {
      code: "52448",
      nom: "Saint-Dizier",
      population: null,
      secteur: "Centre",
      contour,
      source: null,
    };
    await publishLot(database, "communes", "2017", [commune]);
    expect(await database.base.faits.secteurs(EPCI)).toEqual(new Map([["52448", "Centre"]]));
  });

  it("active repairs", async () => {
    const { localisations, faits } = database.base;
    const repair = {
      situationAvant: "inconnue" as const,
      residence: null,
      identRep: null,
      motif: "choix",
      decideePar: PAR,
    };
    const [undone = 0] = await localisations.record(EPCI, [{ ...repair, cleAdresse: "b", situation: "qpv" }]);
    await localisations.record(EPCI, [{ ...repair, cleAdresse: "a", situation: "qpv" }]);
    await localisations.withdraw(undone, PAR);
    await localisations.record(AUTRE_EPCI, [{ ...repair, cleAdresse: "c", situation: "qpv" }]);
    expect([...(await faits.localisationsActives(EPCI))]).toEqual([["a", "qpv"]]);
  });
});

describe("facts and their cube", () => {
  const cells = async (lot: number) => {
    const { rows } = await database.pool.query(
      `select mois, bailleur, situation, quartile, desaccord_situation as "desaccordSituation",
              desaccord_quartile as "desaccordQuartile", nombre
         from cube_attribution
        where lot = $1
        order by mois, bailleur, nombre`,
      [lot],
    );
    return rows;
  };

  it("counts alike leases together, by month: the last day of a month in its month", async () => {
    const lot = await publishFaits(database, "2017", [
      { bailSigneLe: "2017-11-30" },
      { bailSigneLe: "2017-12-01" },
      { bailSigneLe: "2017-12-31" },
      { bailSigneLe: "2017-12-31", bailleur: "552046484" },
    ]);
    expect(await cells(lot.id)).toMatchObject([
      { mois: "2017-11-01", nombre: 1 },
      { mois: "2017-12-01", bailleur: "552046484", nombre: 1 },
      { mois: "2017-12-01", bailleur: "562881178", nombre: 2 },
    ]);
  });

  it("replaces all of them, and only the lot's", async () => {
    const [kept, lot] = [
      await publishFaits(database, "2015", [{}, {}, {}]),
      await publishFaits(database, "2016", [{}, {}]),
    ];
    const again = [makeFait({ ligne: 2, secteur: "Nord" }), makeFait({ ligne: 3, secteur: "Sud" })];
    await database.base.faits.replaceFaits(lot.id, EPCI, again);
    await database.base.faits.replaceFaits(lot.id, EPCI, again);
    expect((await cells(lot.id)).map((cell) => cell.nombre)).toEqual([1, 1]);
    expect((await cells(kept.id)).map((cell) => cell.nombre)).toEqual([3]);
    await database.base.faits.replaceFaits(lot.id, EPCI, []);
    expect(await cells(lot.id)).toEqual([]);
  });

  it("survives two repairs made together", async () => {
    const lot = await publishFaits(database, "2014", [{}]);
    const faits = Array.from({ length: 200 }, (_, i) => makeFait({ ligne: i + 2 }));
    await Promise.all([1, 2, 3, 4].map(() => database.base.faits.replaceFaits(lot.id, EPCI, faits)));
    expect((await cells(lot.id)).map((cell) => cell.nombre)).toEqual([200]);
  });

  it.each([
    ["both known and the same", "qpv", "qpv", false],
    ["both known and different", "qpv", "hors-qpv", true],
    ["one unknown", "qpv", "inconnue", false],
    ["both unknown", "inconnue", "inconnue", false],
  ] as const)("location %s: disagreement %s/%s → %s", async (_, declaree, calculee, expected) => {
    const lot = await publishFaits(database, "2013", [{ situation: { ...makeFait().situation, declaree, calculee } }]);
    expect(await cells(lot.id)).toMatchObject([{ desaccordSituation: expected, desaccordQuartile: false }]);
  });

  it.each([
    ["q1", "q2-4", true],
    ["q1", "q1", false],
    ["q1", "inconnu", false],
    ["inconnu", "q2-4", false],
  ] as const)("quartile declared %s, computed %s: disagreement %s", async (declare, calcule, expected) => {
    const quartile = { declare, calcule, retenu: "q1" as const, origine: "declaration" as const };
    const lot = await publishFaits(database, "2012", [{ quartile }]);
    expect(await cells(lot.id)).toMatchObject([{ desaccordSituation: false, desaccordQuartile: expected }]);
  });
});

describe("cube of the stock", () => {
  const situations = async (lot: number) => {
    const { rows } = await database.pool.query<{ situation: string; nombre: number }>(
      "select situation, sum(nombre) as nombre from cube_parc where lot = $1 group by situation",
      [lot],
    );
    return Object.fromEntries(rows.map((row) => [row.situation, row.nombre]));
  };

  it.each([
    ["2017", "qpv", "hors", "hors", "qpv"],
    ["2017", "hors-qpv", "QP052001", "QN1", "hors-qpv"],
    ["2017", "inconnue", "QP052001", "hors", "qpv"],
    ["2017", "inconnue", "hors", "QN1", "hors-qpv"],
    ["2017", "inconnue", null, "QN1", "inconnue"],
    ["2023", "inconnue", "QP052001", "hors", "qpv"],
    ["2024", "inconnue", "QP052001", "hors", "hors-qpv"],
    ["2024", "inconnue", "hors", "QN1", "qpv"],
    ["2025", "inconnue", "QP052001", null, "inconnue"],
  ] as const)(
    "vintage %s, declared %s, 2015 %s, 2024 %s: %s",
    async (millesime, declared, qpv2015, qpv2024, expected) => {
      const row = { ...makeLogement({ situationDeclaree: declared }), qpv2015, qpv2024 };
      const lot = await stageLot(database, "rpls", millesime, [row]);
      await database.base.faits.rebuildCubeParc(lot);
      expect(await situations(lot.id)).toEqual({ [expected]: 1 });
    },
  );

  it("leaves out the dwellings that left the stock, whatever the reason, and can be rebuilt", async () => {
    const sorties = [null, "1", "2", "3", "4", "5", "0"];
    const lot = await stageLot(
      database,
      "rpls",
      "2017",
      sorties.map((sortie) => makeLogement({ sortie })),
    );
    await database.base.faits.rebuildCubeParc(lot);
    await database.base.faits.rebuildCubeParc(lot);
    expect(await situations(lot.id)).toEqual({ inconnue: 2 });
  });
});

describe("points of the stock", () => {
  it("of every lot that is or may be published again, with a point; updating them shows in the dwellings", async () => {
    const at = (longitude: number | null) => makeLogement({ longitude, latitude: longitude && 48.6 });
    const first = await publishLot(database, "rpls", "2019", [at(4.91), at(null), at(4.92)], { epci: AUTRE_EPCI });
    const second = await publishLot(database, "rpls", "2019", [at(4.93)], { epci: AUTRE_EPCI });
    const refused = await stageLot(database, "rpls", "2020", [at(4.94)], { epci: AUTRE_EPCI });
    await database.base.lots.markStatut(refused.id, "abandonne");

    const found: PointLogement[] = [];
    for await (const page of database.base.faits.points(AUTRE_EPCI)) found.push(...page);
    const seen = found.filter((point) => [first.id, second.id, refused.id].includes(point.lot));
    expect(seen).toEqual([
      { lot: first.id, ligne: 2, longitude: 4.91, latitude: 48.6 },
      { lot: first.id, ligne: 4, longitude: 4.92, latitude: 48.6 },
      { lot: second.id, ligne: 2, longitude: 4.93, latitude: 48.6 },
    ]);

    await database.base.faits.updateSituations(AUTRE_EPCI, [
      { lot: first.id, ligne: 2, qpv2015: "QP1", qpv2024: null, zus: null },
      { lot: first.id, ligne: 4, qpv2015: null, qpv2024: "hors", zus: null },
    ]);
    await database.base.faits.updateSituations(AUTRE_EPCI, []);
    const { rows } = await database.pool.query(
      "select ligne, qpv_2015, qpv_2024 from logement where lot = $1 order by ligne",
      [first.id],
    );
    expect(rows).toEqual([
      { ligne: 2, qpv_2015: "QP1", qpv_2024: null },
      { ligne: 3, qpv_2015: null, qpv_2024: null },
      { ligne: 4, qpv_2015: null, qpv_2024: "hors" },
    ]);
  });
});
