// Loaded in the built server by `node --import`: tells its parent how late its event loop was, since it was last asked.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const retard = monitorEventLoopDelay({ resolution: 10 });
  retard.enable();
  const processeur = watchProcesseur();
  process.on("message", () => {
    const ms = (ns) => ns / 1e6;
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

/** What this very thread computed between two turns of 10 ms: the same delay, without the time when the machine ran somebody else. Linux alone says it. */
function watchProcesseur() {
  const parTour = [];
  let avant = readProcesseur();
  setInterval(() => {
    const maintenant = readProcesseur();
    parTour.push((maintenant - avant) / 1e6);
    avant = maintenant;
  }, 10).unref();
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
