import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { removeServeur } from "#exploitation/sql/embedded/serveur.ts";

const SANS_LIMITE = 1_000_000;

/** The product built, on a data folder and a port of its own; what it leaves is removed afterwards. */
export async function withBuilt<T>(work: (donnees: string, port: number) => Promise<T>): Promise<T> {
  execFileSync(process.execPath, ["scripts/build.mjs"]);
  const donnees = await mkdtemp(join(tmpdir(), "blaise-construit-"));
  try {
    return await work(donnees, 20_000 + (process.pid % 20_000));
  } finally {
    await removeServeur(donnees).catch(() => undefined);
    await rm(donnees, { recursive: true, force: true });
  }
}

export type Lancement = {
  /** Requests a minute; no limit by default. */
  readonly debit?: number | undefined;
  /** The built program; the one of this clone by default. */
  readonly programme?: string;
  /** Its public address, behind a proxy. */
  readonly origine?: string;
};

/** The first start on a folder loads the demonstration, and plays what its accounts did. */
export function launch(donnees: string, port: number, lancement: Lancement = {}): ChildProcess {
  const { debit = SANS_LIMITE, programme = "dist/main.js", origine } = lancement;
  return spawn(process.execPath, [programme, "serveur"], {
    env: {
      ...process.env,
      BLAISE_DONNEES: donnees,
      BLAISE_PORT: String(port),
      BLAISE_JOURNAL: "silent",
      BLAISE_DEBIT: String(debit),
      ...(origine === undefined ? {} : { BLAISE_ORIGINE: origine }),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** From now to the first 200 of `/pret`, in ms; throws past the limit. */
export async function untilReady(port: number, limite: number): Promise<number> {
  const since = performance.now();
  // The answer of before a kill is not one of after it.
  await sleep(60);
  while (performance.now() - since < limite) {
    const response = await fetch(`http://127.0.0.1:${port}/pret`).catch(() => null);
    if (response?.status === 200) return Math.round(performance.now() - since);
    await sleep(20);
  }
  throw new Error(`not ready within ${limite} ms`);
}

/** Asked to leave, and waited for. One that has ended by itself says so no more. */
export async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
