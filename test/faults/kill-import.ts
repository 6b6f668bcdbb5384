import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type pg from "pg";
import { draws } from "./draws.ts";

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
async function killImport(plan: KillPlan, after: number): Promise<Kill> {
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

/** Killed as soon as its lot is there: surely in the middle of the staging. */
export async function killOnceOpen(plan: KillPlan): Promise<void> {
  const child = await startChild(plan);
  while ((await readEtat(plan.pool)) === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill("SIGKILL");
  await ended(child);
  await clientGone(plan.pool);
}

/**
 * `count` imports of the same file, each killed at an instant drawn over its duration and a little beyond; then as many again at the most, until there
 * are `chacun` on each side of the commit: a machine that is busy for a minute does not keep the pace.
 */
export async function runKills(
  plan: KillPlan,
  { count, chacun, lignes, seed }: { readonly [K in "count" | "chacun" | "lignes" | "seed"]: number },
): Promise<{ readonly kills: readonly Kill[]; readonly whole: number; readonly duration: number }> {
  await timeImport(plan);
  await clearLots(plan.pool);
  let duration = await timeImport(plan);
  await clearLots(plan.pool);
  const kills: Kill[] = [];
  const countWhole = () => kills.filter(({ etat }) => etat?.lignes === lignes).length;
  for (const draw of draws(2 * count, seed)) {
    const [whole, cut] = [countWhole(), kills.length - countWhole()];
    if (kills.length >= count && Math.min(whole, cut) >= chacun) break;
    // Half of the instants inside the import, half around and after its end: both sides of the commit get their share.
    const within = kills.length < count ? draw < 0.5 : cut < chacun;
    const after = within ? ((draw * 2) % 1) * duration : duration * (0.9 + Math.abs(draw - 0.5));
    const kill = await killImport(plan, after);
    kills.push(kill);
    duration *= correction(after / duration, kill.etat?.lignes === lignes);
    await clearLots(plan.pool);
  }
  return { kills, whole: countWhole(), duration };
}

/**
 * The machine does not keep the pace at which the first import was timed: a kill after the expected end that found nothing committed
 * says that imports have become slower, one well before it that found everything that they have become faster.
 */
function correction(moment: number, whole: boolean): number {
  if (moment > 1 && !whole) return 1.25;
  return moment < 0.8 && whole ? 0.8 : 1;
}

/** What a kill broke, null when nothing: 0 or all the rows, the lot's statut says which, and what was acknowledged is there. */
export function describeBreach({ etat, acknowledged }: Kill, lignes: number): string | null {
  const found = etat?.lignes ?? 0;
  if (found !== 0 && found !== lignes) return `${found} rows of ${lignes}`;
  if (etat !== null && etat.statut !== (found === lignes ? "pret" : "lecture"))
    return `statut ${etat.statut} with ${found} rows`;
  if (found === lignes && etat?.acceptees !== lignes) return `${etat?.acceptees} accepted, ${found} stored`;
  return acknowledged && found !== lignes ? "acknowledged, then lost" : null;
}

/**
 * The same, and it is the database's own process that is killed: `kill` ends it, and comes back once another
 * one answers.
 */
export async function killUnderImport(plan: KillPlan, after: number, kill: () => Promise<void>): Promise<Kill> {
  const child = await startChild(plan);
  let acknowledged = false;
  child.stdout.on("data", (chunk) => {
    acknowledged ||= String(chunk).includes("done");
  });
  await new Promise((resolve) => setTimeout(resolve, after));
  await kill();
  await ended(child);
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
  if (script !== null) await rm(await script, { force: true });
  script = null;
}

/** Where the packages that it imports are found. */
const ENFANTS = fileURLToPath(new URL("../../node_modules/.blaise-essais/", import.meta.url));
let script: Promise<string> | null = null;

/** The child in one file: read anew by each of them, the modules of the product would cost more than the import itself. */
async function bundleChild(): Promise<string> {
  const fichier = `${ENFANTS}import-${process.pid}.mjs`;
  await mkdir(ENFANTS, { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL("./import-child.ts", import.meta.url))],
    outfile: fichier,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return fichier;
}

async function spawnReady({ url, chemin, epci }: KillPlan): Promise<ChildProcessWithoutNullStreams> {
  script ??= bundleChild();
  const child = spawn(process.execPath, [await script, url, chemin, epci], { stdio: "pipe" });
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
      "select 1 from pg_stat_activity where application_name in ('blaise-kill', 'blaise-verrous') and datname = current_database()",
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
