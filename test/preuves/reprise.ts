import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { prepareLayout } from "#exploitation/sql/embedded/layout.ts";
import { pidOf } from "../faults/relance.ts";
import { launch, leave, untilReady, withBuilt } from "./service-construit.ts";

const FOIS = 20;
const LIMITE_MS = 15_000;

/**
 * The built product on the demonstration, killed twenty times with its database, and twenty times its database alone: from the kill to `/pret` = 200,
 * started again as a supervisor of services does it in the first case, by nobody in the second.
 */
export function proveReprise(): Promise<Record<string, unknown>> {
  return withBuilt(async (donnees, port) => {
    let child = launch(donnees, port);
    try {
      await untilReady(port, 120_000);
      const { racine } = await prepareLayout(donnees);
      const [tout, base]: [number[], number[]] = [[], []];
      for (let i = 0; i < FOIS; i++) {
        process.kill(pidOf(racine), "SIGKILL");
        base.push(await untilReady(port, LIMITE_MS));
        await sleep(200);
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        process.kill(pidOf(racine), "SIGKILL");
        await ended;
        child = launch(donnees, port);
        tout.push(await untilReady(port, LIMITE_MS));
      }
      return { fois: FOIS, limiteMs: LIMITE_MS, baseSeuleMs: summarize(base), serveurEtBaseMs: summarize(tout) };
    } finally {
      await leave(child);
    }
  });
}

function summarize(durees: readonly number[]) {
  const sorted = [...durees].sort((a, b) => a - b);
  return { mediane: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}
