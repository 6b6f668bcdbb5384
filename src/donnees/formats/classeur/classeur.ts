import type { Worker } from "node:worker_threads";
import { startWorker } from "#socle/fils/start-worker.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Fichier } from "../lecture.ts";
import { refusals } from "../refusals.ts";
import type { RaisonZip } from "./zip.ts";

export type Demande =
  | { readonly acte: "ouvrir"; readonly octets: Uint8Array; readonly zip: boolean }
  | { readonly acte: "lire"; readonly feuille: number }
  | { readonly acte: "suite" };

/** `tete`: the first rows as texts. `lignes`: number of rows up to the last non-empty one. */
export type Feuille = { readonly nom: string; readonly tete: readonly string[][]; readonly lignes: number };

/** A cell that shows #REF! or the like: `ligne` from 1, `colonne` from 0. */
export type ErreurCellule = { readonly ligne: number; readonly colonne: number };

type Description = {
  readonly feuilles: readonly Feuille[];
  readonly depuis1904: boolean;
  readonly macros: boolean;
  /** True when a formula was saved without its result. */
  readonly sansResultat: boolean;
};

/** Rows of one sheet; `debut`: number of the first, from 1. */
export type LotLignes = {
  readonly debut: number;
  readonly lignes: string[][];
  readonly erreurs: readonly ErreurCellule[];
};

export type RaisonRefus = RaisonZip | "feuilles" | "cellules";

export type Reponse =
  | ({ readonly etat: "ouvert" } & Description)
  | ({ readonly etat: "lignes" } & LotLignes)
  | { readonly etat: "refus"; readonly raison: RaisonRefus };

/** A workbook open in its thread. Reading a sheet to its end closes it, unless another is read next (`suite`); otherwise call `close`. */
export type Classeur = Description & {
  rows(feuille: number, options?: { readonly suite: boolean }): AsyncGenerator<LotLignes>;
  close(): Promise<void>;
};

const OCTETS_MAX = 60_000_000;
/** An .xls costs twice the memory of the same .xlsx: its limit lets 20 000 dwellings with all their columns through. */
const MEMOIRE_MO = { zip: 512, xls: 1_024 };
const DUREE_MS = 60_000;
/** Then an unread workbook is closed: a caller may open one for its header only. */
const ATTENTE_MS = 600_000;

/**
 * Opens a workbook in a worker bounded in size (60 MB), memory (512 MB, 1 GB for an .xls) and time (a minute for each answer).
 * Refuses `classeur-trop-gros`, `classeur-illisible`, `classeur-protege`, `classeur-entites`.
 */
export async function openClasseur(fichier: Fichier, isZip: boolean): Promise<Classeur> {
  if (fichier.taille > OCTETS_MAX) throw refusals.classeurTropGros(fichier.nom, "60 Mo");
  const parts: Uint8Array[] = [];
  for await (const chunk of fichier.open()) parts.push(chunk);
  const octets = new Uint8Array(Buffer.concat(parts));
  const memoire = isZip ? MEMOIRE_MO.zip : MEMOIRE_MO.xls;
  const session = new Session(startWorker("./classeur.worker.ts", import.meta.url, memoire), fichier.nom, memoire);
  try {
    const opened = await session.ask({ acte: "ouvrir", octets, zip: isZip }, [octets.buffer]);
    if (opened.etat === "refus") throw refusalOf(opened.raison, fichier.nom);
    if (opened.etat !== "ouvert") throw new Error(`answer ${opened.etat} to « ouvrir »`);
    return { ...opened, close: () => session.close(), rows: (feuille, options) => readRows(session, feuille, options) };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function refusalOf(raison: RaisonRefus, nom: string): Refus {
  switch (raison) {
    case "taille":
      return refusals.classeurTropGros(nom, "300 Mo une fois décompressé");
    case "feuilles":
      return refusals.classeurTropGros(nom, "50 feuilles");
    case "cellules":
      return refusals.classeurTropGros(nom, "5 millions de cellules");
    case "entites":
      return refusals.classeurEntites(nom);
    case "protege":
      return refusals.classeurProtege(nom);
    case "abime":
      return refusals.classeurIllisible(nom);
  }
}

async function* readRows(
  session: Session,
  feuille: number,
  { suite }: { readonly suite: boolean } = { suite: false },
): AsyncGenerator<LotLignes> {
  try {
    let answer = await session.ask({ acte: "lire", feuille });
    while (answer.etat === "lignes" && answer.lignes.length > 0) {
      yield answer;
      answer = await session.ask({ acte: "suite" });
    }
  } finally {
    if (!suite) await session.close();
  }
}

class Session {
  readonly #worker: Worker;
  readonly #nom: string;
  readonly #memoire: number;
  #idle: NodeJS.Timeout | undefined;

  constructor(worker: Worker, nom: string, memoire: number) {
    this.#worker = worker;
    this.#nom = nom;
    this.#memoire = memoire;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker.terminate();
  }

  /** A worker that runs out of memory or time means a workbook too big; any other end is a defect of ours. */
  async ask(demande: Demande, transfer: ArrayBuffer[] = []): Promise<Reponse> {
    const worker = this.#worker;
    clearTimeout(this.#idle);
    // Referenced only while an answer is awaited: an unfinished reading must not keep the process alive.
    worker.ref();
    const pending = new AbortController();
    try {
      return await new Promise<Reponse>((resolve, reject) => {
        const late = setTimeout(() => reject(refusals.classeurTropGros(this.#nom, "une minute de lecture")), DUREE_MS);
        pending.signal.addEventListener("abort", () => clearTimeout(late));
        listen(worker, pending.signal, "message", resolve);
        listen(worker, pending.signal, "error", (error: NodeJS.ErrnoException) => reject(this.#explain(error)));
        listen(worker, pending.signal, "exit", () => reject(new Error("the workbook's thread has ended")));
        worker.postMessage(demande, transfer);
      });
    } finally {
      pending.abort();
      worker.unref();
      this.#idle = setTimeout(() => void this.close(), ATTENTE_MS).unref();
    }
  }

  #explain(error: NodeJS.ErrnoException): Error {
    return error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? refusals.classeurTropGros(this.#nom, `${this.#memoire} Mo de mémoire`)
      : error;
  }
}

function listen<T>(worker: Worker, signal: AbortSignal, event: string, listener: (value: T) => void): void {
  worker.on(event, listener);
  signal.addEventListener("abort", () => worker.off(event, listener));
}
