import { parentPort } from "node:worker_threads";
import { rangerLot } from "../regles/plan/ordre.ts";
import { buildProbleme } from "../regles/plan/tableau.ts";
import { resoudre } from "./resoudre.ts";
import type { DemandeOptimisation } from "./run-optimisation.ts";

/** Solves in a thread, so that the server goes on answering. See `run-optimisation.ts`. */
const port = parentPort;
if (!port) throw new Error("optimisation.worker.ts runs as a worker");

port.once("message", async ({ lot, objectifs, parametres, dureeMs }: DemandeOptimisation) => {
  port.postMessage(await resoudre(buildProbleme(rangerLot(lot, parametres), objectifs, parametres), dureeMs));
});
