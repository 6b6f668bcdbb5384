import { drawBeta } from "../surrepresentation/tirage-beta.ts";
import type { Random } from "../synthese/mulberry32.ts";
import { quantileBinomiale } from "./binomiale.ts";

/** Uniform numbers that one year of one draw consumes. */
const PAR_ANNEE = 4;
/** Half a step of 2⁻³²: neither 0 nor 1 is ever drawn, and both tails are alike. */
const MILIEU = 2 ** -33;

/**
 * All random numbers of a simulation, drawn once: what is compared (scenarios, both ends of a lever) uses the same numbers. `p0`: the unknown rate of
 * reference, one per draw. `uniformes`: [year][draw][4], in one array: a longer simulation keeps the numbers of its first years.
 */
export type Alea = {
  readonly tirages: number;
  readonly annees: number;
  readonly p0: Float64Array;
  readonly uniformes: Float64Array;
};

/** The rate of reference from its year: Beta(q1 + ½, others + ½), the posterior of Jeffreys' prior. Advances `random`. */
export function drawAlea(
  random: Random,
  reference: { readonly attributions: number; readonly q1: number },
  { tirages, annees }: { readonly tirages: number; readonly annees: number },
): Alea {
  const { attributions, q1 } = reference;
  const p0 = Float64Array.from({ length: tirages }, () => drawBeta(random, q1 + 0.5, attributions - q1 + 0.5));
  const uniformes = new Float64Array(tirages * annees * PAR_ANNEE);
  for (let i = 0; i < uniformes.length; i++) uniformes[i] = random() + MILIEU;
  return { tirages, annees, p0, uniformes };
}

/** Whole numbers of one year; `part*` and `p*` between 0 and 1. */
export type AnneeTirage = {
  /** Leases hors QPV, rehousing included, new dwellings excluded. */
  readonly ordinaires: number;
  /** Households to rehouse, and the share that comes here, hors QPV. */
  readonly relogements: number;
  readonly partHorsQpv: number;
  /** New PLAI and the share let to the first quartile, then the other new dwellings. */
  readonly plai: number;
  readonly partPlaiQ1: number;
  readonly autresNeufs: number;
  /** Added to the rate of reference for ordinary leases. */
  readonly gain: number;
};

/**
 * The rate of one year in every draw: the rehoused ~ Bin(relogements, part) count whatever their quartile; the other ordinary leases ~ Bin(·, p0 +
 * gain); new PLAI ~ Bin(·, share), other new dwellings ~ Bin(·, p0). NaN where a draw has no lease. `rang`: of the year, from 0.
 */
export function drawTaux(annee: AnneeTirage, alea: Alea, rang: number): Float64Array {
  if (!(rang >= 0 && rang < alea.annees)) throw new RangeError(`No numbers were drawn for year ${rang}`);
  const taux = new Float64Array(alea.tirages);
  for (let tirage = 0; tirage < alea.tirages; tirage++) {
    taux[tirage] = drawOne(annee, alea, tirage, (rang * alea.tirages + tirage) * PAR_ANNEE);
  }
  return taux;
}

function drawOne(annee: AnneeTirage, { p0, uniformes }: Alea, tirage: number, at: number): number {
  const base = p0[tirage] ?? 0;
  const reloges = quantileBinomiale(uniformes[at] ?? 0, annee.relogements, annee.partHorsQpv);
  const autres = Math.max(0, annee.ordinaires - reloges);
  const p = Math.min(1, Math.max(0, base + annee.gain));
  const q1 =
    reloges +
    quantileBinomiale(uniformes[at + 1] ?? 0, autres, p) +
    quantileBinomiale(uniformes[at + 2] ?? 0, annee.plai, annee.partPlaiQ1) +
    quantileBinomiale(uniformes[at + 3] ?? 0, annee.autresNeufs, base);
  return q1 / (reloges + autres + annee.plai + annee.autresNeufs);
}

/** Mean of several years in every draw; years without a lease are left out of their draw. NaN where no year has any. */
export function averageTaux(annees: readonly Float64Array[], tirages: number): Float64Array {
  return Float64Array.from({ length: tirages }, (_, tirage) => {
    let [total, count] = [0, 0];
    for (const annee of annees) {
      const taux = annee[tirage] ?? Number.NaN;
      if (Number.isNaN(taux)) continue;
      total += taux;
      count += 1;
    }
    return total / count;
  });
}
