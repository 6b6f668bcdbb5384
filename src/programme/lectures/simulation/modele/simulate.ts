import { drawAlea } from "#socle/calculs/simulation/tirages.ts";
import { seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import { territoireSujet } from "../../../regles/simulation/trajectoire.ts";
import { verifyHypotheses } from "../../../regles/simulation/verify-hypotheses.ts";
import { describeAnnees } from "./annees.ts";
import { simulateBailleurs } from "./bailleurs.ts";
import { describeParcs } from "./chemin-parc.ts";
import { roundFlux } from "./entiers.ts";
import { computeEquilibres } from "./equilibres.ts";
import { findFalaise } from "./falaise.ts";
import { listHypotheses, listLimites } from "./hypotheses-dites.ts";
import { planRelogement } from "./relogement.ts";
import { sayReponse } from "./reponse.ts";
import type { ResultatSimulation } from "./resultat.ts";
import { simulateSujet } from "./sujet.ts";
import { computeTornade, listFacteurs } from "./tornade.ts";

const TIRAGES_MIN = 100;
/** Maximum draws: beyond, two seeds differ by less than two thousandths of a point, and more draws only cost time and memory. */
const TIRAGES_MAX = 100_000;

/** `graine`: integer, 0 to 2³² − 1. `onProgress` receives the share done, 0 to 1; it returns false to stop the simulation, which then gives null. */
export type OptionsSimulation = {
  readonly graine: number;
  readonly tirages: number;
  readonly onProgress?: (fait: number) => boolean;
};

/**
 * Runs the whole simulation; the result only depends on the hypotheses, the seed and the draws. null when `onProgress` stopped it. Refuses
 * `simulation-tirages`, `simulation-graine`, and all of `verifyHypotheses`. Cost: draws × years × (1 + bailleurs), plus twice the period a factor.
 */
export function simulate(h: HypothesesSimulation, options: OptionsSimulation): ResultatSimulation | null {
  verifyHypotheses(h);
  verifyOptions(options);
  try {
    return compute(h, options);
  } catch (error) {
    if (error instanceof Arret) return null;
    throw error;
  }
}

/** Refuses an invalid seed or number of draws; also called before a worker is started. */
export function verifyOptions({ graine, tirages }: Pick<OptionsSimulation, "graine" | "tirages">): void {
  if (!(Number.isInteger(tirages) && tirages >= TIRAGES_MIN && tirages <= TIRAGES_MAX)) {
    throw new Refus(
      "simulation-tirages",
      `Le nombre de tirages va de ${TIRAGES_MIN} à ${TIRAGES_MAX}. Écrivez un nombre entier entre les deux.`,
      { tirages },
    );
  }
  if (!(Number.isInteger(graine) && graine >= 0 && graine < 2 ** 32)) {
    throw new Refus("simulation-graine", "La graine est un nombre entier, de 0 à 4294967295.", { graine });
  }
}

/** Thrown to stop the simulation, and caught here: no error for the caller. */
class Arret extends Error {}

function compute(h: HypothesesSimulation, { graine, tirages, onProgress }: OptionsSimulation): ResultatSimulation {
  const step = countSteps(h, onProgress);
  const random = seedRandom(graine);
  const annees = h.horizon.fin - h.horizon.debut + 1;
  const alea = drawAlea(random, h.reference, { tirages, annees });
  const entiers = roundFlux(h);
  const tire = simulateSujet(h, territoireSujet(h), { alea, entiers, step });
  const simulees = describeAnnees(h, tire, entiers);
  return {
    graine,
    tirages,
    annees: simulees,
    periode: tire.periode,
    reponse: sayReponse(tire.periode),
    parcs: describeParcs(h, tire.trajectoire),
    relogement: planRelogement(simulees, tire.trajectoire.parcs),
    falaise: findFalaise(simulees),
    equilibres: computeEquilibres(h, tire.periode.taux.central),
    tornade: computeTornade(h, tire.periode.taux.central, { alea, step }),
    bailleurs: simulateBailleurs(h, { random, tirages, step }),
    hypotheses: listHypotheses(h, { graine, tirages }),
    limites: listLimites(h),
  };
}

/** Counts the drawn years among all those to draw. */
function countSteps(h: HypothesesSimulation, onProgress: OptionsSimulation["onProgress"]): () => void {
  const years = h.horizon.fin - h.horizon.debut + 1;
  const periode = h.periode.fin - h.periode.debut + 1;
  const total = years * (1 + h.bailleurs.length) + 2 * periode * listFacteurs(h).length;
  let done = 0;
  return () => {
    done += 1;
    if (onProgress?.(Math.min(1, done / total)) === false) throw new Arret();
  };
}
