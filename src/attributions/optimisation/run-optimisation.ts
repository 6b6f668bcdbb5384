import { startWorker } from "#socle/fils/start-worker.ts";
import { assembler } from "../regles/plan/assembler.ts";
import { proposerGlouton } from "../regles/plan/glouton.ts";
import { type LotPlan, ordonnerLot } from "../regles/plan/lot.ts";
import type { ObjectifPlan } from "../regles/plan/objectif-plan.ts";
import { rangerLot } from "../regles/plan/ordre.ts";
import { type ParametresPlan, verifyParametres } from "../regles/plan/parametres-plan.ts";
import type { PlanPropose } from "../regles/plan/plan.ts";
import type { Resolution } from "../regles/plan/resolution.ts";
import { buildProbleme, type Probleme, Tableau } from "../regles/plan/tableau.ts";

export type DemandeOptimisation = {
  readonly lot: LotPlan;
  readonly objectifs: readonly ObjectifPlan[];
  readonly parametres: ParametresPlan;
  readonly dureeMs: number;
};

/** Milliseconds: five times what 195 dwellings and 2 000 demandes take. */
const DUREE_MS = 30_000;
const MEMOIRE_MO = 1_024;

/**
 * Proposal for a batch, solved in a worker bounded in time and memory. When the worker is stopped, the greedy proposal is returned instead, and says
 * so. Refuses `plan-parametre` and `lot-trop-grand` before any thread is started.
 */
export async function optimiser(
  lot: LotPlan,
  objectifs: readonly ObjectifPlan[],
  parametres: ParametresPlan,
  dureeMs = DUREE_MS,
): Promise<PlanPropose> {
  verifyParametres(parametres);
  const ordonne = ordonnerLot(lot);
  const probleme = buildProbleme(rangerLot(ordonne, parametres), objectifs, parametres);
  if (ordonne.paires.length === 0) return assembler(probleme, nobody(probleme));
  const found = await runWorker({ lot: ordonne, objectifs, parametres, dureeMs });
  return assembler(probleme, found ?? withoutSolver(probleme));
}

/** Without a pair there is no choice: the empty proposal is the best. */
function nobody(probleme: Probleme): Resolution {
  const affectation = probleme.ordonne.lot.logements.map(() => null);
  const borne = new Tableau(probleme, affectation).valeur;
  return { affectation, echanges: 0, valeur: borne, methode: "optimale", borne, ecart: 0, prix: null };
}

function withoutSolver(probleme: Probleme): Resolution {
  const { affectation, echanges } = proposerGlouton(probleme);
  const valeur = new Tableau(probleme, affectation).valeur;
  return { affectation, echanges, valeur, methode: "gloutonne", borne: null, ecart: null, prix: null };
}

/** null: no answer in that time. */
async function runWorker(demande: DemandeOptimisation): Promise<Resolution | null> {
  const worker = startWorker("./optimisation.worker.ts", import.meta.url, MEMOIRE_MO);
  try {
    return await new Promise<Resolution | null>((resolve) => {
      // The solver checks the time itself; this timer stops one that never ends.
      const late = setTimeout(() => resolve(null), demande.dureeMs * 1.2 + 5_000);
      worker.on("message", (resolution: Resolution) => {
        clearTimeout(late);
        resolve(resolution);
      });
      worker.on("error", () => resolve(null));
      worker.on("exit", () => {
        clearTimeout(late);
        resolve(null);
      });
      worker.postMessage(demande);
    });
  } finally {
    await worker.terminate();
  }
}
