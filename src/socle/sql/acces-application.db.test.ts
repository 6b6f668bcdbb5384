import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { openAcces } from "./acces-application.ts";
import { ROLE_APPLICATION } from "./droits/policies.ts";
import { clientConfig } from "./sql.ts";

let db: TestDatabase;
let adresse: string;
let nom: string;
const secret = (texte: string) => Buffer.from(texte).toString("base64url");

beforeAll(async () => {
  db = await createDatabase();
  adresse = await openAcces(db.url, secret);
  nom = new URLSearchParams(adresse.slice(adresse.indexOf("?"))).get("user") ?? "";
});
afterAll(async () => {
  await db?.drop();
});

async function inside<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...clientConfig(adresse, "blaise-essai"), options: `-c role=${ROLE_APPLICATION}` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("the application's own login", () => {
  it("is made once, works as the application, and is no more than it must be", async () => {
    expect(await openAcces(db.url, secret)).toBe(adresse);
    const { rows } = await db.pool.query(
      `select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls or rolinherit as plus,
              pg_has_role(rolname, current_user, 'member') as proprietaire
         from pg_roles where rolname = $1`,
      [nom],
    );
    expect(rows).toEqual([{ plus: false, proprietaire: false }]);
    await inside(async (client) => {
      expect((await client.query("select current_user as qui, session_user as acces")).rows).toEqual([
        { qui: ROLE_APPLICATION, acces: nom },
      ]);
      expect((await client.query("select count(*)::integer as n from territoire")).rows).toEqual([{ n: 0 }]);
    });
  });

  it("is put back to what it must be, whatever it was made", async () => {
    await db.pool.query(`alter role ${nom} inherit createdb`);
    await openAcces(db.url, secret);
    const { rows } = await db.pool.query("select rolinherit or rolcreatedb as plus from pg_roles where rolname = $1", [
      nom,
    ]);
    expect(rows).toEqual([{ plus: false }]);
  });

  it.each(["set role none", "reset role", "set session authorization default", "reset all", "discard all"])(
    "holds nothing more once it has given the role back: %s",
    async (rendre) => {
      await inside(async (client) => {
        await client.query(rendre);
        const { rows } = await client.query("select current_user as qui");
        expect([ROLE_APPLICATION, nom]).toContain(rows[0]?.qui);
        for (const texte of [
          "alter table lot disable row level security",
          "drop table territoire",
          "truncate journal.entree",
          "select rolpassword from pg_authid",
          "set row_security = off; select 1 from compte",
        ]) {
          await expect(client.query(texte), texte).rejects.toMatchObject({ code: "42501" });
        }
      });
    },
  );

  it("alone, without the role, reads no table at all", async () => {
    await inside(async (client) => {
      await client.query("set role none");
      for (const table of ["territoire", "compte", "acces.session", "nominatif.demandeur", "journal.entree"]) {
        await expect(client.query(`select 1 from ${table}`), table).rejects.toMatchObject({ code: "42501" });
      }
    });
  });

  it("cannot become the owner, nor anybody else", async () => {
    const { rows } = await db.pool.query<{ qui: string }>("select current_user as qui");
    await inside(async (client) => {
      for (const texte of [
        `set role "${rows[0]?.qui}"`,
        `set session authorization "${rows[0]?.qui}"`,
        "set role pg_read_server_files",
        "set role pg_execute_server_program",
        `grant "${rows[0]?.qui}" to "${nom}"`,
        `alter role "${nom}" superuser`,
        `alter role "${nom}" bypassrls`,
        "create role intrus superuser",
      ]) {
        await expect(client.query(texte), texte).rejects.toMatchObject({ code: "42501" });
      }
    });
  });

  it("reaches neither the machine nor its files", async () => {
    await inside(async (client) => {
      for (const rendre of ["select 1", "reset role"]) {
        await client.query(rendre);
        for (const texte of [
          "copy (select 1) to program 'true'",
          "copy pg_class to '/tmp/blaise-essai'",
          "create temp table fuite (ligne text); copy fuite from program 'id'",
          "select pg_read_file('/etc/passwd')",
          "select pg_read_binary_file('/etc/passwd')",
          "select pg_ls_dir('/')",
          "select lo_import('/etc/passwd')",
          "select lo_export(1, '/tmp/blaise-essai')",
          "create extension dblink",
          "create extension file_fdw",
          "create function fuite() returns text language c as '/lib/x86_64-linux-gnu/libc.so.6', 'system'",
          "create function fuite() returns text language internal as 'pg_read_file'",
          "alter system set log_statement = 'all'",
          "select pg_reload_conf()",
          "select pg_terminate_backend(pid) from pg_stat_activity where usename <> session_user",
          "load 'auto_explain'",
        ]) {
          await expect(client.query(texte), texte).rejects.toBeInstanceOf(pg.DatabaseError);
        }
      }
    });
  });
});
