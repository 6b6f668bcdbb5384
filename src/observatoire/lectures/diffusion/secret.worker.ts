import { parentPort } from "node:worker_threads";
import { masquer } from "#socle/calculs/secret/masquer.ts";
import type { DemandeSecret, ReponseSecret } from "./calculer-secret.ts";

/** Of the time, what may go to cheaper masks: the audit needs the rest. */
const PART_CHERCHEE = 0.4;

/** Chooses masks and audits them in a thread, so that the server keeps answering. See `calculer-secret.ts`. */
const port = parentPort;
if (!port) throw new Error("secret.worker.ts runs as a worker");

port.once("message", async ({ systeme, dureeMs }: DemandeSecret) => {
  const debutMs = performance.now();
  const answer = (reponse: ReponseSecret) => port.postMessage(reponse);
  const remains = (part: number) => performance.now() < debutMs + part * dureeMs;
  const masque = await masquer(
    systeme,
    (fait, total) => {
      answer({ etat: "avance", fait, total });
      return remains(1);
    },
    () => remains(PART_CHERCHEE),
  );
  answer({ etat: "fini", masque });
});
