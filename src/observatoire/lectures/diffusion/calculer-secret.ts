import type { Masque } from "#socle/calculs/secret/masquer.ts";
import type { Systeme } from "#socle/calculs/secret/systeme.ts";
import { startWorker } from "#socle/fils/start-worker.ts";

export type DemandeSecret = { readonly systeme: Systeme; readonly dureeMs: number };

export type ReponseSecret =
  | { readonly etat: "avance"; readonly fait: number; readonly total: number }
  | { readonly etat: "fini"; readonly masque: Masque };

/** `total`: numbers to protect, then to bound; recounted at each try. */
export type Avancement = (fait: number, total: number) => void;

/** Ten times a usual territory's duration. */
const DUREE_MS = 100_000;
const MEMOIRE_MO = 1_024;

/**
 * Masks and audits a release in a worker bounded in time and memory. Any stop (time, memory, solver failure) gives an unsure audit: nothing is then
 * published.
 */
export async function calculerSecret(
  systeme: Systeme,
  avance: Avancement = () => undefined,
  dureeMs = DUREE_MS,
): Promise<Masque> {
  const worker = startWorker("./secret.worker.ts", import.meta.url, MEMOIRE_MO);
  try {
    return await new Promise<Masque>((resolve) => {
      const stop = (defaut: string) => resolve(unproved(systeme, defaut));
      // The worker keeps the time between two problems; this timer stops a problem that never ends.
      const late = setTimeout(() => stop("le temps accordé est écoulé"), dureeMs * 1.1 + 10_000);
      worker.on("message", (reponse: ReponseSecret) => {
        if (reponse.etat === "avance") return avance(reponse.fait, reponse.total);
        clearTimeout(late);
        return resolve(reponse.masque);
      });
      worker.on("error", () => stop("le calcul s’est interrompu"));
      worker.on("exit", () => {
        clearTimeout(late);
        stop("le calcul s’est interrompu");
      });
      const demande: DemandeSecret = { systeme, dureeMs };
      worker.postMessage(demande);
    });
  } finally {
    await worker.terminate();
  }
}

function unproved({ cellules }: Systeme, defaut: string): Masque {
  return {
    masquees: new Set(cellules.map(({ cle }) => cle)),
    impossibles: [],
    concedees: new Map(),
    audit: { sure: false, defaut, intervalles: [], dangereuses: [], resolutions: 0 },
  };
}
