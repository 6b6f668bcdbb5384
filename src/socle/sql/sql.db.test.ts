// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { oneOf, openPool, openSql, rowOf, rowsOf, type Sql } from "./sql.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = openSql(database.pool);
  await sql.query("create table essai (id integer primary key, texte text)");
});
afterAll(() => database.drop());
beforeEach(() => sql.query("delete from essai"));

const insert = (target: Sql, id: number) => target.query("insert into essai (id) values ($1)", [id]);
const ids = async () => {
  const rows = await rowsOf(sql, z.object({ id: z.number() }), "select id from essai order by id");
  return rows.map((row) => row.id);
};

it("compiles no plan, whatever the server does by default", async () => {
  const pool = openPool(database.url, { role: "blaise_application" });
  try {
    for (const de of [pool, database.pool]) {
      const { rows } = await de.query("select current_setting('jit') as jit, current_setting('role') as role");
      expect(rows).toEqual([{ jit: "off", role: de === pool ? "blaise_application" : "none" }]);
    }
  } finally {
    await pool.end();
  }
});

describe("conversions", () => {
  it.each([
    ["a count", "select count(*) as v from essai", 0],
    ["a bigint", "select 9007199254740991::bigint as v", 9007199254740991],
    ["an amount", "select 1234.50::numeric as v", 1234.5],
    ["a day, as written, in whatever zone the machine is", "select date '2017-12-31' as v", "2017-12-31"],
    ["an instant", "select timestamptz '2017-12-31 23:30:00.5+01' as v", "2017-12-31T22:30:00.500Z"],
    ["an ancient day", "select date '0987-01-02' as v", "0987-01-02"],
    ["json", "select '{\"a\":[1,null]}'::jsonb as v", { a: [1, null] }],
    ["an array", "select array['a','b c']::text[] as v", ["a", "b c"]],
    ["bytes", "select '\\x00ff'::bytea as v", Buffer.from([0, 255])],
    ["null", "select null::date as v", null],
  ])("reads %s", async (_, text, expected) => {
    expect(await oneOf(sql, z.object({ v: z.unknown() }), text)).toEqual({ v: expected });
  });

  it("refuses a bigint that a number would round", async () => {
    await expect(sql.query("select 9007199254740993::bigint as v")).rejects.toThrow(/exact numbers/);
  });

  it("refuses a row of another shape than the schema's", async () => {
    await expect(rowsOf(sql, z.object({ v: z.string() }), "select 1 as v")).rejects.toThrow(z.ZodError);
  });

  it("tells no row from one", async () => {
    const row = z.object({ id: z.number() });
    expect(await rowOf(sql, row, "select id from essai")).toBeNull();
    await expect(oneOf(sql, row, "select id from essai")).rejects.toThrow(/One row expected/);
  });
});

describe("transactions", () => {
  it("keep everything", async () => {
    await sql.transaction(async (tx) => {
      await insert(tx, 1);
      await insert(tx, 2);
    });
    expect(await ids()).toEqual([1, 2]);
  });

  it("keep nothing when the work throws, and tell the error", async () => {
    const refused = sql.transaction(async (tx) => {
      await insert(tx, 1);
      throw new Error("on purpose");
    });
    await expect(refused).rejects.toThrow("on purpose");
    expect(await ids()).toEqual([]);
  });

  it("are not seen by others before they end", async () => {
    await sql.transaction(async (tx) => {
      await insert(tx, 1);
      expect(await ids()).toEqual([]);
    });
    expect(await ids()).toEqual([1]);
  });

  it("undo an inner one alone", async () => {
    await sql.transaction(async (tx) => {
      await insert(tx, 1);
      await tx
        .transaction(async (inner) => {
          await insert(inner, 2);
          await inner.transaction((innermost) => insert(innermost, 3));
          throw new Error("on purpose");
        })
        .catch(() => undefined);
      await tx.transaction((inner) => insert(inner, 4));
    });
    expect(await ids()).toEqual([1, 4]);
  });

  it("undo an inner one that the database refused, and go on", async () => {
    await sql.transaction(async (tx) => {
      await insert(tx, 1);
      await tx.transaction((inner) => insert(inner, 1)).catch(() => undefined);
      await insert(tx, 2);
    });
    expect(await ids()).toEqual([1, 2]);
  });

  it("never end well when a failed query was caught: nothing would have been kept", async () => {
    const swallowed = sql.transaction(async (tx) => {
      await insert(tx, 1);
      await insert(tx, 1).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(/rolled back/);
    expect(await ids()).toEqual([]);
  });

  it("fail without harm to the next ones when their connection is cut", async () => {
    const cut = sql.transaction(async (tx) => {
      const { pid } = await oneOf(tx, z.object({ pid: z.number() }), "select pg_backend_pid() as pid");
      await insert(tx, 1);
      await sql.query("select pg_terminate_backend($1)", [pid]);
      await insert(tx, 2);
    });
    await expect(cut).rejects.toThrow();
    expect(await ids()).toEqual([]);
    await insert(sql, 5);
    expect(await ids()).toEqual([5]);
  });
});

it("takes queries sent together on one connection, a COPY among them", async () => {
  await sql.transaction(async (tx) => {
    await Promise.all([
      insert(tx, 1),
      tx.copyFrom("copy essai (id) from stdin", [Buffer.from("2\n3\n")]),
      insert(tx, 4),
    ]);
  });
  expect(await ids()).toEqual([1, 2, 3, 4]);
});

it("outlives a connection that the server ends between its opening and the first query", async () => {
  const pool = openPool(database.url, { max: 1 });
  const listeners = new Promise<number>((resolve) => {
    // The end of a connection may come in the packet of its opening, before any promise continues.
    pool.once("acquire", (client) => process.nextTick(() => resolve(client.listenerCount("error"))));
  });
  await openSql(pool).transaction((tx) => tx.query("select 1"));
  expect(await listeners).toBeGreaterThan(0);
  await pool.end();
});
