// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoire } from "#application/memoire.ts";
import { PUBLIC } from "#domain/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../test/database.ts";
import { addTerritoires, EPCI, PAR, publishLot } from "../../test/fixtures/lignes.ts";
import { readFond, type Site } from "./site.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
});
afterAll(() => database.drop());

const commune = {
  code: "52448",
  nom: "Ancien",
  population: 25_000,
  secteur: null,
  contour: {
    type: "MultiPolygon" as const,
    coordinates: [[[[4.9, 48.6] as const, [5, 48.6] as const, [5, 48.7] as const, [4.9, 48.6] as const]]],
  },
  schematique: true,
};

it("shares the contours between pages as long as they are those published, and follows a publication taken back", async () => {
  const { base } = database;
  const site: Pick<Site, "fonds"> = { fonds: createMemoire(4) };
  const noms = async () => (await readFond(site, base, EPCI, 2018)).communes.map(({ nom }) => nom);
  expect(await noms()).toEqual([]);
  await publishLot(database, "communes", "2018", [commune]);
  const first = await readFond(site, base, EPCI, 2018);
  expect((await readFond(site, base, EPCI, 2017)).communes, "the very same").toBe(first.communes);
  const second = await publishLot(database, "communes", "2018", [{ ...commune, nom: "Nouveau" }]);
  expect(await noms()).toEqual(["Nouveau"]);
  await base.lots.unpublish(second, PAR);
  expect(await noms()).toEqual(["Ancien"]);
});

it("keeps what each may read: whoever sees no contour neither gets those of the others nor takes theirs away", async () => {
  const { base, bases } = database;
  await publishLot(database, "communes", "2018", [commune]);
  const stranger = bases.pour({ ...PUBLIC, compte: 1 });
  for (const first of [base, stranger]) {
    const site: Pick<Site, "fonds"> = { fonds: createMemoire(4) };
    await readFond(site, first, EPCI, 2018);
    expect((await readFond(site, base, EPCI, 2018)).communes).toHaveLength(1);
    expect((await readFond(site, stranger, EPCI, 2018)).communes).toEqual(await stranger.territoires.contours(EPCI));
  }
});

it("keeps nothing under lots that were replaced while they were read", async () => {
  const { base } = database;
  const site: Pick<Site, "fonds"> = { fonds: createMemoire(4) };
  const { territoires, faits } = base;
  let replaced = false;
  const meanwhile = {
    faits,
    territoires: {
      ...territoires,
      contours: async (epci: string) => {
        if (!replaced) await publishLot(database, "communes", "2018", [{ ...commune, nom: "Entre-temps" }]);
        replaced = true;
        return territoires.contours(epci);
      },
    },
  };
  await readFond(site, meanwhile, EPCI, 2018);
  const [lot] = (await base.lots.publications(EPCI)).filter(({ source }) => source === "communes");
  const found = lot ? await base.lots.find(lot.lot) : null;
  if (!found) throw new Error("no contours are published");
  await base.lots.unpublish(found, PAR);
  expect((await readFond(site, base, EPCI, 2018)).communes.map(({ nom }) => nom)).toEqual(["Ancien"]);
});
