import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPostmaster } from "#storage/embedded/presence.ts";
import { openServeur, removeServeur } from "#storage/embedded/serveur.ts";

const FOIS = 20;
const LIMITE_MS = 15_000;

/**
 * The built product on the demonstration, killed twenty times with its database, and twenty times its database alone: from the kill to `/pret` = 200,
 * started again as a supervisor of services does it in the first case, by nobody in the second.
 */
export async function proveReprise(): Promise<Record<string, unknown>> {
  execFileSync(process.execPath, ["scripts/build.mjs"]);
  const donnees = await mkdtemp(join(tmpdir(), "blaise-reprise-"));
  const port = 20_000 + Math.floor(process.pid % 20_000);
  let child = start(donnees, port);
  try {
    await untilReady(port, 120_000);
    const { racine } = await openServeur({ dossier: donnees });
    const postmaster = () => readPostmaster(join(racine, "data"))?.pid ?? 0;
    const [tout, base]: [number[], number[]] = [[], []];
    for (let i = 0; i < FOIS; i++) {
      process.kill(postmaster(), "SIGKILL");
      base.push(await untilReady(port, LIMITE_MS));
      await sleep(200);
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      process.kill(postmaster(), "SIGKILL");
      await ended;
      child = start(donnees, port);
      tout.push(await untilReady(port, LIMITE_MS));
    }
    return { fois: FOIS, limiteMs: LIMITE_MS, baseSeuleMs: summarize(base), serveurEtBaseMs: summarize(tout) };
  } finally {
    await leave(child);
    await removeServeur(donnees).catch(() => undefined);
    await rm(donnees, { recursive: true, force: true });
  }
}

function start(donnees: string, port: number): ChildProcess {
  return spawn(process.execPath, ["dist/main.js", "serveur"], {
    env: { ...process.env, BLAISE_DONNEES: donnees, BLAISE_PORT: String(port), BLAISE_JOURNAL: "silent" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** One that has ended by itself says so no more. */
async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** From now to the first 200; throws past the limit. */
async function untilReady(port: number, limite: number): Promise<number> {
  const since = performance.now();
  // The answer of before the kill is not one of after it.
  await sleep(60);
  while (performance.now() - since < limite) {
    const response = await fetch(`http://127.0.0.1:${port}/pret`).catch(() => null);
    if (response?.status === 200) return Math.round(performance.now() - since);
    await sleep(20);
  }
  throw new Error(`not ready within ${limite} ms`);
}

function summarize(durees: readonly number[]) {
  const sorted = [...durees].sort((a, b) => a - b);
  return { mediane: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}
