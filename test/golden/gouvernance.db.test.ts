import { afterAll, beforeAll, expect, it } from "vitest";
import { openCasBloquesDemo } from "#service/commandes/demo-cas.ts";
import { openInstancesDemo } from "#service/commandes/demo-gouvernance.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { CAS_BLOQUES } from "../../demo/cas-bloques.ts";
import { INSTANCES } from "../../demo/gouvernance.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";

const EPCI = "200068666";

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
  const voix = membres.filter((membre) => membre.instance === commission?.id && membre.voix);
  // Each of them an organisation of the directory: whoever is charged with a decision follows it.
  expect(new Set(voix.map(({ organisation }) => organisation)).size).toBe(7);
  expect(voix.map(({ organisation }) => organisation)).not.toContain(null);
  expect(await base.reunions.list(EPCI)).toEqual([]);
  await openInstancesDemo({ bases, horloge: HORLOGE }, EPCI);
  expect(await base.instances.membres(EPCI)).toHaveLength(membres.length);
});

it("loads the blocked cases, told to be synthetic, once, without a household of the rehousing among them", async () => {
  const { base, bases } = database;
  const read = async () => (await base.casBloques.list(EPCI)).filter(({ relogement }) => relogement === null);
  const cas = await read();
  expect(cas.map(({ ouvertLe, nature, motif }) => ({ ouvertLe, nature, motif }))).toEqual(
    CAS_BLOQUES.map(({ ouvertLe, nature, motif }) => ({ ouvertLe, nature, motif })),
  );
  expect(new Set(cas.map(({ etat, synthetique, reunion }) => [etat, synthetique, reunion].join()))).toEqual(
    new Set(["signale,true,"]),
  );
  expect(cas.every(({ reference }) => /^CB-2018-\d{3}$/.test(reference ?? ""))).toBe(true);
  const propositions = await Promise.all(cas.map(({ id }) => base.casBloques.propositions(EPCI, id)));
  expect(propositions.flat()).toHaveLength(CAS_BLOQUES.flatMap((one) => one.propositions).length);
  await openCasBloquesDemo({ bases, horloge: HORLOGE }, EPCI);
  expect(await read()).toHaveLength(cas.length);
});
