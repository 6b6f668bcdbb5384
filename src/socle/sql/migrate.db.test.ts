// @module-tag moteur
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmptyDatabase } from "../../../test/database.ts";
import { migrate, migrationsFolder } from "./migrate.ts";

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), "blaise-migrations-"));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const write = (nom: string, texte: string) => writeFile(join(folder, nom), texte);

async function queryAll(text: string): Promise<unknown[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function waitFor(text: string): Promise<void> {
  while ((await queryAll(text)).length === 0) await sleep(5);
}

describe("migrations", () => {
  it("make the tables of the sources, once", async () => {
    const names = (await readdir(migrationsFolder())).filter((nom) => nom.endsWith(".sql")).sort();
    expect((await migrate(database.url)).appliquees).toEqual(names);
    expect((await migrate(database.url)).appliquees).toEqual([]);
    expect(await queryAll("select to_regclass('cube_attribution') is not null as there")).toEqual([{ there: true }]);
  });

  it("run once when five processes start together", async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)));
    const total = (await readdir(migrationsFolder())).filter((nom) => nom.endsWith(".sql")).length;
    expect(runs.map((run) => run.appliquees.length).sort()).toEqual([0, 0, 0, 0, total]);
  });

  it("go on from where the database is", async () => {
    await write("0001-un.sql", "create table un (id integer);");
    await migrate(database.url, folder);
    await write("0002-deux.sql", "alter table un add deux integer; insert into un values (1, 2);");
    expect(await migrate(database.url, folder)).toEqual({ appliquees: ["0002-deux.sql"], version: 2 });
    expect(await queryAll("select deux from un")).toEqual([{ deux: 2 }]);
  });

  it("leave nothing of a run that fails midway", async () => {
    await write("0001-un.sql", "create table un (id integer);");
    await write("0002-deux.sql", "create table deux (id integer); select 1 / 0;");
    await expect(migrate(database.url, folder)).rejects.toThrow(/0002-deux\.sql.*division by zero/);
    expect(await queryAll("select to_regclass('un') as un, to_regclass('migration') as migration")).toEqual([
      { un: null, migration: null },
    ]);
  });

  it("hold nobody behind them while a long reading holds them", async () => {
    await write("0001-un.sql", "create table un (id integer);");
    await migrate(database.url, folder);
    await write("0002-deux.sql", "alter table un add deux integer;");
    const longue = new pg.Client(database.url);
    await longue.connect();
    try {
      await longue.query("begin; select * from un");
      const migration = migrate(database.url, folder);
      await waitFor("select 1 from pg_locks where not granted and relation = 'un'::regclass");
      // The migration must wait for the long transaction.
      expect(await queryAll("select * from un")).toEqual([]);
      await longue.query("commit");
      expect((await migration).appliquees).toEqual(["0002-deux.sql"]);
    } finally {
      await longue.end();
    }
  });

  it("refuse a file that has changed since it was applied", async () => {
    await write("0001-un.sql", "create table un (id integer);");
    await migrate(database.url, folder);
    await write("0001-un.sql", "create table un (id bigint);");
    await expect(migrate(database.url, folder)).rejects.toThrow(/0001-un\.sql has changed/);
  });

  it("do not take the line ends of a checkout for a change", async () => {
    await write("0001-un.sql", "create table un (\n  id integer\n);\n");
    await migrate(database.url, folder);
    await write("0001-un.sql", "create table un (\r\n  id integer\r\n);\r\n");
    expect((await migrate(database.url, folder)).appliquees).toEqual([]);
  });

  it("refuse a base that a newer Blaise prepared, and say what to do", async () => {
    await cp(migrationsFolder(), folder, { recursive: true });
    const next = (await readdir(folder)).length + 1;
    await write(`${String(next).padStart(4, "0")}-demain.sql`, "select 1;");
    await migrate(database.url, folder);
    await expect(migrate(database.url)).rejects.toMatchObject({
      name: "Refus",
      code: "base-plus-recente",
      details: { inconnues: [next] },
    });
  });

  it.each([
    ["a missing number", ["0001-un.sql", "0003-trois.sql"], /0003-trois\.sql: number 2 expected/],
    ["a number taken twice", ["0001-un.sql", "0001-autre.sql"], /number 2 expected/],
    ["a name without its number", ["un.sql"], /0001-socle\.sql is expected/],
  ])("refuse %s", async (_, names, message) => {
    for (const nom of names) await write(nom, "select 1;");
    await expect(migrate(database.url, folder)).rejects.toThrow(message);
  });
});
