import { adjustBenjaminiHochberg } from "#socle/calculs/surrepresentation/fausses-decouvertes.ts";
import { computeMidP } from "#socle/calculs/surrepresentation/mid-p.ts";
import {
  type Compte,
  computeProbaAuDessus,
  fitBetaPrior,
  type PriorBeta,
  shrink,
} from "#socle/calculs/surrepresentation/retrecissement.ts";
import { classerEcart } from "../../regles/desequilibre/classe.ts";
import { type EffetMinimal, findEffetMinimal, isEffetNotable } from "../../regles/desequilibre/effet-minimal.ts";
import type { MethodeDesequilibre, SeuilsMethode } from "../../regles/desequilibre/methode.ts";
import type { Ecart } from "./analyse.ts";

/** Results of a family of rates (one indicator, one population): each unit's in the given order, and the whole's. */
export type FamilleTaux<Marque> = { readonly ecarts: readonly (Ecart & Marque)[]; readonly prior: PriorBeta | null };

/**
 * Compares each rate with the rest of the territory, the unit excluded. Units without an answer (total 0) or under the minimum belong to the rest,
 * and are not judged. Tests are adjusted within the family. `marque` is added to each result. A unit's result only depends on its count: a région has
 * ten thousand résidences but a few hundred counts, each read once, and units with the same count share one object.
 */
export function compareTaux<Marque extends object>(
  comptes: readonly Compte[],
  { seuils, depuis }: Pick<MethodeDesequilibre, "seuils" | "depuis">,
  marque: Marque,
): FamilleTaux<Marque> {
  const effet = findEffetMinimal(depuis).valeur;
  const prior = fitBetaPrior(comptes);
  const ensemble = sumComptes(comptes);
  const known = new Map<number, CompteLu<Marque>>();
  const lus = comptes.map((compte) => {
    const cle = compte.total * TOTAL_MAX + compte.part;
    const found = known.get(cle);
    if (found) return found;
    const judged = prior !== null && compte.total >= seuils.effectifMinimal;
    const lu: CompteLu<Marque> = {
      compte,
      p: judged ? computeMidP(compte.part, compte.total, ensemble.part, ensemble.total) : null,
      ecart: null,
    };
    known.set(cle, lu);
    return lu;
  });
  const qs = adjustKnown(lus.map(({ p }) => p));
  const ecarts = lus.map((lu, rank): Ecart & Marque => {
    lu.ecart ??= { ...readEcart(lu, qs[rank] ?? null, { prior, ensemble, seuils, effet }), ...marque };
    return lu.ecart;
  });
  return { ecarts, prior };
}

/** Above any résidence's or territory's total. */
const TOTAL_MAX = 2 ** 26;

type CompteLu<Marque> = { readonly compte: Compte; readonly p: number | null; ecart: (Ecart & Marque) | null };

type Famille = {
  readonly prior: PriorBeta | null;
  readonly ensemble: Compte;
  readonly seuils: SeuilsMethode;
  readonly effet: EffetMinimal;
};

/** `q`: common to all units with that count, hence with the same `p`. */
function readEcart(
  { compte, p }: Pick<CompteLu<unknown>, "compte" | "p">,
  q: number | null,
  { prior, ensemble, seuils, effet }: Famille,
): Ecart {
  const { part, total } = compte;
  if (!prior || total < seuils.effectifMinimal) {
    const { classe, sens } = classerEcart(null, total, seuils);
    return { classe, sens, effectif: part, repondants: total, ...SANS_TAUX };
  }
  const reference = ensemble.total > total ? (ensemble.part - part) / (ensemble.total - total) : null;
  const probabilite = reference === null ? null : computeProbaAuDessus(prior, compte, reference);
  const notable = reference !== null && isEffetNotable(compte, reference, effet);
  const { estimation, intervalle90 } = shrink(prior, compte);
  const { classe, sens } = classerEcart(notable ? probabilite : null, total, seuils);
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
    midP: p,
    q,
    confirme: q !== null && q <= seuils.q,
    rapportDepasse: part / total > seuils.ratio * prior.taux,
  };
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

/** Adjusts over the tests that were made only. */
function adjustKnown(ps: readonly (number | null)[]): readonly (number | null)[] {
  const adjusted = adjustBenjaminiHochberg(ps.filter((p) => p !== null));
  let next = 0;
  return ps.map((p) => (p === null ? null : (adjusted[next++] ?? null)));
}

export function sumComptes(comptes: readonly Compte[]): Compte {
  let [part, total] = [0, 0];
  for (const compte of comptes) {
    part += compte.part;
    total += compte.total;
  }
  return { part, total };
}
