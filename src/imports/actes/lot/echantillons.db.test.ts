import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attributionsText } from "../../../../test/fixtures/attributions-lines.ts";
import { EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { type ImportDeps, receiveFichier } from "./import-lot.ts";
import { publishLot } from "./publish-lot.ts";

let database: TestDatabase;
let deps: ImportDeps;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  deps = {
    base: database.base,
    horloge: { aujourdhui: () => "2018-10-05", maintenant: () => "2018-10-05T08:00:00.000Z" },
    hash: (numero) => `clé de ${numero}`,
  };
  // The engine's own passage would do the same a minute later, and hide that the act does not.
  await database.pool.query("alter table attribution set (autovacuum_enabled = false)");
  await database.pool.query("alter table fait_attribution set (autovacuum_enabled = false)");
});
afterAll(() => database.drop());

/** Rows that the engine believes in each table; -1: it was never sampled. */
async function believed(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query(
    "select relname as nom, reltuples::integer as lignes from pg_class where relname in ('attribution', 'fait_attribution')",
  );
  const tables = z.array(z.object({ nom: z.string(), lignes: z.number() })).parse(rows);
  return Object.fromEntries(tables.map(({ nom, lignes }) => [nom, lignes]));
}

it("after a first file, the next statements are planned for tables of their size", { timeout: 60_000 }, async () => {
  const octets = Buffer.from(attributionsText(1_200));
  const { fini } = await receiveFichier(deps, { fichier: fichierOf("attributions-2017.csv", octets), epci: EPCI });
  const { id: lot } = await fini;
  expect(await believed()).toEqual({ attribution: 1_200, fait_attribution: -1 });
  await publishLot(database.base, lot, { confirme: true });
  expect(await believed()).toEqual({ attribution: 1_200, fait_attribution: 1_200 });
});

it("an act does not wait for who samples the same table", async () => {
  const other = await database.pool.connect();
  try {
    await other.query("begin; lock table attribution in share update exclusive mode");
    await database.pool.query("update pg_class set relpages = 0 where relname = 'attribution'");
    await database.base.lots.echantillonner();
    await other.query("rollback");
    expect((await believed()).attribution).toBe(1_200);
  } finally {
    other.release();
  }
});
