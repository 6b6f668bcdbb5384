import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type pg from "pg";

export type Etat = {
  readonly statut: string;
  readonly lignes: number;
  readonly rejets: number;
  readonly acceptees: number;
};
export type Kill = { readonly after: number; readonly acknowledged: boolean; readonly etat: Etat | null };

export type KillPlan = { readonly pool: pg.Pool; readonly url: string; readonly chemin: string; readonly epci: string };

/** An import that goes to its end: its duration in ms, from which the kills are drawn. */
export async function timeImport(plan: KillPlan): Promise<number> {
  const child = await startChild(plan);
  const begin = performance.now();
  await waitFor(child, "done");
  const elapsed = performance.now() - begin;
  await ended(child);
  return elapsed;
}

/** SIGKILL `after` ms into the import, then what the database holds once the server has finished with the dead client. */
export async function killImport(plan: KillPlan, after: number): Promise<Kill> {
  const child = await startChild(plan);
  let acknowledged = false;
  child.stdout.on("data", (chunk) => {
    acknowledged ||= String(chunk).includes("done");
  });
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill("SIGKILL");
  await ended(child);
  await clientGone(plan.pool);
  return { after, acknowledged, etat: await readEtat(plan.pool) };
}

/** Makes room for the next import of the same file. */
export async function clearLots(pool: pg.Pool): Promise<void> {
  await pool.query("delete from lot");
}

/** One spare process is kept ready, so that a run of many kills does not wait for each start. */
const spares = new Map<string, Promise<ChildProcessWithoutNullStreams>>();

async function startChild(plan: KillPlan): Promise<ChildProcessWithoutNullStreams> {
  const child = await (spares.get(plan.url) ?? spawnReady(plan));
  spares.set(plan.url, spawnReady(plan));
  const going = waitFor(child, "go");
  child.stdin.write("\n");
  await going;
  return child;
}

export async function killSpares(): Promise<void> {
  for (const spare of spares.values()) (await spare).kill("SIGKILL");
  spares.clear();
}

async function spawnReady({ url, chemin, epci }: KillPlan): Promise<ChildProcessWithoutNullStreams> {
  const script = fileURLToPath(new URL("./import-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, url, chemin, epci], { stdio: "pipe" });
  await waitFor(child, "ready");
  return child;
}

function waitFor(child: ChildProcessWithoutNullStreams, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = "";
    const onData = (chunk: Buffer) => {
      if (!chunk.toString().includes(word)) return;
      child.stdout.off("data", onData);
      resolve();
    };
    child.stdout.on("data", onData);
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once("exit", (code) => reject(new Error(`import child left before « ${word} » (${code}): ${errors}`)));
  });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** The spare's idle connections do not count: it has not connected yet, pools open on first use. */
async function clientGone(pool: pg.Pool): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const { rows } = await pool.query(
      "select 1 from pg_stat_activity where application_name like 'blaise-kill%' and datname = current_database()",
    );
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the server still runs the dead client's work");
}

async function readEtat(pool: pg.Pool): Promise<Etat | null> {
  const { rows } = await pool.query<Etat>(
    `select l.statut, l.acceptees,
            (select count(*)::int from logement  where lot = l.id) as lignes,
            (select count(*)::int from lot_rejet where lot = l.id) as rejets
       from lot l`,
  );
  if (rows.length > 1) throw new Error("one file made several lots");
  return rows[0] ?? null;
}
