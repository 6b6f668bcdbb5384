import { afterEach, beforeEach, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { baux, PREMIER, publish, QUATRE_TRIMESTRES, SANS_T3 } from "../../../test/fixtures/annee-2019.ts";
import { EPCI, openTerritoireEssai } from "../../../test/fixtures/lots.ts";
import { readCalage } from "./read-calage.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publish(database, "sne-attributions", baux(10, PREMIER, 0, SANS_T3), { periode: "2019" });
});
afterEach(() => database.drop());

const calage = (annee: number | null) => readCalage(database.base, { epci: EPCI, annee, aujourdhui: "2026-03-01" });

it("starts from the last year whose four quarters are published", async () => {
  const rows = baux(40, PREMIER, 1000, QUATRE_TRIMESTRES, 2018);
  await publish(database, "sne-attributions", rows, { periode: "2018" });
  expect(await calage(null)).toMatchObject({ reference: { annee: 2018 }, remarques: [] });
});

it("starts from a year that is not whole when asked to, and says so", async () => {
  const { reference, remarques } = await calage(2019);
  expect(reference?.annee).toBe(2019);
  expect(remarques[0]).toContain("aucun bail du T3 n’est publié");
});

it("has no year to start from when none is whole", async () => {
  const { reference, manques } = await calage(null);
  expect(reference).toBeNull();
  expect(manques[0]).toContain("n’est publiée en entier");
});
