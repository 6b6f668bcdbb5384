import { type Alea, averageTaux } from "#socle/calculs/simulation/tirages.ts";
import { listAnnees } from "../../../regles/simulation/flux.ts";
import type { HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import { computeTrajectoire, type SujetSimule, type Trajectoire } from "../../../regles/simulation/trajectoire.ts";
import type { AnneeEntiere } from "./entiers.ts";
import type { PeriodeSimulee, TauxSimule } from "./resultat.ts";
import { describeSimule, drawAnnee, findCible } from "./tirer.ts";

/** A subject with the draws of its years and of its period. */
type SujetTire = {
  readonly trajectoire: Trajectoire;
  /** In the order of the simulated years. */
  readonly annees: readonly TauxSimule[];
  readonly periode: PeriodeSimulee;
};

type Tirage = {
  readonly alea: Alea;
  readonly entiers: (annee: number) => AnneeEntiere;
  /** Called after each year. */
  readonly step: () => void;
};

/** Every simulated year of one subject, and the mean of the period. */
export function simulateSujet(h: HypothesesSimulation, sujet: SujetSimule, tirage: Tirage): SujetTire {
  const trajectoire = computeTrajectoire(h, sujet);
  const periode: Float64Array[] = [];
  const annees = trajectoire.annees.map((annee, rang) => {
    const taux = drawAnnee(h, sujet, annee, tirage.entiers(annee.annee), { alea: tirage.alea, rang });
    if (isPeriode(h, annee.annee)) periode.push(taux);
    tirage.step();
    return describeSimule(taux, annee.taux, {
      cible: findCible(h, annee.annee),
      raison: `Aucune attribution hors QPV n’est attendue en ${annee.annee}.`,
    });
  });
  return { trajectoire, annees, periode: describePeriode(h, periode, trajectoire.periode, tirage.alea.tirages) };
}

/** The period alone, for the tornado. */
export function simulatePeriode(h: HypothesesSimulation, sujet: SujetSimule, tirage: Tirage): PeriodeSimulee {
  const trajectoire = computeTrajectoire(h, sujet);
  const taux = listAnnees(h.horizon).flatMap((year, rang) => {
    const annee = trajectoire.annees[rang];
    if (!annee || !isPeriode(h, year)) return [];
    tirage.step();
    return [drawAnnee(h, sujet, annee, tirage.entiers(year), { alea: tirage.alea, rang })];
  });
  return describePeriode(h, taux, trajectoire.periode, tirage.alea.tirages);
}

function describePeriode(
  { periode: { debut, fin, cible } }: HypothesesSimulation,
  taux: readonly Float64Array[],
  central: number | null,
  tirages: number,
): PeriodeSimulee {
  const raison = `Aucune attribution hors QPV n’est attendue de ${debut} à ${fin}.`;
  return { debut, fin, taux: describeSimule(averageTaux(taux, tirages), central, { cible, raison }) };
}

function isPeriode({ periode }: HypothesesSimulation, annee: number): boolean {
  return annee >= periode.debut && annee <= periode.fin;
}
