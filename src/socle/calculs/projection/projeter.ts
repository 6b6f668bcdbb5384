import { ceilShare } from "../../regles/shared/taux.ts";
import {
  advanceSurvie,
  type ParametresBeta,
  quantileBetaBinomiale,
  type Survie,
  startSurvie,
  surviveBetaBinomiale,
} from "./beta-binomiale.ts";

/** Of the `total` leases of the base so far, `part` count. */
export type Etat = { readonly part: number; readonly total: number };

/** « Au moins taux » of the whole year's base, or a number of leases written as such. */
export type Vise = { readonly taux: number } | { readonly nombre: number };

/** How many of the next `restantes` must count: max(0, ⌈taux·(total + restantes)⌉ − part). Out of reach when more than `restantes`. */
export function computeBesoin({ part, total }: Etat, restantes: number, vise: Vise): number {
  const attendu = "taux" in vise ? ceilShare(total + restantes, vise.taux) : vise.nombre;
  return Math.max(0, attendu - part);
}

/**
 * Probability of reaching the objective with exactly `restantes` more leases, all alike and like the former: the rate is Beta(a + part, b + total −
 * part), so the count to come is beta-binomial. 0 or 1 only when no lease to come can change the answer.
 */
export function computeProbabilite(etat: Etat, restantes: number, vise: Vise, prior: ParametresBeta): number {
  const besoin = computeBesoin(etat, restantes, vise);
  if (besoin === 0) return 1;
  if (besoin > restantes) return 0;
  return keepInside(surviveBetaBinomiale(besoin, restantes, posteriorOf(etat, prior)));
}

/**
 * The same when the number to come is an average of former years: mixed over Poisson(moyenne), in time linear in it. Without any lease so far, the
 * rate is conditional on one coming: an empty year is « sans objet », neither reached nor missed.
 */
export function computeProbabiliteMelange(etat: Etat, moyenne: number, vise: Vise, prior: ParametresBeta): number {
  if (computeBesoin(etat, 0, vise) === 0 && "nombre" in vise) return 1;
  if (moyenne === 0) return computeProbabilite(etat, 0, vise, prior);
  const posterior = posteriorOf(etat, prior);
  const isEmpty = (m: number) => m === 0 && etat.total === 0 && "taux" in vise;
  let [sum, weight] = [0, 0];
  let reached: Atteinte = { probabilite: 0, survie: null };
  for (const [m, poids] of spreadPoisson(moyenne)) {
    if (isEmpty(m)) continue;
    reached = follow(reached.survie, computeBesoin(etat, m, vise), m, posterior);
    sum += poids * reached.probabilite;
    weight += poids;
  }
  return keepInside(sum / weight);
}

/** `survie` is null as long as the answer is certain. */
type Atteinte = { readonly probabilite: number; readonly survie: Survie | null };

/** Updates the survival of the former m, or computes it afresh when the former m was certain. */
function follow(former: Survie | null, besoin: number, m: number, posterior: ParametresBeta): Atteinte {
  if (besoin === 0) return { probabilite: 1, survie: null };
  if (besoin > m) return { probabilite: 0, survie: null };
  const survie = former ? advanceSurvie(former, besoin, posterior) : startSurvie(besoin, m, posterior);
  return { probabilite: survie.survie, survie };
}

/** Quantiles of the final rate, once `restantes` more leases are signed; null when there is no lease at all. */
export function computeQuantilesTaux<T extends readonly number[]>(
  etat: Etat,
  restantes: number,
  prior: ParametresBeta,
  probabilites: T,
): { readonly [K in keyof T]: number } | null {
  const total = etat.total + restantes;
  if (total === 0) return null;
  const posterior = posteriorOf(etat, prior);
  const quantile = (p: number) => (etat.part + quantileBetaBinomiale(p, restantes, posterior)) / total;
  return probabilites.map(quantile) as { readonly [K in keyof T]: number };
}

/** Jeffreys' Beta(½, ½): one lease outweighs it. */
export function buildPriorJeffreys(): ParametresBeta {
  return { a: 0.5, b: 0.5 };
}

/** Last year counts for `poids` of its leases (0: not at all; 1: as much as this year's), on top of Jeffreys. */
export function buildPriorAnneePrecedente({ part, total }: Etat, poids: number): ParametresBeta {
  if (!(poids >= 0 && poids <= 1)) throw new RangeError(`The weight of a former year is between 0 and 1: ${poids}`);
  return { a: 0.5 + poids * part, b: 0.5 + poids * (total - part) };
}

function posteriorOf({ part, total }: Etat, { a, b }: ParametresBeta): ParametresBeta {
  return { a: a + part, b: b + total - part };
}

/** A possible but unsure event is neither 0 nor 1, even where its probability rounds to one of them. */
function keepInside(probabilite: number): number {
  return Math.min(1 - Number.EPSILON / 2, Math.max(Number.MIN_VALUE, probabilite));
}

/**
 * Consecutive whole numbers with their Poisson weights up to one factor, by the ratio of neighbours from the mode, as far as 10⁻¹⁷ of the mode's
 * weight: what is left out is under 10⁻¹⁵ of the whole.
 */
function spreadPoisson(moyenne: number): (readonly [number, number])[] {
  if (!(moyenne > 0 && Number.isFinite(moyenne))) throw new RangeError(`Not an average of leases: ${moyenne}`);
  const mode = Math.floor(moyenne);
  const below: [number, number][] = [];
  const above: [number, number][] = [];
  for (let [m, poids] = [mode, 1]; m > 0 && poids > 1e-17; m--) {
    poids *= m / moyenne;
    below.push([m - 1, poids]);
  }
  for (let [m, poids] = [mode, 1]; poids > 1e-17; m++) {
    poids *= moyenne / (m + 1);
    above.push([m + 1, poids]);
  }
  return [...below.reverse(), [mode, 1], ...above];
}
