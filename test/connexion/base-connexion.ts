import type { ConnexionQueries } from "#acces/lectures/connexion/ports.ts";
import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { createEmptyDatabase } from "../database.ts";

export const EPCI = "200068666";

export type BaseConnexion = {
  /** As the server has it: the application's role, bound to the service « connexion ». */
  readonly queries: ConnexionQueries;
  /** As the operator has it, from the machine. */
  readonly machine: ConnexionQueries;
  readonly sql: ReturnType<typeof openSql>;
  drop(): Promise<void>;
};

/** A migrated database with one territory. */
export async function openBaseConnexion(): Promise<BaseConnexion> {
  const database = await createEmptyDatabase();
  await migrate(database.url);
  const owner = openPool(database.url);
  const application = openPool(database.url, { role: "blaise_application" });
  const sql = openSql(owner);
  await sql.query("insert into territoire (epci, nom, demonstration) values ($1, 'Territoire', true)", [EPCI]);
  return {
    queries: connexionQueries(openSql(application, JSON.stringify({ service: "connexion" }))),
    machine: connexionQueries(sql),
    sql,
    async drop() {
      await Promise.all([owner.end(), application.end()]);
      await database.drop();
    },
  };
}
