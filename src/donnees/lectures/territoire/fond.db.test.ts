// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoire } from "#socle/lectures/memoire.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { addTerritoires, EPCI, PAR, publishLot } from "../../../../test/fixtures/lignes.ts";
import { CODE_OFFICIEL } from "../../../service/commandes/code-officiel.ts";
import { type Fonds, readCommunesDessinees, readFond } from "./fond.ts";

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
  source: null,
};

const openSite = () => ({ fonds: createMemoire(4) satisfies Fonds, deps: { codeOfficiel: CODE_OFFICIEL } });

it("draws the communes that have published nothing with the official contours, and says whose shapes they are", async () => {
  // By code: the order of names is that of the engine's language, which another engine has not.
  const communes = (await readFond(openSite(), database.base, EPCI, 2018)).communes.toSorted((a, b) =>
    a.code.localeCompare(b.code),
  );
  expect(communes).toMatchObject([
    {
      code: "51001",
      nom: "Éclaron",
      population: null,
      secteur: null,
      source: "IGN, ADMIN EXPRESS COG 2018, Licence Ouverte",
    },
    { code: "52448", nom: "Saint-Dizier", population: 25_000, source: "IGN, ADMIN EXPRESS COG 2018, Licence Ouverte" },
  ]);
  // The polygon of Saint-Dizier, closed.
  expect(communes[1]?.contour.coordinates.map((polygone) => polygone.map((anneau) => anneau.length))).toEqual([[49]]);
});

it("shares the contours between pages as long as they are those published, and follows a publication taken back", async () => {
  const { base } = database;
  const site = openSite();
  const noms = async () => (await readFond(site, base, EPCI, 2018)).communes.map(({ nom }) => nom);
  expect((await noms()).toSorted()).toEqual(["Saint-Dizier", "Éclaron"]);
  await publishLot(database, "communes", "2018", [commune]);
  const first = await readFond(site, base, EPCI, 2018);
  expect((await readFond(site, base, EPCI, 2017)).communes, "the very same").toBe(first.communes);
  const second = await publishLot(database, "communes", "2018", [{ ...commune, nom: "Nouveau" }]);
  expect(await noms()).toEqual(["Nouveau", "Éclaron"]);
  await base.lots.unpublish(second, PAR);
  expect(await noms()).toEqual(["Ancien", "Éclaron"]);
});

it("keeps what each may read: whoever sees no contour neither gets those of the others nor takes theirs away", async () => {
  const { base, bases } = database;
  await publishLot(database, "communes", "2018", [commune]);
  const stranger = bases.pour({ ...PUBLIC, compte: 1 });
  for (const first of [base, stranger]) {
    const site = openSite();
    await readFond(site, first, EPCI, 2018);
    expect((await readFond(site, base, EPCI, 2018)).communes.map(({ nom }) => nom)).toEqual(["Ancien", "Éclaron"]);
    expect((await readFond(site, stranger, EPCI, 2018)).communes).toEqual(
      await readCommunesDessinees(stranger, CODE_OFFICIEL, EPCI),
    );
  }
});

it("keeps nothing under lots that were replaced while they were read", async () => {
  const { base } = database;
  const site = openSite();
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
  expect((await readFond(site, base, EPCI, 2018)).communes.map(({ nom }) => nom)).toEqual(["Ancien", "Éclaron"]);
});
