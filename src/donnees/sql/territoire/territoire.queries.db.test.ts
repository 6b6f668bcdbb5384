// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, PAR, publishLot, stageLot } from "../../../../test/fixtures/lignes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

it("finds a territory, and says when there is none", async () => {
  const { territoires } = database.base;
  expect(await territoires.find(EPCI)).toEqual({
    epci: EPCI,
    nom: "CA Grand Saint-Dizier, Der et Vallées",
    demonstration: true,
  });
  expect(await territoires.find("200000000")).toBeNull();
  expect((await territoires.list()).map((row) => row.epci)).toEqual([AUTRE_EPCI, EPCI]);
});

it("updates the names of one that is added again, and neither loses nor takes a commune", async () => {
  const { territoires } = database.base;
  const epci = "200000002";
  await territoires.add({ epci, nom: "Cannes", demonstration: false }, [
    { commune: "06029", nom: "Cannes", population: 74_000 },
    { commune: "06030", nom: "Le Cannet", population: 42_000 },
  ]);
  await territoires.add({ epci, nom: "CA Cannes Pays de Lérins", demonstration: false }, [
    { commune: "06029", nom: "Cannes-sur-Mer", population: null },
    { commune: "06138", nom: "Théoule-sur-Mer", population: 1_500 },
  ]);
  expect(await territoires.communes(epci)).toEqual([
    { commune: "06029", nom: "Cannes-sur-Mer", population: null },
    { commune: "06030", nom: "Le Cannet", population: 42_000 },
  ]);
  expect((await territoires.find(epci))?.nom).toBe("CA Cannes Pays de Lérins");
  expect(await territoires.communes(EPCI)).toHaveLength(2);
});

it("refuses half of a territory", async () => {
  const { territoires } = database.base;
  const broken = [{ commune: "pas un code", nom: "?", population: null }];
  await expect(territoires.add({ epci: "200000001", nom: "?", demonstration: false }, broken)).rejects.toThrow();
  expect(await territoires.find("200000001")).toBeNull();
});

it("gives the contours published, and no others", async () => {
  const { territoires, lots } = database.base;
  const saintDizier = {
    code: "52448",
    nom: "Saint-Dizier",
    population: 25_000,
    secteur: "Ville centre",
    contour: {
      type: "MultiPolygon" as const,
      coordinates: [[[[4.9, 48.6] as const, [5, 48.6] as const, [5, 48.7] as const, [4.9, 48.6] as const]]],
    },
    source: null,
  };
  const staged = await stageLot(database, "communes", "2018", [{ ...saintDizier, nom: "Ancien" }]);
  expect(await territoires.contours(EPCI)).toEqual([]);
  await lots.publish(staged, PAR);
  expect((await territoires.contours(EPCI)).map((row) => row.nom)).toEqual(["Ancien"]);
  await publishLot(database, "communes", "2018", [saintDizier]);
  expect(await territoires.contours(EPCI)).toEqual([{ ...saintDizier, source: "fichier publié par le territoire" }]);
  await publishLot(database, "communes", "2018", [{ ...saintDizier, source: "IGN 2018" }]);
  expect((await territoires.contours(EPCI)).map(({ source }) => source)).toEqual(["IGN 2018"]);
  expect(await territoires.contours(AUTRE_EPCI)).toEqual([]);
});

it("has another mark once a version of the convention takes effect: what was kept of its pages is asked again", async () => {
  const { territoires, conventions } = database.base;
  const before = await territoires.etat(EPCI);
  const id = await conventions.addVersion(EPCI, {
    parent: null,
    application: null,
    titre: "Convention",
    objet: "Essai",
    reprise: false,
    dureeAns: 3,
  });
  expect(await territoires.etat(EPCI)).toBe(before);
  await conventions.enterVigueur(EPCI, id, { depuis: "2018-10-05", publieLe: "2018-10-05" });
  expect(await territoires.etat(EPCI)).not.toBe(before);
});

it("is another instant once anybody writes anything, and the same while people read", async () => {
  const { territoires } = database.base;
  const readAround = async () => {
    const before = await territoires.instantane();
    await territoires.list();
    await territoires.contours(EPCI);
    return [before, await territoires.instantane()];
  };
  // Other test files share the engine, and their writes move the instant too. A read that moved it would do so each time.
  await expect.poll(async () => new Set(await readAround()).size, { timeout: 10_000 }).toBe(1);
  const before = await territoires.instantane();
  await territoires.add({ epci: "200000003", nom: "Ailleurs", demonstration: false }, []);
  expect(await territoires.instantane()).not.toBe(before);
});

it("is the same instant until what somebody writes is committed: before that, nobody sees it", async () => {
  const { territoires } = database.base;
  let essai = 0;
  const writeBetween = async () => {
    essai += 1;
    const epci = `2000010${String(essai).padStart(2, "0")}`;
    const before = await territoires.instantane();
    const during = await database.base.transaction(async (tx) => {
      await tx.territoires.add({ epci, nom: "Là-bas", demonstration: false }, []);
      return territoires.instantane();
    });
    expect(await territoires.instantane()).not.toBe(before);
    return during === before;
  };
  await expect.poll(writeBetween, { timeout: 10_000 }).toBe(true);
});
