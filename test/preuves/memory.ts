import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeRplsFile } from "../fixtures/rpls-lines.ts";
import { withOwnDatabase } from "./own-database.ts";

const EPCI = "200068666";
const LIGNES = 1_000_000;
const RSS_MAX_MIO = 512;

/** A million RPLS lines go through the whole import with a flat memory, in a process that does nothing else. */
export function proveMemory(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool, url, dossier }) => {
    const chemin = join(dossier, "rpls-2017.csv");
    await writeRplsFile(chemin, LIGNES);
    const { rss, secondes } = await watchImport(url, chemin);
    const { rows } = await pool.query<{ acceptees: number }>("select acceptees from lot");
    if (rows[0]?.acceptees !== LIGNES) throw new Error(`${rows[0]?.acceptees} accepted of ${LIGNES}`);
    if (rss > RSS_MAX_MIO) throw new Error(`${rss} MiB, at most ${RSS_MAX_MIO}`);
    return { lignes: LIGNES, rssMaxMio: rss, plafondMio: RSS_MAX_MIO, lignesParSeconde: Math.round(LIGNES / secondes) };
  });
}

/** The peak that the system has seen, read until the process ends. */
async function watchImport(url: string, chemin: string): Promise<{ readonly rss: number; readonly secondes: number }> {
  const args = ["--import", "./test/loader.mjs", "test/faults/import-child.ts", url, chemin, EPCI];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  let dit = "";
  child.stdout.on("data", (chunk: Buffer) => {
    dit += chunk.toString();
  });
  child.stdin.write("\n");
  const begin = performance.now();
  let rss = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const statut = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    rss = Math.max(rss, Math.round(Number(/VmHWM:\s+(\d+)/.exec(statut)?.[1] ?? 0) / 1_024));
    await sleep(100);
  }
  if (!dit.includes("done")) throw new Error(`the import has not ended: ${dit}`);
  return { rss, secondes: (performance.now() - begin) / 1_000 };
}
