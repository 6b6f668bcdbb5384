import type { RegleSurrepresentation } from "#socle/calculs/surrepresentation/erreurs-mesurees.ts";
import { adjustBenjaminiHochberg } from "#socle/calculs/surrepresentation/fausses-decouvertes.ts";
import { computeMidP } from "#socle/calculs/surrepresentation/mid-p.ts";
import { type Compte, computeProbaAuDessus, fitBetaPrior } from "#socle/calculs/surrepresentation/retrecissement.ts";
import { type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";

/** A territory where the truth is known. */
export type TerritoireSimule = {
  readonly residences: number;
  /** Least and most households of a résidence, drawn evenly between. */
  readonly tailles: readonly [number, number];
  /** True rate of most résidences. */
  readonly taux: number;
  /** The first `deviantes` résidences are truly at `tauxDeviantes`. */
  readonly deviantes: number;
  readonly tauxDeviantes: number;
};

/** Measured over all the draws; each 0 to 1. */
export type ErreursMesurees = {
  /** Share of the résidences like the others that are flagged. */
  readonly faussesAlertes: number;
  /** Share of those truly apart that are flagged; null when there is none. */
  readonly puissance: number | null;
  /** Mean share of the false among those flagged, a draw without any counting for 0 (Benjamini and Hochberg's FDR). */
  readonly faussesDecouvertes: number;
};

/** In the order of `regles`. The same seed gives the same rates. */
export function simulateErreurs(
  territoire: TerritoireSimule,
  regles: readonly RegleSurrepresentation[],
  { tirages, seed }: { readonly tirages: number; readonly seed: number },
): ErreursMesurees[] {
  const random = seedRandom(seed);
  const sums = regles.map(() => ({ fausses: 0, vraies: 0, fdr: 0 }));
  for (let i = 0; i < tirages; i++) {
    const comptes = drawComptes(random, territoire);
    for (const [r, signalees] of flag(comptes, regles).entries()) {
      const vraies = signalees.slice(0, territoire.deviantes).filter(Boolean).length;
      const fausses = signalees.slice(territoire.deviantes).filter(Boolean).length;
      const sum = sums[r];
      if (!sum) continue;
      sum.vraies += vraies;
      sum.fausses += fausses;
      sum.fdr += fausses / Math.max(1, vraies + fausses);
    }
  }
  const { residences, deviantes } = territoire;
  return sums.map(({ fausses, vraies, fdr }) => ({
    faussesAlertes: fausses / (tirages * (residences - deviantes)),
    puissance: deviantes === 0 ? null : vraies / (tirages * deviantes),
    faussesDecouvertes: fdr / tirages,
  }));
}

function drawComptes(random: Random, territoire: TerritoireSimule): Compte[] {
  const [min, max] = territoire.tailles;
  return Array.from({ length: territoire.residences }, (_, rank) => {
    const taux = rank < territoire.deviantes ? territoire.tauxDeviantes : territoire.taux;
    const total = min + Math.floor(random() * (max - min + 1));
    let part = 0;
    for (let i = 0; i < total; i++) if (random() < taux) part += 1;
    return { part, total };
  });
}

function flag(comptes: readonly Compte[], regles: readonly RegleSurrepresentation[]): boolean[][] {
  const part = comptes.reduce((sum, compte) => sum + compte.part, 0);
  const total = comptes.reduce((sum, compte) => sum + compte.total, 0);
  const prior = fitBetaPrior(comptes);
  const exces = comptes.map((compte) => compte.part / compte.total / (part / total));
  const qs = adjustBenjaminiHochberg(comptes.map((c) => computeMidP(c.part, c.total, part, total) ?? 1));
  const probas = comptes.map((c) => (prior ? computeProbaAuDessus(prior, c, prior.taux) : null));
  const isFlagged: Readonly<Record<RegleSurrepresentation["genre"], (i: number, seuil: number) => boolean>> = {
    ratio: (i, seuil) => (exces[i] ?? 0) > seuil,
    q: (i, seuil) => (qs[i] ?? 1) <= seuil && (exces[i] ?? 0) > 1,
    probabilite: (i, seuil) => (probas[i] ?? 0) > seuil,
  };
  return regles.map(({ genre, seuil }) => comptes.map((_, i) => isFlagged[genre](i, seuil)));
}
