import { parentPort } from "node:worker_threads";
import { type FichierPiece, relirePiece } from "./relire-piece.ts";

/** Reads one paper at a time in its own thread: see `examiner-piece.ts`. */
const port = parentPort;
if (!port) throw new Error("piece.worker.ts runs as a worker");

port.on("message", (fichier: FichierPiece) => {
  void relirePiece(fichier).then((verdict) => port.postMessage(verdict));
});
