import { drawAlea } from "#socle/calculs/simulation/tirages.ts";
import type { Random } from "#socle/calculs/synthese/mulberry32.ts";
import type { BailleurSimule, HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import type { SujetSimule, Trajectoire } from "../../../regles/simulation/trajectoire.ts";
import { roundFlux, shareAttributions, shareNeufs } from "./entiers.ts";
import type { BailleurResultat, PeriodeSimulee, TauxSimule } from "./resultat.ts";
import { simulateSujet } from "./sujet.ts";
import { countOrdinaires, sansTaux } from "./tirer.ts";

/** Each bailleur has random numbers of its own: adding one changes neither the previous ones nor the territory. */
export function simulateBailleurs(
  h: HypothesesSimulation,
  { random, tirages, step }: { readonly random: Random; readonly tirages: number; readonly step: () => void },
): BailleurResultat[] {
  const entiers = roundFlux(h);
  const parts = h.bailleurs.map(({ partNeufs }) => partNeufs);
  const attributions = shareAttributions(h);
  const annees = h.horizon.fin - h.horizon.debut + 1;
  return h.bailleurs.map((bailleur, rang) => {
    const alea = drawAlea(random, bailleur, { tirages, annees });
    const own = (annee: number) => shareNeufs(entiers(annee), parts, rang);
    const sujet = bailleurSujet(bailleur, attributions[rang] ?? 0);
    const { trajectoire, ...tire } = simulateSujet(h, sujet, { alea, entiers: own, step });
    return describeBailleur(h, bailleur, { trajectoire, ...tire, neufs: (annee) => own(annee).neufs });
  });
}

/** `horsQpv`: leases of a year, an integer. */
export function bailleurSujet(bailleur: BailleurSimule, horsQpv: number): SujetSimule {
  return {
    bailleur: bailleur.siren,
    reference: bailleur,
    attributions: { horsQpv, qpv: bailleur.attributionsQpv },
    partRelogements: bailleur.partRelogements,
    partNeufs: bailleur.partNeufs,
    parc: bailleur.parc,
  };
}

type BailleurTire = {
  readonly trajectoire: Trajectoire;
  readonly annees: readonly TauxSimule[];
  readonly periode: PeriodeSimulee;
  readonly neufs: (annee: number) => number;
};

/** Without a lease in the year of reference, its rate is unknown: no rate is made up. */
function describeBailleur(h: HypothesesSimulation, bailleur: BailleurSimule, tire: BailleurTire): BailleurResultat {
  const { siren, libelle } = bailleur;
  const inconnu =
    bailleur.attributions === 0
      ? sansTaux(`Aucune attribution hors QPV en ${h.reference.annee} : son taux de départ est inconnu.`)
      : null;
  return {
    siren,
    libelle,
    annees: tire.trajectoire.annees.map((annee, rang) => ({
      annee: annee.annee,
      attributions: countOrdinaires(annee) + tire.neufs(annee.annee),
      taux: inconnu ?? tire.annees[rang] ?? sansTaux("Année non simulée."),
    })),
    periode: inconnu ? { ...tire.periode, taux: inconnu } : tire.periode,
  };
}
