import { basename } from "node:path";
import { Worker } from "node:worker_threads";

/** Address of a worker, given by its file in the sources: once built, it stands beside the program. `from`: the asking module's `import.meta.url`. */
export function workerUrl(worker: string, from: string): URL {
  return new URL(isSource(from) ? worker : basename(worker).replace(/\.ts$/, ".js"), from);
}

/** A thread for one long work, bounded in memory (heap, MB). The caller terminates it. */
export function startWorker(worker: string, from: string, memoireMo: number): Worker {
  const url = workerUrl(worker, from);
  const resourceLimits = { maxOldGenerationSizeMb: memoireMo };
  if (!isSource(from)) return new Worker(url, { resourceLimits });
  const href = JSON.stringify(url.href);
  const start = `import("tsx/esm/api").then((tsx) => tsx.tsImport(${href}, ${href}))`;
  // Without this process's loader of sources: a thread killed while it starts would leave that loader waiting.
  return new Worker(start, { eval: true, execArgv: [], resourceLimits });
}

/** Arguments with which a thread of a pool reads the sources: those of this process, plus tsx, which loads nothing in a thread unless asked. */
export function execArgvOf(from: string): string[] | undefined {
  if (!isSource(from) || !process.execArgv.some((argument) => argument.includes("tsx"))) return undefined;
  const api = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  return ["--import", `data:text/javascript,import { register } from ${api}; register();`];
}

function isSource(from: string): boolean {
  return new URL(from).pathname.endsWith(".ts");
}
