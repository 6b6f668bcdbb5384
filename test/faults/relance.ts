import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPostmaster } from "#exploitation/sql/embedded/presence.ts";
import type { Serveur } from "#exploitation/sql/embedded/serveur.ts";
import { openPool } from "#socle/sql/sql.ts";

/** « Identité, clés, pannes »: without a person. */
const REPRISE_MAX_MS = 15_000;

export type Relance = {
  /** From the kill to the first answer of another postmaster, in milliseconds; null: none within the limit. */
  readonly reprises: readonly (number | null)[];
  /** Rows that a statement acknowledged before a kill, and that were not there afterwards. */
  readonly perdues: number;
  readonly acquittees: number;
};

/** Kills the postmaster of a watched server, again and again, while rows are written; what was acknowledged must be there each time. */
export async function runRelances(serveur: Serveur, morts: number): Promise<Relance> {
  const pool = openPool(serveur.url, { max: 2 });
  const reprises: (number | null)[] = [];
  let [acquittees, perdues] = [0, 0];
  try {
    await pool.query("create table if not exists relance_essai (n integer primary key)");
    for (let mort = 0; mort < morts; mort += 1) {
      for (let n = 0; n < 50; n += 1) {
        await pool.query("insert into relance_essai values ($1)", [acquittees]);
        acquittees += 1;
      }
      const { attente, trouvees } = await killAndWait(serveur, () =>
        pool
          .query<{ n: number }>("select count(*)::integer as n from relance_essai")
          .then(({ rows }) => rows[0]?.n ?? 0),
      );
      reprises.push(attente);
      if (trouvees !== null) perdues += Math.max(0, acquittees - trouvees);
    }
    await pool.query("drop table relance_essai");
    return { reprises, perdues, acquittees };
  } finally {
    await pool.end();
  }
}

/** Which process is the database's; 0: none. */
export function pidOf(racine: string): number {
  return readPostmaster(join(racine, "data"))?.pid ?? 0;
}

/** Backends of a dead server may answer for a moment: what counts is what its successor says. `attente`: ms; null: none answers within the limit. */
export async function killAndWait(
  { racine }: Pick<Serveur, "racine">,
  count: () => Promise<number>,
): Promise<{ readonly attente: number | null; readonly trouvees: number | null }> {
  const ancien = pidOf(racine);
  process.kill(ancien, "SIGKILL");
  const since = performance.now();
  while (performance.now() - since < REPRISE_MAX_MS) {
    await sleep(50);
    const trouvees = pidOf(racine) === ancien ? null : await count().catch(() => null);
    if (trouvees !== null) return { attente: Math.round(performance.now() - since), trouvees };
  }
  return { attente: null, trouvees: null };
}
