// Loaded in the built server by `node --import`: tells its parent how late its event loop was, since it was last asked.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const retard = monitorEventLoopDelay({ resolution: 10 });
  retard.enable();
  process.on("message", () => {
    const ms = (ns) => ns / 1e6;
    process.send({
      p99: ms(retard.percentile(99)),
      p999: ms(retard.percentile(99.9)),
      max: ms(retard.max),
      mesures: retard.count,
    });
    retard.reset();
  });
  // What listens must not keep a server that ends.
  process.channel.unref();
}
