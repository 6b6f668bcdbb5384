// @module-tag moteur
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { listDurees } from "#exploitation/sql/conservation/conservation.queries.ts";
import { echeance } from "../../src/socle/regles/conservation/duree.ts";
import { type BaseProprietaire, openProprietaire } from "./ouvrir.ts";

let database: BaseProprietaire;
beforeAll(async () => {
  database = await openProprietaire();
});
afterAll(() => database.drop());

it("the rule and the database count the same days", async () => {
  const cases = fc.sample(
    fc.record({
      point: fc
        .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      mois: fc.integer({ min: 0, max: 240 }),
      jours: fc.integer({ min: 0, max: 400 }),
    }),
    { numRuns: 5_000, seed: 2017 },
  );
  const { rows } = await database.sql.query(
    `select (c.point + make_interval(months => c.mois, days => c.jours))::date as jour
       from jsonb_to_recordset($1) as c (point date, mois integer, jours integer, rang bigint)
      order by rang`,
    [JSON.stringify(cases.map((one, rang) => ({ ...one, rang })))],
  );
  const found = z.array(z.object({ jour: z.string() })).parse(rows);
  expect(found.map(({ jour }) => jour)).toEqual(cases.map(({ point, ...duree }) => echeance(duree, point)));
});

it("every duration is read in months and days, with its source", async () => {
  const durees = await listDurees(database.sql);
  const said = durees.map(({ classe, depuis, mois, jours }) => `${classe} ${depuis} ${mois} ${jours}`);
  expect(said).toContain("C2 radiation 12 0");
  expect(said).toContain("C3 decision 6 0");
  expect(said).toContain("C7 acces 36 0");
  expect(durees.filter(({ source }) => source.length < 10)).toEqual([]);
});
