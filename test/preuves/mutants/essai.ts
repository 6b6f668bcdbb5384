import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Mutant } from "./tirage.ts";

/** `tue`: a test failed. `vivant`: none did. `sans-fin`: killed by its time limit. `sans-test`: nothing executes it, or a thread alone does, which neither coverage nor defect reaches. */
export type Sort = "tue" | "vivant" | "sans-fin" | "sans-test";
export type Issue = { readonly sort: Sort; readonly par: string | null };

/** A file of tests, and how long it takes (s). */
export type Fichier = { readonly chemin: string; readonly secondes: number };

/** Of one run: what starts a process of tests and a database, loads the demonstration beside another that does, and what a mutant may slow down. */
const MARGE_S = 200;
const LENTEUR = 4;

/** Runs these files of tests on the product with that defect, until one fails. */
export async function tryMutant(mutant: Mutant, fichiers: readonly Fichier[], env: NodeJS.ProcessEnv): Promise<Issue> {
  const limite = MARGE_S + LENTEUR * fichiers.reduce((sum, { secondes }) => sum + secondes, 0);
  const dossier = mkdtempSync(join(tmpdir(), "blaise-mutant-"));
  const comptes = join(dossier, "comptes.json");
  try {
    const ended = await run(fichiers, limite, {
      ...process.env,
      ...env,
      TZ: "Pacific/Auckland",
      BLAISE_TEST_COUNTS: comptes,
      BLAISE_TEST_MUTANT: JSON.stringify(mutant),
      BLAISE_TEST_COUVERTURE: undefined,
    });
    if (!ended) return { sort: "sans-fin", par: null };
    const { failed, failures } = z
      .object({ failed: z.number(), failures: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(comptes, "utf8")));
    return failed > 0 ? { sort: "tue", par: failures[0]?.split("\n")[0] ?? null } : { sort: "vivant", par: null };
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

/** Whether it ended by itself. Its children leave with it: the limit ends the whole group. */
function run(fichiers: readonly Fichier[], limite: number, env: NodeJS.ProcessEnv): Promise<boolean> {
  const names = fichiers.map(({ chemin }) => chemin);
  const args = ["node_modules/vitest/vitest.mjs", "run", "--bail", "1", ...names];
  const child = spawn(process.execPath, args, { stdio: "ignore", env, detached: true });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
      resolve(false);
    }, limite * 1000);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
