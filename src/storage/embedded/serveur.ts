import type { ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Refus } from "#domain/shared/refus.ts";
import { withConnection } from "../sql.ts";
import { findPackage, prepareBinaries } from "./binaries.ts";
import { onProcessExit } from "./exit.ts";
import { type Layout, PORT, prepareLayout } from "./layout.ts";
import { enterPresence, isAlive, leavePresence, readPostmaster } from "./presence.ts";
import { initCluster, isPassing, lastLine, NAME, type Spawned, spawnServer } from "./process.ts";
import { unavailable } from "./refusals.ts";
import { giveReserve, keepReserve } from "./reserve.ts";

export type ServeurOptions = {
  /** The data folder (`var/` by default): one server each. */
  readonly dossier: string;
  /** Settings of PostgreSQL over ours, taken only by the process that starts the server. */
  readonly reglages?: Readonly<Record<string, string>>;
  /** A start that plays hours of journal again is waited for. */
  readonly demarrageMaxMs?: number;
};

export type Serveur = {
  /** For `openPool`, and for psql too. */
  readonly url: string;
  /** false: a server was already running on this folder, and is shared. */
  readonly started: boolean;
  /** The folder that holds the cluster. */
  readonly racine: string;
  /**
   * Starts it again whenever it is found dead, until `stop`: whatever killed it, nobody has to act. `dire`: one line each time, in French. For who serves
   * pages; a command that meets a dead server only fails.
   */
  surveiller(dire: (ligne: string) => void): void;
  /**
   * Leaves the server, and stops it when nobody else uses it: no other Blaise process, no other client (psql…).
   * Close the pools first. Idempotent; it is also done, as far as it can, when the process exits without calling it.
   */
  stop(): Promise<void>;
};

/** Recovery after a crash replays at most `max_wal_size`, and the backends of a killed server take a few seconds to end. */
const START_MAX_MS = 60_000;
const STOP_MAX_MS = 60_000;

/**
 * The real PostgreSQL, on a Unix socket, for this data folder: joins the one that runs, else starts it.
 * Any number of processes may call it together: they end on the same server.
 * Throws a `Refus` "postgresql-indisponible" (no binary, refused by the system) or "dossier-autre-compte".
 */
export async function openServeur({
  dossier,
  reglages = {},
  demarrageMaxMs = START_MAX_MS,
}: ServeurOptions): Promise<Serveur> {
  const found = await findPackage();
  const layout = await prepareLayout(dossier);
  const presence = enterPresence(layout.presence);
  try {
    const bin = await prepareBinaries(found, layout);
    await initCluster(bin, layout);
    const start = () => spawnServer(bin, layout, reglages);
    const rejoin = () => join(start, layout, demarrageMaxMs);
    return leavable(layout, presence, await rejoin(), rejoin);
  } catch (error) {
    leavePresence(layout.presence, presence);
    throw error;
  }
}

/**
 * Removes the cluster of a data folder that nobody uses any more: its files, its log and its socket. Throws a `Refus` "base-occupee" while a process of
 * Blaise, or any client, is on it.
 */
export async function removeServeur(dossier: string): Promise<void> {
  const layout = await prepareLayout(dossier);
  const running = readPostmaster(layout.data);
  if (running && isAlive(running.pid)) {
    throw new Refus(
      "base-occupee",
      "Un service, ou un client, se sert encore de cette base : arrêtez-le, puis recommencez.",
    );
  }
  await rm(layout.racine, { recursive: true, force: true });
  await rm(layout.socket, { recursive: true, force: true });
}

type Joined = { readonly url: string; readonly started: boolean };

async function join(start: () => Promise<Spawned>, layout: Layout, maxMs: number): Promise<Joined> {
  const deadline = performance.now() + maxMs;
  let spawned: Spawned | null = null;
  let reason = "le serveur ne répond pas";
  while (performance.now() < deadline) {
    const url = await findReady(layout);
    if (url) return { url, started: isHolder(spawned, layout) };
    if (spawned && hasEnded(spawned.child)) {
      const logged = await spawned.logged();
      if (!isPassing(logged)) throw unavailable(lastLine(logged), { journal: layout.journal });
      reason = lastLine(logged);
      spawned = null;
      await sleep(200);
    } else {
      spawned ??= await start();
      await sleep(20);
    }
  }
  throw unavailable(`${reason} (journal : ${layout.journal})`);
}

/** The URL of the server that answers on this folder, once its database exists; null while none does. */
async function findReady(layout: Layout): Promise<string | null> {
  const running = readPostmaster(layout.data);
  if (!running) return null;
  // The running server's own socket folder: ours may differ when it is under TMPDIR.
  const url = urlOf(running.socket, NAME);
  const state = await probe(url);
  if (state !== "no-database") return state === "ready" ? url : null;
  await createDatabase(urlOf(running.socket, "postgres"));
  return url;
}

function urlOf(socket: string, database: string): string {
  return `postgresql://${NAME}@${encodeURIComponent(socket)}:${PORT}/${database}`;
}

type State = "ready" | "no-database" | "not-yet";

async function probe(url: string): Promise<State> {
  try {
    await withConnection(url, PRESENCE, async () => undefined);
    return "ready";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "3D000") return "no-database";
    // 57P03: starting up, recovering or shutting down. The others: no server behind the socket, or one that is ending.
    if (["57P03", "57P01", "ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE"].includes(String(code))) return "not-yet";
    if (!(error instanceof pg.DatabaseError)) return "not-yet";
    throw error;
  }
}

/** 42P04, 23505: another process, starting too, has just created it. */
async function createDatabase(url: string): Promise<void> {
  try {
    await withConnection(url, PRESENCE, (client) => client.query(`create database ${NAME}`));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && ["42P04", "23505"].includes(error.code ?? ""))) throw error;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ours if it is the one that holds the folder; one of ours that lost the race ends by itself. */
function isHolder(spawned: Spawned | null, layout: Layout): boolean {
  return spawned !== null && readPostmaster(layout.data)?.pid === spawned.child.pid;
}

/** What the server calls these connections. */
const PRESENCE = "blaise-presence";

/** Less than what a person waits before they try again; looking costs one signal to a process. */
const RONDE_MS = 500;
/** The reserve that was given is made again within this time of there being room. */
const GARDE_MS = 60_000;

/** One round at a time: a recovery may take longer than the interval. */
function watch(layout: Layout, rejoin: () => Promise<Joined>, dire: (ligne: string) => void): () => void {
  let busy = false;
  void keepReserve(layout.racine);
  const garde = setInterval(() => void keepReserve(layout.racine), GARDE_MS).unref();
  const round = async () => {
    const running = readPostmaster(layout.data);
    if (busy || (running && isAlive(running.pid))) return;
    busy = true;
    const since = performance.now();
    try {
      await rejoinWithRoom(layout, rejoin, dire);
      dire(
        `PostgreSQL s’était arrêté : il répond de nouveau, après ${((performance.now() - since) / 1000).toFixed(1)} s.`,
      );
    } catch (error) {
      dire(
        `PostgreSQL s’est arrêté et ne redémarre pas : ${error instanceof Error ? error.message.split("\n")[0] : error}`,
      );
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void round(), RONDE_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    clearInterval(garde);
  };
}

/** On a full disk, with the room that was kept for it. */
async function rejoinWithRoom(
  layout: Layout,
  rejoin: () => Promise<Joined>,
  dire: (ligne: string) => void,
): Promise<void> {
  try {
    await rejoin();
  } catch (error) {
    if (!isDiskFull(error) || !(await giveReserve(layout.racine))) throw error;
    dire("Le disque est plein : la réserve est rendue à PostgreSQL, qui repart. Faites de la place.");
    await rejoin();
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && /No space left on device|Disk quota exceeded/.test(error.message);
}

function leavable(layout: Layout, presence: string, { url, started }: Joined, rejoin: () => Promise<Joined>): Serveur {
  let rest = () => {};
  const release = onProcessExit(() => {
    if (leavePresence(layout.presence, presence)) interrupt(layout);
  });
  const leave = async () => {
    rest();
    const guest = await hasForeignClient(url);
    release();
    // No `await` from the look at who remains to the signal: nobody can come in between.
    const alone = leavePresence(layout.presence, presence);
    const stopped = alone && !guest ? interrupt(layout) : null;
    if (stopped) await ended(stopped);
  };
  let left: Promise<void> | undefined;
  return {
    url,
    started,
    racine: layout.racine,
    surveiller: (dire) => {
      rest();
      rest = watch(layout, rejoin, dire);
    },
    stop: () => {
      left ??= leave();
      return left;
    },
  };
}

/** « Fast » shutdown: transactions in progress are rolled back, what is committed is kept. Returns whom it stopped. */
function interrupt(layout: Layout): number | null {
  const running = readPostmaster(layout.data);
  if (!running || !isAlive(running.pid)) return null;
  process.kill(running.pid, "SIGINT");
  return running.pid;
}

/** Clients that are not Blaise's, such as psql: Blaise's own are known by their presence files. */
async function hasForeignClient(url: string): Promise<boolean> {
  try {
    return await withConnection(url, PRESENCE, async (client) => {
      if (!(await seesForeignClient(client))) return false;
      // A connection that is being made, ours included, has no name for some milliseconds.
      await sleep(150);
      return seesForeignClient(client);
    });
  } catch {
    return false;
  }
}

async function seesForeignClient(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1
       from pg_stat_activity
      where backend_type = 'client backend'
        and application_name not like 'blaise%'`,
  );
  return (rowCount ?? 0) > 0;
}

async function ended(pid: number): Promise<void> {
  const deadline = performance.now() + STOP_MAX_MS;
  while (isAlive(pid) && performance.now() < deadline) await sleep(10);
}
