import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, constants as fs, readFileSync, readlinkSync, renameSync, rmSync } from "node:fs";
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { archiveCommand } from "../continu/attente.ts";
import type { Layout } from "./layout.ts";
import { isAlive, readPostmaster } from "./presence.ts";
import { unavailable } from "./refusals.ts";

/** Database and superuser: the socket's folder, open to one account, is what guards them. */
export const NAME = "blaise";

/** What initdb is told, so that words are sorted in French. */
export const LOCALE = ["--locale=C", "--locale-provider=icu", "--icu-locale=fr-FR"] as const;

/** For a machine of 2 cores that also runs Blaise. No TCP at all; fsync stays on, which is the default. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "32MB",
  maintenance_work_mem: "128MB",
  // A restore locks every table and index in one transaction, some three thousand: two at once pass the default table of locks.
  max_locks_per_transaction: "256",
  max_wal_size: "2GB",
  // Always on, so that a continuous archive begins without a restart (continu/attente.ts).
  archive_mode: "on",
  // A file of the journal used again would keep, for days, what was erased meanwhile.
  wal_recycle: "off",
  checkpoint_timeout: "15min",
  // lz4 is not compiled in this binary, and pglz costs more than the bytes it spares.
  wal_compression: "off",
  // What PostgreSQL says of an error may hold the row, names included; its log is a file like another.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  random_page_cost: "1.1",
  max_parallel_workers_per_gather: "1",
  // Compiling a plan takes longer than running any query of a bilan.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** Creates the cluster when there is none: aside, then put in place at once, so that two processes may do it together. */
export async function initCluster(bin: string, layout: Layout): Promise<void> {
  if (existsSync(join(layout.data, "PG_VERSION"))) return;
  await removeAbandoned(layout);
  const aside = `${layout.data}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  await chmod(aside, 0o700);
  if (layout.account) await chown(aside, layout.account.uid, layout.account.gid);
  try {
    await runInitdb(bin, aside, layout);
    await rename(aside, layout.data);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(join(layout.data, "PG_VERSION"))) throw error;
  }
}

/** A process killed while it made a cluster leaves some 40 MB behind. */
async function removeAbandoned(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.racine)) {
    const pid = /^data\.(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(layout.racine, name), { recursive: true, force: true });
  }
}

async function runInitdb(bin: string, data: string, layout: Layout): Promise<void> {
  const child = spawn(
    join(bin, "initdb"),
    ["-D", data, "-U", NAME, "-E", "UTF8", "--auth=trust", "--no-instructions", ...LOCALE],
    { ...identity(layout), cwd: data, env: ENV, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await exitOf(child);
  if (code !== 0) throw unavailable(`la création de la base a échoué (${lastLine(said)})`);
}

/** The server's process, which has yet to become ready, and what it wrote in the log since. */
export type Spawned = { readonly child: ChildProcess; logged(): Promise<string> };

/** Starts the server in a session of its own: Ctrl-C in the terminal reaches Blaise, which then stops the server properly. */
export async function spawnServer(
  bin: string,
  layout: Layout,
  settings: Readonly<Record<string, string>>,
): Promise<Spawned> {
  removeStalePid(layout.data);
  await shortenLog(layout.journal);
  // O_NOFOLLOW: as root, the log may be in a folder that an ordinary user owns.
  const log = await open(layout.journal, fs.O_WRONLY | fs.O_CREAT | fs.O_APPEND | fs.O_NOFOLLOW, 0o600);
  try {
    const from = (await log.stat()).size;
    const ours = { archive_command: archiveCommand(layout.racine), unix_socket_directories: layout.socket };
    const all = { ...SETTINGS, ...ours, ...settings };
    const child = spawn(
      join(bin, "postgres"),
      ["-D", layout.data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      { ...identity(layout), cwd: layout.data, env: ENV, detached: true, stdio: ["ignore", log.fd, log.fd] },
    );
    child.unref();
    await spawned(child);
    return {
      child,
      logged: async () => (await readFile(layout.journal)).subarray(from).toString(),
    };
  } finally {
    await log.close();
  }
}

/** Nothing of the caller's environment: a PGDATA or an LC_ALL of its own must not reach the server. */
const ENV = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

function identity(layout: Layout): { uid?: number; gid?: number } {
  return layout.account ?? {};
}

async function spawned(child: ChildProcess): Promise<void> {
  try {
    await once(child, "spawn");
  } catch (error) {
    throw unavailable(`le système refuse de lancer PostgreSQL (${error instanceof Error ? error.message : error})`);
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  await spawned(child);
  if (child.exitCode !== null) return child.exitCode;
  await once(child, "close");
  return child.exitCode;
}

/** Refusals that pass by themselves: another process is starting the server, or the backends of a killed one are ending. */
const PASSING = /lock file|already exists|shared memory block|still in use|is another postmaster/i;

export function isPassing(logged: string): boolean {
  return PASSING.test(logged);
}

/** The server's own reason, for the message and for the log. */
export function lastLine(logged: string): string {
  const lines = logged.trim().split("\n");
  const reason = lines.findLast((line) => /FATAL|PANIC|error|could not/i.test(line)) ?? lines.at(-1) ?? "";
  return reason.replace(/^.*?(FATAL|PANIC|error):\s*/i, "");
}

/**
 * PostgreSQL recovers by itself from a file left by a crash, except when the number now belongs to another program of the
 * same account. On Linux a server's working folder is its data folder, which tells them apart.
 */
function removeStalePid(data: string): void {
  const found = readPostmaster(data);
  if (!found || !isAlive(found.pid) || process.platform !== "linux") return;
  if (workingFolderOf(found.pid) === null || workingFolderOf(found.pid) === data) return;
  const [path, aside] = [join(data, "postmaster.pid"), join(data, `postmaster.pid.${process.pid}`)];
  renameSync(path, aside);
  // Another process may have started a server between the two lines: its file goes back.
  if (Number.parseInt(readFileSync(aside, "utf8"), 10) === found.pid) rmSync(aside);
  else renameSync(aside, path);
}

function workingFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

const LOG_MAX = 5 * 1024 * 1024;

async function shortenLog(journal: string): Promise<void> {
  if (existsSync(journal) && (await stat(journal)).size > LOG_MAX) await truncate(journal);
}
