import { afterAll, beforeAll, expect, it } from "vitest";
import { openInstancesDemo } from "#cli/demo-gouvernance.ts";
import { INSTANCES } from "../../demo/gouvernance.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";

const EPCI = "200068666";
const HORLOGE = { aujourdhui: () => "2018-10-05", maintenant: () => "2018-10-05T07:00:00.000Z" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database?.drop());

it("loads the instances of the document with their members, once, and no meeting", async () => {
  const { base, bases } = database;
  const instances = await base.instances.list(EPCI);
  expect(instances.map(({ genre, quorum }) => ({ genre, quorum }))).toEqual(
    INSTANCES.map(({ genre }) => ({ genre, quorum: null })),
  );
  const membres = await base.instances.membres(EPCI);
  const commission = instances.find(({ genre }) => genre === "commission-coordination");
  expect(membres.filter(({ instance, voix }) => instance === commission?.id && voix)).toHaveLength(7);
  expect(await base.reunions.list(EPCI)).toEqual([]);
  await openInstancesDemo({ bases, horloge: HORLOGE }, EPCI);
  expect(await base.instances.membres(EPCI)).toHaveLength(membres.length);
});
