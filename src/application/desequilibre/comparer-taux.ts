import { classerEcart } from "#domain/desequilibre/classe.ts";
import type { SeuilsMethode } from "#domain/desequilibre/methode.ts";
import { adjustBenjaminiHochberg } from "#statistics/surrepresentation/fausses-decouvertes.ts";
import { computeMidP } from "#statistics/surrepresentation/mid-p.ts";
import {
  type Compte,
  computeProbaAuDessus,
  fitBetaPrior,
  type PriorBeta,
  shrink,
} from "#statistics/surrepresentation/retrecissement.ts";
import type { Ecart } from "./analyse.ts";

/** What a family of rates (one indicator, one population) says of each unit, in the order given, and of all of them together. */
export type FamilleTaux<Marque> = { readonly ecarts: readonly (Ecart & Marque)[]; readonly prior: PriorBeta | null };

/**
 * Compares each rate with all the others: the rest of the territory, this unit excluded. Units without an answer (total 0) and those
 * under the minimum are part of the rest, and are not judged. Tests are adjusted together, inside this family. `marque` goes on each of them:
 * a région has two hundred thousand, which are not copied twice.
 */
export function compareTaux<Marque extends object>(
  comptes: readonly Compte[],
  seuils: SeuilsMethode,
  marque: Marque,
): FamilleTaux<Marque> {
  const prior = fitBetaPrior(comptes);
  const ensemble = sumComptes(comptes);
  const judged = comptes.map(({ total }) => prior !== null && total >= seuils.effectifMinimal);
  const ps = comptes.map((compte, rank) =>
    judged[rank] ? computeMidP(compte.part, compte.total, ensemble.part, ensemble.total) : null,
  );
  const qs = adjustKnown(ps);
  const ecarts = comptes.map((compte, rank): Ecart & Marque => {
    const { part, total } = compte;
    if (!prior || !judged[rank]) {
      const { classe, sens } = classerEcart(null, total, seuils);
      return { classe, sens, effectif: part, repondants: total, ...SANS_TAUX, ...marque };
    }
    const reference = ensemble.total > total ? (ensemble.part - part) / (ensemble.total - total) : null;
    const probabilite = reference === null ? null : computeProbaAuDessus(prior, compte, reference);
    const { estimation, intervalle90 } = shrink(prior, compte);
    const { classe, sens } = classerEcart(probabilite, total, seuils);
    const q = qs[rank] ?? null;
    return {
      classe,
      sens,
      effectif: part,
      repondants: total,
      taux: part / total,
      reference,
      ajuste: estimation,
      intervalle: intervalle90,
      probabilite,
      midP: ps[rank] ?? null,
      q,
      confirme: q !== null && q <= seuils.q,
      rapportDepasse: part / total > seuils.ratio * prior.taux,
      ...marque,
    };
  });
  return { ecarts, prior };
}

const SANS_TAUX = {
  taux: null,
  reference: null,
  ajuste: null,
  intervalle: null,
  probabilite: null,
  midP: null,
  q: null,
  confirme: false,
  rapportDepasse: null,
} as const;

/** Only tests that were made count among the tests made. */
function adjustKnown(ps: readonly (number | null)[]): readonly (number | null)[] {
  const known = ps.flatMap((p, rank) => (p === null ? [] : [{ p, rank }]));
  const adjusted = adjustBenjaminiHochberg(known.map(({ p }) => p));
  const qs = new Array<number | null>(ps.length).fill(null);
  for (const [i, { rank }] of known.entries()) qs[rank] = adjusted[i] ?? null;
  return qs;
}

export function sumComptes(comptes: readonly Compte[]): Compte {
  let [part, total] = [0, 0];
  for (const compte of comptes) {
    part += compte.part;
    total += compte.total;
  }
  return { part, total };
}
