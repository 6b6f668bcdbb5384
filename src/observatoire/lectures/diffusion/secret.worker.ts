import { parentPort } from "node:worker_threads";
import { masquer } from "#socle/calculs/secret/masquer.ts";
import type { DemandeSecret, ReponseSecret } from "./calculer-secret.ts";

/** Chooses masks and audits them in a thread, so that the server keeps answering. See `calculer-secret.ts`. */
const port = parentPort;
if (!port) throw new Error("secret.worker.ts runs as a worker");

port.once("message", async ({ systeme, dureeMs }: DemandeSecret) => {
  const finMs = performance.now() + dureeMs;
  const answer = (reponse: ReponseSecret) => port.postMessage(reponse);
  const masque = await masquer(systeme, (fait, total) => {
    answer({ etat: "avance", fait, total });
    return performance.now() < finMs;
  });
  answer({ etat: "fini", masque });
});
