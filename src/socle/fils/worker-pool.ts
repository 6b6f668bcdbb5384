import { Tinypool } from "tinypool";
import { plusTard, Refus } from "../regles/shared/refus.ts";
import { execArgvOf, workerUrl } from "./start-worker.ts";

/** `quoi`: what a user asked for, as in a sentence: « ce document ». */
export type Limites = {
  readonly quoi: string;
  readonly threads: number;
  /** Tasks that may wait for a thread; the next one is refused. */
  readonly attente: number;
  /** From the request, waiting included. */
  readonly dureeMs: number;
  readonly memoireMo: number;
};

/** The exports of a `*.worker.ts`: each function takes one task; the task and its answer are cloned between threads. */
type Ouvrages = Readonly<Record<string, (task: never) => unknown>>;

export type EtatPool = { readonly attente: number; readonly encours: number };

export type WorkerPool<O extends Ouvrages> = {
  /**
   * Runs a function of the worker's module in one of its threads. Refuses `travaux-trop-nombreux`, `travail-trop-long`, `travail-trop-lourd` (its
   * thread is then ended and replaced); an error of the function itself is rethrown as a plain Error.
   */
  run<N extends keyof O & string>(name: N, task: Parameters<O[N]>[0]): Promise<Awaited<ReturnType<O[N]>>>;
  state(): EtatPool;
  close(): Promise<void>;
};

/**
 * Threads start at the first task; at least one stays warm; none delays a request or the end of the process. `worker`: its file in the sources;
 * `from`: the asking module's `import.meta.url`.
 */
export function createWorkerPool<O extends Ouvrages>(limites: Limites, worker: string, from: string): WorkerPool<O> {
  let pool: Tinypool | undefined;
  let encours = 0;
  return {
    async run(name, task) {
      pool ??= openTinypool(limites, worker, from);
      encours++;
      // Tinypool keeps listening to the signal of a task that it refused, and fails outside any request when it fires: stopped with the task.
      const fin = new AbortController();
      const limite = setTimeout(() => fin.abort(), limites.dureeMs).unref();
      try {
        return await pool.run(task, { name, signal: fin.signal });
      } catch (error) {
        throw refusalOf(error, limites.quoi) ?? error;
      } finally {
        clearTimeout(limite);
        encours--;
      }
    },
    state: () => {
      const attente = pool?.queueSize ?? 0;
      return { attente, encours: encours - attente };
    },
    close: async () => {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

function openTinypool({ threads, attente, memoireMo }: Limites, worker: string, from: string): Tinypool {
  const execArgv = execArgvOf(from);
  return new Tinypool({
    filename: workerUrl(worker, from).href,
    ...(execArgv ? { execArgv } : {}),
    // Always one: when the only one ends badly, what waits behind it is still done.
    minThreads: 1,
    maxThreads: threads,
    maxQueue: attente,
    idleTimeout: 60_000,
    // A thread that sleeps on Atomics between two tasks never frees what native code leaves to the event loop.
    useAtomics: false,
    resourceLimits: { maxOldGenerationSizeMb: memoireMo },
  });
}

function refusalOf(error: unknown, quoi: string): Refus | null {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === "AbortError")
    return plusTard(
      "travail-trop-long",
      `Le serveur n’a pas pu préparer ${quoi} dans le temps prévu. Réessayez dans une minute, ou demandez moins de données à la fois.`,
    );
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return new Refus(
      "travail-trop-lourd",
      `Il faut trop de mémoire pour ${quoi}. Demandez moins de données à la fois, puis réessayez.`,
    );
  if (message?.includes("queue is at limit"))
    return plusTard(
      "travaux-trop-nombreux",
      `Trop de demandes attendent déjà avant ${quoi}. Réessayez dans une minute.`,
    );
  return null;
}
