import { openSql, type Sql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../database.ts";

export type BaseProprietaire = TestDatabase & { readonly sql: Sql };

/** A database in the hands of its owner, as the commands of the operator are. */
export async function openProprietaire(): Promise<BaseProprietaire> {
  const database = await createDatabase();
  return { ...database, sql: openSql(database.pool) };
}
