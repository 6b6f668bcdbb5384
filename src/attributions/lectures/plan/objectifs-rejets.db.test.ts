import { afterAll, beforeAll, expect, it } from "vitest";
import { judgeShare } from "#droit/regles/part.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { BAILLEUR, EPCI } from "../../../../test/fixtures/lots.ts";
import { publishAvecRejets, REJETEES } from "../../../../test/fixtures/rejets.ts";
import { listObjectifs } from "./list-objectifs.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await publishAvecRejets(database.base);
});
afterAll(() => database?.drop());

it("opens every objective of a batch to the lines that were not read", async () => {
  const logement = { id: "L", bailleur: BAILLEUR, zone: "inconnue", contingent: "inconnu" } as const;
  const { objectifs } = await listObjectifs(database.base, {
    epci: EPCI,
    siren: BAILLEUR,
    jour: "2017-12-31",
    logements: [logement],
  });
  expect(objectifs.map(({ nature, avant }) => [nature, avant.inconnusIndecis])).toEqual([
    ["hors-qpv", REJETEES],
    ["qpv", REJETEES],
    ...Array.from({ length: objectifs.length - 2 }, () => ["publics-prioritaires", REJETEES]),
  ]);
  expect(objectifs.length).toBeGreaterThan(2);
  expect(new Set(objectifs.slice(0, 2).map(({ avant, taux }) => judgeShare(avant, taux)))).toEqual(
    new Set(["indecidable"]),
  );
});
