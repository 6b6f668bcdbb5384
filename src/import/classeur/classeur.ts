import { Worker } from "node:worker_threads";
import type { Fichier } from "../lecture.ts";
import { refusals } from "../refusals.ts";

export type Demande =
  | { readonly acte: "ouvrir"; readonly octets: Uint8Array; readonly zip: boolean }
  | { readonly acte: "lire"; readonly feuille: number }
  | { readonly acte: "suite" };

export type Feuille = { readonly nom: string; readonly tete: readonly string[][]; readonly lignes: number };

export type Reponse =
  | { readonly etat: "ouvert"; readonly feuilles: readonly Feuille[]; readonly depuis1904: boolean }
  | { readonly etat: "lignes"; readonly debut: number; readonly lignes: string[][] }
  | { readonly etat: "refus"; readonly raison: "illisible" | "taille" };

/** A workbook open in its thread. `close` must be called; reading to the end does it. */
export type Classeur = {
  readonly feuilles: readonly Feuille[];
  readonly depuis1904: boolean;
  /** Rows of one sheet, by batches; `debut` is the row number of the first, from 1. */
  rows(feuille: number): AsyncGenerator<{ readonly debut: number; readonly lignes: string[][] }>;
  close(): Promise<void>;
};

const OCTETS_MAX = 60_000_000;
const MEMOIRE_MO = 1_536;
const DUREE_MS = 180_000;

/**
 * Opens a workbook in a worker bounded in size (60 MB), memory (1.5 GB) and time (3 minutes an answer).
 * Refuses `classeur-illisible`, `classeur-trop-grand`.
 */
export async function openClasseur(fichier: Fichier, isZip: boolean): Promise<Classeur> {
  if (fichier.taille > OCTETS_MAX) throw refusals.classeurTropGrand(fichier.nom, "60 Mo");
  const parts: Uint8Array[] = [];
  for await (const chunk of fichier.open()) parts.push(chunk);
  const octets = new Uint8Array(Buffer.concat(parts));
  const worker = startWorker();
  const ask = (demande: Demande, transfer: ArrayBuffer[] = []) => askWorker(worker, demande, transfer, fichier.nom);
  const close = async () => {
    await worker.terminate();
  };
  try {
    const opened = await ask({ acte: "ouvrir", octets, zip: isZip }, [octets.buffer]);
    if (opened.etat === "refus" && opened.raison === "taille")
      throw refusals.classeurTropGrand(fichier.nom, "400 Mo une fois décompressé");
    if (opened.etat !== "ouvert") throw refusals.classeurIllisible(fichier.nom);
    const { feuilles, depuis1904 } = opened;
    return { feuilles, depuis1904, close, rows: (feuille) => readRows(ask, close, feuille) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Once built, the worker stands beside the program. From the sources it is TypeScript: a line of JavaScript starts tsx in its thread first. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const url = new URL(isSource ? "./classeur.worker.ts" : "./classeur.worker.js", import.meta.url);
  const resourceLimits = { maxOldGenerationSizeMb: MEMOIRE_MO };
  const worker = isSource
    ? new Worker(
        `import("tsx/esm/api").then((tsx) => tsx.tsImport(${JSON.stringify(url.href)}, ${JSON.stringify(url.href)}))`,
        {
          eval: true,
          resourceLimits,
        },
      )
    : new Worker(url, { resourceLimits });
  // A reading given up midway must not keep the program alive.
  worker.unref();
  return worker;
}

type Ask = (demande: Demande, transfer?: ArrayBuffer[]) => Promise<Reponse>;

async function* readRows(ask: Ask, close: () => Promise<void>, feuille: number) {
  try {
    let answer = await ask({ acte: "lire", feuille });
    while (answer.etat === "lignes" && answer.lignes.length > 0) {
      yield answer;
      answer = await ask({ acte: "suite" });
    }
  } finally {
    await close();
  }
}

/** One question, one answer. A worker that dies of memory or takes too long is a workbook too big; any other death is ours. */
function askWorker(worker: Worker, demande: Demande, transfer: ArrayBuffer[], nom: string): Promise<Reponse> {
  return new Promise((resolve, reject) => {
    // Referenced while a question is pending: an unreferenced worker would let the program end before its answer.
    worker.ref();
    const timer = setTimeout(
      () => end(() => reject(refusals.classeurTropGrand(nom, "trois minutes de lecture"))),
      DUREE_MS,
    );
    const onMessage = (reponse: Reponse) => end(() => resolve(reponse));
    const onError = (error: Error & { readonly code?: string }) =>
      end(() =>
        reject(
          error.code === "ERR_WORKER_OUT_OF_MEMORY" ? refusals.classeurTropGrand(nom, "1,5 Go de mémoire") : error,
        ),
      );
    const end = (finish: () => void) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.unref();
      finish();
    };
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(demande, transfer);
  });
}
