import { Worker } from "node:worker_threads";
import type { Masque } from "#statistics/secret/masquer.ts";
import type { Systeme } from "#statistics/secret/systeme.ts";

export type DemandeSecret = { readonly systeme: Systeme; readonly dureeMs: number };

export type ReponseSecret =
  | { readonly etat: "avance"; readonly fait: number; readonly total: number }
  | { readonly etat: "fini"; readonly masque: Masque };

/** `total`: numbers to protect, then to bound; counted again at each try. */
export type Avancement = (fait: number, total: number) => void;

/** Ten times what a territory takes. */
const DUREE_MS = 100_000;
const MEMOIRE_MO = 1_024;

/**
 * The masks of a release and their audit, in a worker bounded in time and memory. Whatever stops it (time, memory, a failure of the solver)
 * gives an audit that is not sure: nothing is then published.
 */
export async function calculerSecret(
  systeme: Systeme,
  avance: Avancement = () => undefined,
  dureeMs = DUREE_MS,
): Promise<Masque> {
  const worker = startWorker();
  try {
    return await new Promise<Masque>((resolve) => {
      const stop = (defaut: string) => resolve(unproved(systeme, defaut));
      // The worker keeps the time itself between two problems; this is for the one that never ends.
      const late = setTimeout(() => stop("le temps accordé est écoulé"), dureeMs * 1.1 + 10_000);
      worker.on("message", (reponse: ReponseSecret) => {
        if (reponse.etat === "avance") return avance(reponse.fait, reponse.total);
        clearTimeout(late);
        return resolve(reponse.masque);
      });
      worker.on("error", () => stop("le calcul s’est interrompu"));
      worker.on("exit", () => {
        clearTimeout(late);
        stop("le calcul s’est interrompu");
      });
      const demande: DemandeSecret = { systeme, dureeMs };
      worker.postMessage(demande);
    });
  } finally {
    await worker.terminate();
  }
}

function unproved({ cellules }: Systeme, defaut: string): Masque {
  return {
    masquees: new Set(cellules.map(({ cle }) => cle)),
    impossibles: [],
    concedees: new Map(),
    audit: { sure: false, defaut, intervalles: [], dangereuses: [], resolutions: 0 },
  };
}

/** Once built, the worker stands beside the program. From the sources it is TypeScript: a line of JavaScript starts tsx in its thread first. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const url = new URL(isSource ? "./secret.worker.ts" : "./secret.worker.js", import.meta.url);
  const resourceLimits = { maxOldGenerationSizeMb: MEMOIRE_MO };
  if (!isSource) return new Worker(url, { resourceLimits });
  const href = JSON.stringify(url.href);
  const start = `import("tsx/esm/api").then((tsx) => tsx.tsImport(${href}, ${href}))`;
  // Without what loads the sources in this process: a thread killed while it starts leaves that one waiting.
  return new Worker(start, { eval: true, execArgv: [], resourceLimits });
}
