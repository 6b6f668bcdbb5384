import pg from "pg";
import { z } from "zod";
import { clientConfig } from "../sql.ts";
import { dropSchema, requireAlone, requireCible } from "./schema.ts";

const territoireRow = z.object({ nom: z.string() });

/** Names of the territories that a database holds; empty: none was ever opened, or it is not Blaise's. */
export function readTerritoires(url: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
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
  return withClient(url, async (client) => {
    await client.query("begin");
    await requireAlone(client);
    await requireCible(client, true);
    await dropSchema(client);
    await client.query(
      `do $$
       declare acces text := 'blaise_acces_' || left(encode(sha256(convert_to(current_database(), 'UTF8')), 'hex'), 12);
       begin
         if exists (select 1 from pg_roles where rolname = acces) then execute format('drop role %I', acces); end if;
       end $$`,
    );
    await client.query("commit");
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, "blaise-sauvegarde"));
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
