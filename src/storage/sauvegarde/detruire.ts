import { z } from "zod";
import { dropAcces } from "../acces-application.ts";
import { withConnection } from "../sql.ts";
import { dropSchema, requireAlone, requireCible } from "./schema.ts";

const territoireRow = z.object({ nom: z.string() });

/** Names of the territories that a database holds; empty: none was ever opened, or it is not Blaise's. */
export function readTerritoires(url: string): Promise<readonly string[]> {
  return withConnection(url, "blaise-sauvegarde", async (client) => {
    const { rowCount } = await client.query("select 1 where to_regclass('public.territoire') is not null");
    if (rowCount === 0) return [];
    const { rows } = await client.query("select nom from territoire order by nom");
    return z
      .array(territoireRow)
      .parse(rows)
      .map(({ nom }) => nom);
  });
}

/**
 * Removes all that the migrations make, and the application's own login: the database itself is its administrator's. Refuses `base-occupee` while a
 * service still uses it, `base-etrangere`.
 */
export function emptyDatabase(url: string): Promise<void> {
  return withConnection(url, "blaise-sauvegarde", async (client) => {
    await client.query("begin");
    await requireAlone(client);
    await requireCible(client, true);
    await dropSchema(client);
    await dropAcces(client);
    await client.query("commit");
  });
}
