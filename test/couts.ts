import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Reporter, TestModule } from "vitest/node";

/** What a file of tests has cost. `mur` and `processeur` in seconds; the processor is the worker's own: neither the engine's nor the browser's. */
export type CoutFichier = {
  readonly fichier: string;
  readonly projet: string;
  readonly tests: number;
  readonly mur: number;
  readonly processeur: number;
};

/** One run of vitest: `processeur` is the whole machine's while it lasted, whatever else went on. */
export type CoutPassage = {
  readonly passage: string;
  readonly mur: number;
  readonly processeur: number;
  readonly fichiers: readonly CoutFichier[];
};

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: vitest reads what a task carries from this interface
  export interface TaskMeta {
    /** Microseconds of processor of the worker, since the file before it in the same process. */
    processeur?: number;
  }
}

/** Beside the packages: a run leaves nothing in the tree. */
export const COUTS = "node_modules/.blaise-couts.json";

export class Couts implements Reporter {
  private debut = { mur: 0, processeur: 0 };

  onInit(): void {
    this.debut = { mur: performance.now(), processeur: busy() };
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const passage: CoutPassage = {
      passage: process.env.BLAISE_TEST_PROFONDEUR ?? process.env.BLAISE_TEST_PASSAGE ?? "premier",
      mur: (performance.now() - this.debut.mur) / 1000,
      processeur: busy() - this.debut.processeur,
      fichiers: modules.map(coutOf),
    };
    const autres = process.env.BLAISE_TEST_COUNTS
      ? readCouts().filter((autre) => autre.passage !== passage.passage)
      : [];
    mkdirSync("node_modules", { recursive: true });
    writeFileSync(COUTS, JSON.stringify([...autres, passage]));
  }
}

/** Of the last run, each passage of it; none when no test ever ran here. */
export function readCouts(): CoutPassage[] {
  try {
    return JSON.parse(readFileSync(COUTS, "utf8"));
  } catch {
    return [];
  }
}

function coutOf(module: TestModule): CoutFichier {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
  return {
    fichier: module.relativeModuleId,
    projet: module.project.name,
    tests: [...module.children.allTests()].length,
    mur: (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000,
    processeur: (module.meta().processeur ?? 0) / 1e6,
  };
}

/** Seconds of processor that the machine has spent since it started. */
function busy(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}
