import type pg from "pg";
import { REGLES } from "#domain/conservation/regle.ts";
import { withConnection } from "../sql.ts";

export type Reecriture = {
  readonly reecrites: readonly string[];
  /** Held by somebody for longer than we wait: the next purge will take them. */
  readonly occupees: readonly string[];
};

/** A page in front of a person waits at most this long behind a table that is asked for, then again while it is written. */
const ATTENTE = "5s";

/**
 * Takes off the disk what a purge or an erasure took out of the tables: PostgreSQL only marks a row as dead, and its bytes stay in the file, the indexes,
 * the statistics and the journal. Each table from which something went since its last rewriting is written anew, then the journal of before is let go.
 * `url`: of the owner. The rest (statistics of the engine, journal) asks for its superuser, which the embedded one's owner is; on a server of one's own it
 * is left to its administrator.
 */
export async function reecrireTables(url: string): Promise<Reecriture> {
  return withConnection(url, "blaise-reecriture", async (client) => {
    await client.query(`set lock_timeout = '${ATTENTE}'`);
    const [reecrites, occupees]: [string[], string[]] = [[], []];
    for (const table of await listChanged(client)) {
      const done = await rewrite(client, table);
      (done ? reecrites : occupees).push(table);
    }
    if (reecrites.length > 0 && (await isSuperuser(client))) await forgetBefore(client);
    return { reecrites, occupees };
  });
}

/** Of the tables that a rule of conservation empties, those from which something went, or in which something was replaced. */
async function listChanged(client: pg.ClientBase): Promise<readonly string[]> {
  await client.query("select pg_stat_force_next_flush()");
  const { rows } = await client.query<{ nom: string }>(
    `select schemaname || '.' || relname as nom
       from pg_stat_user_tables
      where schemaname || '.' || relname = any($1) and n_tup_del + n_tup_upd > 0
      order by 1`,
    [TABLES],
  );
  return rows.map(({ nom }) => nom);
}

const TABLES = [
  ...new Set(REGLES.flatMap(({ tables }) => tables.map((nom) => (nom.includes(".") ? nom : `public.${nom}`)))),
];

/** The counter starts again, then the sampling tells the engine how many rows are left. */
async function rewrite(client: pg.ClientBase, table: string): Promise<boolean> {
  try {
    await client.query(`vacuum full ${table}`);
    await client.query("select pg_stat_reset_single_table_counters($1::regclass)", [table]);
    await client.query(`analyze ${table}`);
    return true;
  } catch (error) {
    // 55P03: not within the time.
    if (error instanceof Error && "code" in error && error.code === "55P03") return false;
    throw error;
  }
}

async function isSuperuser(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ oui: boolean }>(
    "select rolsuper as oui from pg_roles where rolname = current_user",
  );
  return rows[0]?.oui === true;
}

/** The most common values of a column are kept by the engine, names of people among them; and each change is in the journal until a checkpoint. */
async function forgetBefore(client: pg.ClientBase): Promise<void> {
  await client.query("vacuum full pg_statistic");
  await client.query("checkpoint");
  await client.query("select pg_switch_wal()");
  await client.query("checkpoint");
}
