import { basename } from "node:path";
import { Worker } from "node:worker_threads";

/** Where a worker is, by its file in the sources: once built, it stands beside the program. `from` is the asking module's `import.meta.url`. */
export function workerUrl(worker: string, from: string): URL {
  return new URL(isSource(from) ? worker : basename(worker).replace(/\.ts$/, ".js"), from);
}

/** A thread of its own for one long work, bounded in memory (heap, MB). Whoever starts it ends it. */
export function startWorker(worker: string, from: string, memoireMo: number): Worker {
  const url = workerUrl(worker, from);
  const resourceLimits = { maxOldGenerationSizeMb: memoireMo };
  if (!isSource(from)) return new Worker(url, { resourceLimits });
  const href = JSON.stringify(url.href);
  const start = `import("tsx/esm/api").then((tsx) => tsx.tsImport(${href}, ${href}))`;
  // Without what loads the sources in this process: a thread killed while it starts leaves that one waiting.
  return new Worker(start, { eval: true, execArgv: [], resourceLimits });
}

/** What a thread of a pool needs to read the sources: what this process has, but tsx, which loads nothing in a thread unless it is asked. */
export function execArgvOf(from: string): string[] | undefined {
  if (!isSource(from) || !process.execArgv.some((argument) => argument.includes("tsx"))) return undefined;
  const api = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  return ["--import", `data:text/javascript,import { register } from ${api}; register();`];
}

function isSource(from: string): boolean {
  return new URL(from).pathname.endsWith(".ts");
}
