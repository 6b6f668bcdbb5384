import type { Worker } from "node:worker_threads";
import { startWorker } from "#socle/fils/start-worker.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { HypothesesSimulation } from "../../regles/simulation/hypotheses.ts";
import { verifyHypotheses } from "../../regles/simulation/verify-hypotheses.ts";
import type { ResultatSimulation } from "./modele/resultat.ts";
import { verifyOptions } from "./modele/simulate.ts";
import type { DemandeSimulation } from "./ports.ts";

/** `dureeMs`: milliseconds after which the worker stops, by its own clock, since two threads may have different clocks. */
export type OrdreSimulation = DemandeSimulation & { readonly dureeMs: number };

export type ReponseSimulation =
  | { readonly etat: "avance"; readonly fait: number }
  | { readonly etat: "fini"; readonly resultat: ResultatSimulation }
  | { readonly etat: "temps" };

export type OptionsExecution = {
  readonly graine: number;
  readonly tirages: number;
  /** Receives the share done, 0 to 1, never decreasing. */
  readonly onProgress?: (fait: number) => void;
  /** Aborted: ends the thread at once, and the promise refuses `simulation-annulee`. */
  readonly signal?: AbortSignal;
  readonly dureeMs?: number;
};

/** Milliseconds: a hundred times what 10 000 draws take. */
const DUREE_MS = 60_000;
const MEMOIRE_MO = 512;

/**
 * Runs a simulation in a thread, bounded in time and memory, so that the server goes on answering. Refuses what `simulate` refuses, before any
 * thread is started; `simulation-annulee`; `simulation-trop-grande` when time or memory runs out. Throws an Error when the
 * thread dies.
 */
export async function runSimulation(
  hypotheses: HypothesesSimulation,
  options: OptionsExecution,
): Promise<ResultatSimulation> {
  verifyHypotheses(hypotheses);
  verifyOptions(options);
  if (options.signal?.aborted) throw annulee();
  const { graine, tirages, dureeMs = DUREE_MS } = options;
  const worker = startWorker("./simulation.worker.ts", import.meta.url, MEMOIRE_MO);
  try {
    return await listen(worker, { hypotheses, graine, tirages, dureeMs }, options);
  } finally {
    await worker.terminate();
  }
}

function listen(
  worker: Worker,
  ordre: OrdreSimulation,
  { tirages, onProgress, signal, dureeMs = DUREE_MS }: OptionsExecution,
): Promise<ResultatSimulation> {
  const over = new AbortController();
  const answer = new Promise<ResultatSimulation>((resolve, reject) => {
    // The worker checks the time between two years; this timer stops a year that never ends.
    const late = setTimeout(() => reject(tropGrande(tirages)), dureeMs * 1.1 + 10_000);
    over.signal.addEventListener("abort", () => clearTimeout(late));
    signal?.addEventListener("abort", () => reject(annulee()), { signal: over.signal });
    worker.on("message", (reponse: ReponseSimulation) => {
      if (reponse.etat === "fini") resolve(reponse.resultat);
      else if (reponse.etat === "temps") reject(tropGrande(tirages));
      else onProgress?.(reponse.fait);
    });
    worker.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? tropGrande(tirages)
          : new Error("The simulation's thread has failed.", { cause: error }),
      ),
    );
    worker.on("exit", (code) => reject(new Error(`The simulation's thread has ended without an answer (${code}).`)));
    worker.postMessage(ordre);
  });
  return answer.finally(() => over.abort());
}

function annulee(): Refus {
  return new Refus("simulation-annulee", "La simulation a été arrêtée avant sa fin : aucun résultat n’est gardé.");
}

function tropGrande(tirages: number): Refus {
  return new Refus(
    "simulation-trop-grande",
    `La simulation n’a pas fini dans le temps ou la mémoire accordés. Demandez moins de ${tirages} tirages, moins d’années ou moins de bailleurs.`,
    { tirages },
  );
}
