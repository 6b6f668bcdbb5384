// Loaded in the built server by `node --import`: tells its parent how late its event loop was, since it was last asked.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const PAS_MS = 10;

if (isMainThread) {
  const retard = monitorEventLoopDelay({ resolution: PAS_MS });
  retard.enable();
  const processeur = watchProcesseur();
  process.on("message", () => {
    // What Node gives is the time between two of its steps: a loop that is never late reads one step.
    const ms = (ns) => Math.max(0, ns / 1e6 - PAS_MS);
    process.send({
      p99: ms(retard.percentile(99)),
      p999: ms(retard.percentile(99.9)),
      max: ms(retard.max),
      mesures: retard.count,
      processeurP999: processeur.take(),
    });
    retard.reset();
  });
  // What listens must not keep a server that ends.
  process.channel.unref();
}

/** What this very thread computed between two steps: the same delay, without the time when the machine ran somebody else. Linux alone says it. */
function watchProcesseur() {
  const parTour = [];
  let avant = readProcesseur();
  setInterval(() => {
    const maintenant = readProcesseur();
    parTour.push((maintenant - avant) / 1e6);
    avant = maintenant;
  }, PAS_MS).unref();
  return {
    take() {
      const tries = parTour.splice(0).sort((a, b) => a - b);
      return tries[Math.ceil(tries.length * 0.999) - 1];
    },
  };
}

/** Nanoseconds on a processor since the thread began: the first field, for the main thread. */
function readProcesseur() {
  return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]);
}
