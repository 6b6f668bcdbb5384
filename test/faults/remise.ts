import { randomBytes } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import { migrate } from "#socle/sql/migrate.ts";
import { clientConfig, openPool, openSql, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { withDatabase } from "../database-url.ts";
import { OBSERVER } from "./inject-fault.ts";

/** A database filled once, that goes back to what it was then before each try: much cheaper than a copy of it each time. */
export type Remise = {
  readonly url: string;
  /** Looks on: never counted, never hurt. */
  readonly pool: pg.Pool;
  /** Every row of every table as `fill` left it. Sequences go on. */
  restore(): Promise<void>;
  drop(): Promise<void>;
};

/**
 * A migrated database of its own on the server of `url`, whose account must be a superuser (the rows go back under no trigger); copied from
 * `modele` when there is one that is migrated.
 */
export async function makeRemise(
  url: string,
  modele: string | null,
  fill: (sql: Sql, url: string) => Promise<void>,
): Promise<Remise> {
  const nom = `blaise_pannes_${randomBytes(6).toString("hex")}`;
  await administer(url, `create database ${nom} template ${modele ?? "template0"} strategy file_copy`);
  const own = withDatabase(url, nom);
  if (modele === null) await migrate(own);
  const pool = openPool(own, { nom: OBSERVER });
  const sql = openSql(pool);
  await fill(sql, own);
  const texte = await keepRows(sql);
  return {
    url: own,
    pool,
    async restore() {
      await sql.query(texte);
    },
    async drop() {
      await pool.end();
      await administer(url, `drop database if exists ${nom} with (force)`);
    },
  };
}

const tableRow = z.object({ nom: z.string(), copie: z.string(), colonnes: z.string() });

/** Copies every table in the schema « remise ». Returns the SQL that puts the copies back. */
async function keepRows(sql: Sql): Promise<string> {
  const tables = await rowsOf(
    sql,
    tableRow,
    `select format('%I.%I', n.nspname, c.relname) as nom, format('remise.%I', n.nspname || '_' || c.relname) as copie,
            (select string_agg(quote_ident(attname), ', ' order by attnum)
               from pg_attribute
              where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as colonnes
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p')
        and not c.relispartition
        and n.nspname in ('public', 'nominatif', 'sensible', 'acces', 'journal')
      order by 1`,
  );
  await sql.query("create schema remise");
  const filled: typeof tables = [];
  for (const table of tables) {
    await sql.query(`create table ${table.copie} as select ${table.colonnes} from ${table.nom}`);
    if ((await sql.query(`select from ${table.copie} limit 1`)).rowCount > 0) filled.push(table);
  }
  return [
    "begin; set local session_replication_role = replica",
    ...tables.map(({ nom }) => `delete from ${nom}`),
    ...filled.map(
      ({ nom, copie, colonnes }) =>
        `insert into ${nom} (${colonnes}) overriding system value select ${colonnes} from ${copie}`,
    ),
    "commit",
  ].join("; ");
}

async function administer(url: string, texte: string): Promise<void> {
  const client = new pg.Client(clientConfig(withDatabase(url, "postgres"), OBSERVER));
  await client.connect();
  try {
    await client.query(texte);
  } finally {
    await client.end();
  }
}
