import { computeChance, describeTaux } from "#socle/calculs/simulation/distribution.ts";
import { type Alea, type AnneeTirage, drawTaux } from "#socle/calculs/simulation/tirages.ts";
import type { HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import type { AnneeTrajectoire, SujetSimule } from "../../../regles/simulation/trajectoire.ts";
import type { AnneeEntiere } from "./entiers.ts";
import type { TauxSimule } from "./resultat.ts";

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
/** Tolerance: an expectation of 359.9999999999 is 360 leases. */
const RESTE = 1e-6;

/** Integer count of leases of a year: the last fraction that the stock allows is dropped. */
export function countOrdinaires({ ordinaires }: AnneeTrajectoire): number {
  return Math.floor(ordinaires + RESTE);
}

/** Draws one year of one subject. `rang`: rank of the year in the random numbers. */
export function drawAnnee(
  { leviers }: HypothesesSimulation,
  sujet: SujetSimule,
  annee: AnneeTrajectoire,
  entiere: AnneeEntiere,
  { alea, rang }: { readonly alea: Alea; readonly rang: number },
): Float64Array {
  const tirage: AnneeTirage = {
    ordinaires: countOrdinaires(annee),
    relogements: entiere.relogements,
    // Each household that goes hors QPV goes to this bailleur with the probability of its share: the count is binomial again.
    partHorsQpv: leviers.partHorsQpv * sujet.partRelogements,
    plai: entiere.plai,
    partPlaiQ1: leviers.partPlaiQ1,
    autresNeufs: entiere.neufs - entiere.plai,
    gain: annee.gain,
  };
  return drawTaux(tirage, alea, rang);
}

/** `central` null: there is no rate, and `raison` says why. */
export function describeSimule(
  taux: Float64Array,
  central: number | null,
  { cible, raison }: { readonly cible: number | null; readonly raison: string },
): TauxSimule {
  const found = central === null ? null : describeTaux(taux, QUANTILES);
  if (!found) return sansTaux(raison);
  const [q05 = Number.NaN, q25 = Number.NaN, q50 = Number.NaN, q75 = Number.NaN, q95 = Number.NaN] = found.quantiles;
  const chance = cible === null ? null : computeChance(taux, cible);
  return {
    central,
    eventail: { moyenne: found.moyenne, q05, q25, q50, q75, q95 },
    chance: cible !== null && chance ? { cible, ...chance } : null,
    raison: null,
  };
}

export function sansTaux(raison: string): TauxSimule {
  return { central: null, eventail: null, chance: null, raison };
}

/** Target of the period for its years, else the target written for that year; null: none. */
export function findCible({ periode, cibles }: HypothesesSimulation, annee: number): number | null {
  if (annee >= periode.debut && annee <= periode.fin) return periode.cible;
  return cibles.find((cible) => cible.annee === annee)?.taux ?? null;
}
