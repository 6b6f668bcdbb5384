import { splitAdresse } from "#droit/regles/patrimoine/adresse.ts";
import { type Cote, sideOf } from "#droit/regles/patrimoine/deduction.ts";
import { compareLieux } from "#droit/regles/patrimoine/rapprochement.ts";
import type { LieuPatrimoine } from "./ports.ts";

export type BailADeduire = {
  readonly bailleur: string;
  readonly commune: string | null;
  readonly adresse: string | null;
  readonly residence: string | null;
  readonly bailSigneLe: string;
};

/** The common situation of the places most like the written address; null without one. */
export type Voisinage = (bail: BailADeduire) => Cote | null;

/** Same bailleur and three letters in four in common: an officer would accept it without looking further. */
const SCORE_PROCHE = 60;
/** Résidences within this distance of the best score must share its situation. */
const ECART_PROCHE = 10;

/** Compares within the commune, or within the bailleur's stock without a commune, among places that share some letters of a name. */
export function buildVoisinage(lieux: readonly LieuPatrimoine[]): Voisinage {
  const index = indexLieux(lieux);
  const memory = new Map<string, Cote | null>();
  return (bail) => {
    const key = JSON.stringify([bail.commune ?? bail.bailleur, bail.bailleur, bail.adresse, bail.residence]);
    const known = memory.get(key);
    if (known !== undefined) return known;
    const cote = findCote(bail, index);
    memory.set(key, cote);
    return cote;
  };
}

type Index = ReadonlyMap<string, ReadonlySet<LieuPatrimoine>>;

function findCote(bail: BailADeduire, index: Index): Cote | null {
  const near = new Set(tokensOf(bail).flatMap((token) => [...(index.get(`${scopeOf(bail)} ${token}`) ?? [])]));
  const scored = [...near]
    .map((lieu) => ({ lieu, score: compareLieux(bail, lieu).score }))
    .filter(({ score }) => score >= SCORE_PROCHE);
  const best = Math.max(...scored.map(({ score }) => score));
  const cotes = new Set(scored.filter(({ score }) => score >= best - ECART_PROCHE).map(({ lieu }) => sideOf(lieu)));
  const [only = null] = cotes;
  return cotes.size === 1 ? only : null;
}

function indexLieux(lieux: readonly LieuPatrimoine[]): Index {
  const index = new Map<string, Set<LieuPatrimoine>>();
  for (const lieu of lieux) {
    for (const token of tokensOf(lieu)) {
      for (const scope of [lieu.commune, lieu.bailleur]) {
        const key = `${scope} ${token}`;
        const own = index.get(key);
        if (own) own.add(lieu);
        else index.set(key, new Set([lieu]));
      }
    }
  }
  return index;
}

function scopeOf({ commune, bailleur }: BailADeduire): string {
  return commune ?? bailleur;
}

/** Trigrams of the words that identify a road or a programme: a misspelling keeps some of them. */
function tokensOf({ adresse, residence }: Pick<BailADeduire, "adresse" | "residence">): readonly string[] {
  const words = [adresse, residence].flatMap((text) => (text === null ? [] : splitAdresse(text).mots));
  return [
    ...new Set(
      words.flatMap((word) =>
        word.length < 3 ? [] : Array.from({ length: word.length - 2 }, (_, i) => word.slice(i, i + 3)),
      ),
    ),
  ];
}
