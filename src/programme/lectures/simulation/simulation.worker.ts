import { parentPort } from "node:worker_threads";
import { simulate } from "./modele/simulate.ts";
import type { OrdreSimulation, ReponseSimulation } from "./run-simulation.ts";

/** Draws in a thread; `run-simulation.ts` cancels it by ending the thread. */
const port = parentPort;
if (!port) throw new Error("simulation.worker.ts runs as a worker");

/** One message a hundredth at most. */
const PAS = 0.01;

port.once("message", ({ hypotheses, graine, tirages, dureeMs }: OrdreSimulation) => {
  const finMs = performance.now() + dureeMs;
  const answer = (reponse: ReponseSimulation) => port.postMessage(reponse);
  let told = 0;
  const resultat = simulate(hypotheses, {
    graine,
    tirages,
    onProgress: (fait) => {
      if (fait - told >= PAS || fait === 1) {
        told = fait;
        answer({ etat: "avance", fait });
      }
      return performance.now() < finMs;
    },
  });
  answer(resultat === null ? { etat: "temps" } : { etat: "fini", resultat });
});
