import type { Alea } from "#socle/calculs/simulation/tirages.ts";
import { FACTEURS, LIBELLE_FACTEUR, readFacteur, withFacteur } from "../../../regles/simulation/facteur.ts";
import type { Facteur, HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import { territoireSujet } from "../../../regles/simulation/trajectoire.ts";
import { roundFlux } from "./entiers.ts";
import type { BarreTornade, BoutTornade } from "./resultat.ts";
import { simulatePeriode } from "./sujet.ts";

/** Factors that have both bounds and apply to these hypotheses. */
export function listFacteurs(h: HypothesesSimulation): Facteur[] {
  return FACTEURS.filter((facteur) => h.bornes[facteur] !== undefined && readFacteur(h, facteur) !== null);
}

/**
 * `present`: current mean of the period. Computes each factor at its low and high value, the others unchanged, with the same random numbers; widest
 * bar first.
 */
export function computeTornade(
  h: HypothesesSimulation,
  present: number | null,
  { alea, step }: { readonly alea: Alea; readonly step: () => void },
): BarreTornade[] {
  const bout = (facteur: Facteur, valeur: number): BoutTornade => {
    const moved = withFacteur(h, facteur, valeur);
    const { taux } = simulatePeriode(moved, territoireSujet(moved), { alea, entiers: roundFlux(moved), step });
    return { valeur, central: taux.central, probabilite: taux.chance?.probabilite ?? null };
  };
  return listFacteurs(h)
    .flatMap((facteur): BarreTornade[] => {
      const borne = h.bornes[facteur];
      if (!borne) return [];
      const [bas, haut] = [bout(facteur, borne.bas), bout(facteur, borne.haut)];
      // The present mean is included: moved either way, a calendar may only lower it.
      const means = [bas.central, haut.central, present].filter((mean) => mean !== null);
      const amplitude = means.length === 0 ? 0 : Math.max(...means) - Math.min(...means);
      return [{ facteur, libelle: LIBELLE_FACTEUR[facteur], bas, haut, amplitude }];
    })
    .sort((a, b) => b.amplitude - a.amplitude);
}
