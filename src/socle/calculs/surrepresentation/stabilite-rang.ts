import { seedRandom } from "../synthese/mulberry32.ts";
import { drawBeta } from "./tirage-beta.ts";

/** Law of one true rate: a Beta, or a number when it is certain (full pooling). null: unknown, and drawn as null. */
export type LoiTaux = { readonly a: number; readonly b: number } | number | null;

export type TirageRangs = {
  /** One row per résidence, one law per indicator. */
  readonly residences: readonly (readonly LoiTaux[])[];
  /** Composite of one résidence from its drawn rates, in the order of its laws: the higher, the more it stands out. */
  readonly score: (taux: readonly (number | null)[]) => number;
  readonly tirages: number;
  readonly seed: number;
  /** Share of the résidences that make the top, one in ten by default; one résidence at least. */
  readonly tete?: number;
};

/**
 * Share of the draws, 0 to 1, in which each résidence is at the top of the composite: 1 means that its rank owes nothing to chance. Equal scores
 * share the remaining places of the top, so the shares add up to its size. The same seed gives the same shares.
 */
export function drawRanks({ residences, score, tirages, seed, tete = 0.1 }: TirageRangs): number[] {
  if (!(Number.isSafeInteger(tirages) && tirages > 0)) throw new RangeError(`Not a number of draws: ${tirages}`);
  if (!(tete > 0 && tete <= 1)) throw new RangeError(`Not a share of résidences: ${tete}`);
  if (residences.length === 0) return [];
  const random = seedRandom(seed);
  const places = Math.max(1, Math.round(residences.length * tete));
  const parts = new Array<number>(residences.length).fill(0);
  for (let i = 0; i < tirages; i++) {
    const scores = residences.map((lois) =>
      score(lois.map((loi) => (loi === null || typeof loi === "number" ? loi : drawBeta(random, loi.a, loi.b)))),
    );
    shareTop(scores, places, parts);
  }
  return parts.map((part) => part / tirages);
}

/** Adds 1 to each of the `places` highest; ties for the last place share it. */
function shareTop(scores: readonly number[], places: number, parts: number[]) {
  const cut = [...scores].sort((a, b) => b - a)[places - 1] ?? Number.NEGATIVE_INFINITY;
  const above = scores.filter((value) => value > cut).length;
  const equal = scores.filter((value) => value === cut).length;
  for (const [i, value] of scores.entries()) {
    if (value > cut) parts[i] = (parts[i] ?? 0) + 1;
    else if (value === cut) parts[i] = (parts[i] ?? 0) + (places - above) / equal;
  }
}
