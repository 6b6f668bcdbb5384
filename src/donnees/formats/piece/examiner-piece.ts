import type { Worker } from "node:worker_threads";
import { startWorker } from "#socle/fils/start-worker.ts";
import type { FichierPiece } from "./relire-piece.ts";
import { refusee, type VerdictPiece } from "./verdict.ts";

/** Heap of a thread; the streams of a PDF and pixels, outside the heap, have their own limits. */
const MEMOIRE_MO = 384;
const DUREE_MS = 30_000;
/** Files read at once, while pages still answer; the others wait their turn. */
const FILS = 2;
const REPOS_MS = 60_000;

const libres: Worker[] = [];
const attente: (() => void)[] = [];
let occupes = 0;

/** Reads a file in a thread bounded in memory and time. A thread that fails or exceeds them is ended, and its file refused. */
export async function examinerPiece(fichier: FichierPiece): Promise<VerdictPiece> {
  if (occupes >= FILS) await new Promise<void>((resolve) => attente.push(resolve));
  occupes++;
  try {
    return await lireDansUnFil(fichier);
  } finally {
    occupes--;
    attente.shift()?.();
  }
}

async function lireDansUnFil(fichier: FichierPiece): Promise<VerdictPiece> {
  const worker = libres.pop() ?? startWorker("./piece.worker.ts", import.meta.url, MEMOIRE_MO);
  worker.ref();
  worker.removeAllListeners();
  try {
    const verdict = await demander(worker, fichier);
    rest(worker);
    return verdict;
  } catch (error) {
    await worker.terminate();
    if (error instanceof TropLourd)
      return refusee(fichier.nom.toLowerCase().endsWith(".pdf") ? "pdf-lourd" : "image-geante");
    throw error;
  }
}

class TropLourd extends Error {}

function demander(worker: Worker, fichier: FichierPiece): Promise<VerdictPiece> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new TropLourd()), DUREE_MS);
    const end = (act: () => void) => {
      clearTimeout(late);
      act();
    };
    worker.once("message", (verdict: VerdictPiece) => end(() => resolve(verdict)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new TropLourd() : error)),
    );
    worker.once("exit", () => end(() => reject(new TropLourd())));
    worker.postMessage(fichier);
  });
}

/** Keeps the thread a minute for the next file: starting one costs more than reading a photograph. It does not delay the exit of the process. */
function rest(worker: Worker): void {
  worker.removeAllListeners();
  // A thread that ends between two files is only forgotten.
  const forget = () => {
    const place = libres.indexOf(worker);
    if (place >= 0) libres.splice(place, 1);
  };
  worker.once("exit", forget);
  worker.once("error", forget);
  worker.unref();
  libres.push(worker);
  setTimeout(() => {
    if (!libres.includes(worker)) return;
    forget();
    void worker.terminate();
  }, REPOS_MS).unref();
}
