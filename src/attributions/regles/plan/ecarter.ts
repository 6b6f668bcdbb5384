import { proposerDansLOrdre } from "./glouton.ts";
import type { Affectation } from "./lot.ts";
import { effetsOf, type Probleme } from "./tableau.ts";

/** A dwelling proposed to a household that comes after this one in the order. */
export type Passage = {
  readonly logement: number;
  readonly menage: number;
  /** Ranks of the objectives for which the proposed household does better. */
  readonly objectifs: readonly number[];
};

/**
 * Why a demande has no dwelling although the order would have given it one. `objectif`: it was passed over, for the objectives that the others
 * serve. `logement`: it was passed over nowhere; the dwelling it would have had goes to an earlier household, whose own dwelling went to
 * another, and so on along `chaine`, to the last, proposed for these objectives.
 */
export type RaisonEcart =
  | { readonly genre: "objectif"; readonly passages: readonly Passage[] }
  | {
      readonly genre: "logement";
      readonly logement: number;
      readonly chaine: readonly number[];
      readonly objectifs: readonly number[];
    };

export type DemandeEcartee = { readonly menage: number; readonly raison: RaisonEcart };

/** Demandes without a dwelling that were passed over, or that the order would have served, in the order. */
export function listEcartees(probleme: Probleme, affectation: Affectation): readonly DemandeEcartee[] {
  const { ordonne } = probleme;
  const passages = listPassages(probleme, affectation);
  const ordre = proposerDansLOrdre(ordonne);
  const servies = ordre.filter((menage) => menage !== null);
  const proposes = new Set(affectation);
  const menages = new Set([...passages.keys(), ...servies.filter((menage) => !proposes.has(menage))]);
  return [...menages]
    .sort((a, b) => (ordonne.places[a] ?? 0) - (ordonne.places[b] ?? 0))
    .map((menage) => {
      const own = passages.get(menage);
      return {
        menage,
        raison: own
          ? { genre: "objectif", passages: own }
          : { genre: "logement", ...follow(probleme, affectation, ordre, menage) },
      };
    });
}

/** Count of the dwellings proposed although an eligible household came before and has none: « priorité non suivie ». */
export function countPrioriteNonSuivie(probleme: Probleme, affectation: Affectation): number {
  return new Set([...listPassages(probleme, affectation).values()].flat().map(({ logement }) => logement)).size;
}

/** By household without a dwelling. */
function listPassages(probleme: Probleme, affectation: Affectation): ReadonlyMap<number, readonly Passage[]> {
  const proposes = new Set(affectation);
  const passages = new Map<number, Passage[]>();
  for (const [logement, menage] of affectation.entries()) {
    if (menage === null) continue;
    for (const before of listBefore(probleme, logement, menage).filter((one) => !proposes.has(one))) {
      const passage = { logement, menage, objectifs: findGains(probleme, logement, menage, before) };
      const own = passages.get(before);
      if (own) own.push(passage);
      else passages.set(before, [passage]);
    }
  }
  return passages;
}

/** Eligible households for the dwelling that come before this one. */
function listBefore({ ordonne }: Probleme, logement: number, menage: number): readonly number[] {
  const eligibles = ordonne.eligibles[logement] ?? [];
  return eligibles.slice(0, eligibles.indexOf(menage));
}

/** Objectives of the dwelling for which the first household does better than the second. */
function findGains(probleme: Probleme, logement: number, menage: number, other: number | null): readonly number[] {
  const than = other === null ? [] : effetsOf(probleme, logement, other);
  return effetsOf(probleme, logement, menage).flatMap(({ objectif, coefficient }, i) =>
    coefficient > (than[i]?.coefficient ?? 0) ? [objectif] : [],
  );
}

/** Follows the chain: the dwelling of the order, its household in the proposal, that household's dwelling of the order, and so on. */
function follow(probleme: Probleme, affectation: Affectation, ordre: Affectation, menage: number) {
  const parOrdre = new Map(ordre.map((who, logement) => [who, logement]));
  const logement = parOrdre.get(menage);
  if (logement === undefined) throw new Error("This household would have had no dwelling in the order.");
  const chaine: number[] = [];
  const seen = new Set([logement]);
  let at = logement;
  for (;;) {
    const holder = affectation[at] ?? null;
    const next = holder === null ? undefined : parOrdre.get(holder);
    if (holder === null || next === undefined || seen.has(next)) {
      const objectifs = holder === null ? [] : findGains(probleme, at, holder, ordre[at] ?? null);
      return { logement, chaine, objectifs };
    }
    seen.add(next);
    chaine.push(next);
    at = next;
  }
}
