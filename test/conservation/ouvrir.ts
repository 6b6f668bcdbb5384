import type pg from "pg";
import { migrate } from "#storage/migrate.ts";
import { openPool, openSql, type Sql } from "#storage/sql.ts";
import { createEmptyDatabase } from "../database.ts";

export type BaseProprietaire = {
  readonly sql: Sql;
  readonly pool: pg.Pool;
  readonly url: string;
  drop(): Promise<void>;
};

/** A migrated database, in the hands of its owner as the commands of the operator are. */
export async function openProprietaire(): Promise<BaseProprietaire> {
  const { url, drop } = await createEmptyDatabase();
  await migrate(url);
  const pool = openPool(url);
  return {
    sql: openSql(pool),
    pool,
    url,
    async drop() {
      await pool.end();
      await drop();
    },
  };
}
