// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalisationADecider } from "#donnees/lectures/localisation/ports.ts";
import type { FaitADeposer } from "#donnees/lectures/lot/ports.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  AUTRE_EPCI,
  addTerritoires,
  EPCI,
  makeAttribution,
  makeFait,
  makeLogement,
  PAR,
  publishFaits,
  publishLot,
} from "../../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

const INCONNUE: FaitADeposer["situation"] = { ...makeFait().situation, declaree: "inconnue", retenue: "inconnue" };

describe("addresses to locate", () => {
  let lot2017 = 0;

  beforeAll(async () => {
    const attributions = [
      makeAttribution({ cle: "1", adresse: "12 RUE DU VERT BOIS", typologie: "T3", numeroRpls: "R1" }),
      makeAttribution({ cle: "2", adresse: "12, rue du Vert-Bois", typologie: "T4" }),
      makeAttribution({ cle: "3", adresse: "3 place", commune: "51001" }),
      makeAttribution({ cle: "4", adresse: "known" }),
    ];
    const lot = await publishLot(database, "sne-attributions", "2017", attributions, { fichier: "sne-2017.csv" });
    lot2017 = lot.id;
    await database.base.faits.replaceFaits(lot.id, EPCI, [
      makeFait({ ligne: 2, cleAdresse: "vert bois", situation: INCONNUE }),
      makeFait({
        ligne: 3,
        cleAdresse: "vert bois",
        situation: INCONNUE,
        quartile: { ...makeFait().quartile, retenu: "q2-4" },
      }),
      makeFait({ ligne: 4, cleAdresse: "place", commune: "51001", situation: INCONNUE }),
      makeFait({ ligne: 5, cleAdresse: "known" }),
    ]);
    await publishFaits(database, "2018-T1", [
      { cleAdresse: "vert bois", bailSigneLe: "2018-01-01", situation: INCONNUE },
    ]);
    await publishFaits(database, "2017", [{ cleAdresse: "vert bois", situation: INCONNUE }], { epci: AUTRE_EPCI });
    const parc = await publishLot(database, "rpls", "2017", [makeLogement()]);
    await database.base.faits.rebuildCubeParc(parc);
  });

  it("are one row each, most lines first, over all published lots", async () => {
    expect(await database.base.localisations.aLocaliser(EPCI)).toEqual([
      {
        cleAdresse: "vert bois",
        commune: "52448",
        communeNom: "Saint-Dizier",
        adresse: "12 RUE DU VERT BOIS",
        residence: null,
        numeroRpls: "R1",
        bailleur: "562881178",
        bailleurNom: "Hamaris",
        typologie: null,
        lignes: 3,
        premierQuartile: 2,
        annees: [2017, 2018],
        probable: null,
        interrogeeLe: null,
        exemple: { fichier: "sne-2017.csv", ligne: 2 },
      },
      {
        cleAdresse: "place",
        commune: "51001",
        communeNom: "Éclaron",
        adresse: "3 place",
        residence: null,
        numeroRpls: null,
        bailleur: "562881178",
        bailleurNom: "Hamaris",
        typologie: "T3",
        lignes: 1,
        premierQuartile: 1,
        annees: [2017],
        probable: null,
        interrogeeLe: null,
        exemple: { fichier: "sne-2017.csv", ligne: 4 },
      },
    ]);
  });

  it("are those that a decision may bear on, and say what it would move in a year", async () => {
    const { localisations } = database.base;
    expect(await localisations.aDecider(EPCI, ["vert bois", "known", "nowhere"])).toEqual([
      { cleAdresse: "vert bois", situation: "inconnue", decidee: false },
    ]);
    const comptes = await localisations.comptes(EPCI, ["vert bois", "known"], 2017);
    expect(comptes.map(({ quartile, nombre }) => [quartile, nombre])).toEqual([
      ["q1", 1],
      ["q2-4", 1],
    ]);
  });

  it("leave the queue with their lot", async () => {
    const { lots, localisations } = database.base;
    const lot = await lots.find(lot2017);
    if (!lot) throw new Error("lot lost");
    await lots.unpublish(lot, PAR);
    expect((await localisations.aLocaliser(EPCI)).map((row) => [row.cleAdresse, row.lignes])).toEqual([
      ["vert bois", 1],
    ]);
    await lots.publish(lot, PAR);
  });
});

describe("résidences proposed", () => {
  beforeAll(async () => {
    const tour = { adresse: "1 allée", residence: "La Tour", longitude: 4.9, latitude: 48.6 };
    await publishLot(database, "rpls", "2016", [makeLogement({ adresse: "former vintage" })]);
    await publishLot(database, "rpls", "2018", [
      { ...makeLogement({ ...tour, identRep: "R2", situationDeclaree: "inconnue" }), qpv2015: "QP052001" },
      makeLogement({ ...tour, identRep: "R1", longitude: 5, latitude: 48.7, situationDeclaree: "qpv" }),
      makeLogement({ adresse: "2 allée", situationDeclaree: "hors-qpv" }),
      makeLogement({ adresse: "2 allée", situationDeclaree: "inconnue" }),
      makeLogement({ adresse: "3 allée", situationDeclaree: "qpv" }),
      makeLogement({ adresse: "3 allée", situationDeclaree: "hors-qpv" }),
      makeLogement({ adresse: null, residence: null }),
      makeLogement({ adresse: "4 allée", commune: "51001", bailleur: "335480679" }),
    ]);
  });

  it("group the dwellings of the latest vintage by address, with their common location", async () => {
    const found = await database.base.localisations.candidates(EPCI, "52448", "562881178");
    expect(found.map((row) => [row.adresse, row.residence, row.logements, row.situation])).toEqual([
      ["1 allée", "La Tour", 2, "qpv"],
      ["2 allée", null, 2, "hors-qpv"],
      ["3 allée", null, 2, "inconnue"],
    ]);
    expect(found[0]).toMatchObject({ identRep: "R1", commune: "52448", communeNom: "Saint-Dizier" });
    expect(found[0]?.longitude).toBeCloseTo(4.95, 10);
    expect(found[0]?.latitude).toBeCloseTo(48.65, 10);
  });

  it("are the bailleur's, anywhere, when the commune is unknown", async () => {
    const { localisations } = database.base;
    const found = await localisations.candidates(EPCI, null, "335480679");
    expect(found.map((row) => [row.commune, row.adresse])).toEqual([["51001", "4 allée"]]);
    expect(await localisations.candidates(AUTRE_EPCI, "52448", "562881178")).toEqual([]);
  });
});

describe("decisions", () => {
  const decision = {
    cleAdresse: "decided",
    situation: "qpv" as const,
    situationAvant: "inconnue" as const,
    residence: "La Tour",
    identRep: "R1",
    motif: "proposition 1",
    decideePar: "Ana",
  };
  const record = async (epci: string, one: LocalisationADecider) =>
    (await database.base.localisations.record(epci, [one]))[0] ?? 0;

  it("are traced: who, when, before, after", async () => {
    const { localisations } = database.base;
    const id = await record(EPCI, decision);
    const found = await localisations.find(id);
    expect(found).toEqual({
      ...decision,
      id,
      epci: EPCI,
      decideeLe: found?.decideeLe,
      annuleeLe: null,
      annuleePar: null,
    });
    expect(found?.decideeLe).toMatch(/Z$/);
    expect(await localisations.find(id + 1_000)).toBeNull();
  });

  it("are undone once", async () => {
    const { localisations } = database.base;
    const id = await record(EPCI, { ...decision, cleAdresse: "undone" });
    expect(await localisations.withdraw(id, "Bob")).toMatchObject({ id, annuleePar: "Bob" });
    expect(await localisations.withdraw(id, "Bob")).toBeNull();
    expect((await localisations.find(id))?.annuleeLe).toMatch(/Z$/);
  });

  it("taken again on an address end the former one, which stays in the history", async () => {
    const { localisations } = database.base;
    const at = { ...decision, cleAdresse: "again" };
    const first = await record(EPCI, at);
    const second = await record(EPCI, { ...at, situation: "hors-qpv", decideePar: "Bob" });
    const history = (await localisations.history(EPCI)).filter((row) => row.cleAdresse === "again");
    expect(history.map((row) => [row.id, row.annuleePar])).toEqual([
      [second, null],
      [first, "Bob"],
    ]);
  });

  it("taken together by several people leave one active", async () => {
    const { localisations } = database.base;
    const at = { ...decision, cleAdresse: "together" };
    await Promise.all(Array.from({ length: 8 }, () => record(EPCI, at)));
    const history = (await localisations.history(EPCI)).filter((row) => row.cleAdresse === "together");
    expect(history).toHaveLength(8);
    expect(history.filter((row) => row.annuleeLe === null)).toHaveLength(1);
  });

  it("of a territory are not another's", async () => {
    const { localisations } = database.base;
    await record(AUTRE_EPCI, { ...decision, cleAdresse: "elsewhere" });
    expect((await localisations.history(EPCI)).map((row) => row.cleAdresse)).not.toContain("elsewhere");
  });
});
