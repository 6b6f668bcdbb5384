import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPool, openSql } from "./sql.ts";

let database: TestDatabase;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown) => void uncaught.push(error);

beforeAll(async () => {
  database = await createDatabase();
  await database.pool.query("create table recue (ligne text)");
});
afterAll(() => database.drop());
beforeEach(() => void process.on("uncaughtException", onUncaught));
afterEach(() => void process.off("uncaughtException", onUncaught));

/** Fills the stream with megabytes, and ends the backend while they wait. */
async function* linesUntil(stop: () => Promise<void>, octets: number): AsyncGenerator<Buffer> {
  const ligne = Buffer.alloc(octets, "a");
  ligne[octets - 1] = 10;
  for (let i = 0; i < 40; i++) {
    if (i === 6) await stop();
    yield ligne;
  }
}

test.each([[64_000], [900_000], [4_000_000]])(
  "a backend that ends while %i bytes wait at a time is an error, and not the end of the process",
  async (octets) => {
    const pool = openPool(database.url, { max: 1, nom: "blaise-copie" });
    const kill = async () => {
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'blaise-copie'",
      );
    };
    try {
      await expect(openSql(pool).copyFrom("copy recue from stdin", linesUntil(kill, octets))).rejects.toThrow();
    } finally {
      await pool.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(uncaught).toEqual([]);
  },
);

/** The server refuses the first line, and does not read what follows. */
function* wrongFrom(octets: number): Generator<Buffer> {
  yield Buffer.from("pas-un-nombre\n");
  const lignes = Buffer.from("1\n".repeat(octets / 2));
  for (let i = 0; i < 30; i++) yield lignes;
}

test.each([[2_000], [64_000], [130_000], [300_000], [900_000], [4_000_000]])(
  "an error of the server while %i bytes wait at a time is that error, and the connection is good",
  async (octets) => {
    await database.pool.query("drop table if exists nombre; create table nombre (n integer)");
    const pool = openPool(database.url, { max: 1 });
    try {
      const copied = openSql(pool).copyFrom("copy nombre from stdin", wrongFrom(octets));
      await expect(copied).rejects.toMatchObject({ code: "22P02" });
      expect((await openSql(pool).query("select count(*)::int as n from nombre")).rows).toEqual([{ n: 0 }]);
    } finally {
      await pool.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(uncaught).toEqual([]);
  },
);
