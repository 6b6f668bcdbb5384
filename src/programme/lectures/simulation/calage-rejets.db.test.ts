import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { EPCI } from "../../../../test/fixtures/lots.ts";
import { CORRECTIONS, publishAvecRejets, publishCorrige } from "../../../../test/fixtures/rejets.ts";
import { readCalage } from "./read-calage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await publishAvecRejets(database.base);
});
afterAll(() => database?.drop());

const read = () => readCalage(database.base, { epci: EPCI, annee: null, aujourdhui: "2018-02-01" });

it("says between which rates a simulation starts, rejected lines included", async () => {
  const { reference, remarques } = await read();
  expect([reference?.annee, reference?.q1, reference?.attributions]).toEqual([2017, 3, 10]);
  const dit = remarques.join(" ").replaceAll(/[\u00a0\u202f]/g, " ");
  expect(dit).toContain("3 attributions incertaines : 3 dans des lignes rejetées du fichier");
  expect(dit).toContain("le taux de départ est compris entre 23,1 % et 46,2 %");
  for (const code of Object.keys(CORRECTIONS)) {
    await publishCorrige(database.base, code);
    const apres = await read();
    const { q1 = 0, attributions = 1, reloges = 0 } = apres.reference ?? {};
    const taux = (q1 + reloges) / (attributions + reloges);
    expect(3 / 13 <= taux && taux <= 6 / 13, code).toBe(true);
    expect(apres.remarques.join(" ")).not.toContain("rejetée");
  }
});
