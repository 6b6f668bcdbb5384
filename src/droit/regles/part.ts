import { ceilShare, MILLION, toMillioniemes } from "#socle/regles/shared/taux.ts";

/** A share: counts of known leases, and four kinds of unknown leases, by what each may add. Every lease is in one field. */
export type PartIncertaine = {
  readonly part: number;
  readonly total: number;
  /** Add nothing, or to both counts. */
  readonly inconnusPart: number;
  /** Add nothing, or to the total only. */
  readonly inconnusAutres: number;
  /** Already in the total, and perhaps in the part. */
  readonly indecis: number;
  /** Add nothing, to the total only, or to both. */
  readonly inconnusIndecis: number;
};

export const PART_VIDE: PartIncertaine = {
  part: 0,
  total: 0,
  inconnusPart: 0,
  inconnusAutres: 0,
  indecis: 0,
  inconnusIndecis: 0,
};

/** What one lease may add to a share: nothing, to the total only, to both. At least one is true. */
export type Apports = { readonly dehors: boolean; readonly assiette: boolean; readonly part: boolean };

export function countPart<C extends { readonly nombre: number }>(
  comptes: readonly C[],
  apportsOf: (compte: C) => Apports,
): PartIncertaine {
  const count = { ...PART_VIDE };
  for (const compte of comptes) {
    const apports = apportsOf(compte);
    const inconnu = nameInconnu(apports);
    if (inconnu) count[inconnu] += compte.nombre;
    if (apports.dehors) continue;
    count.total += compte.nombre;
    if (!apports.assiette) count.part += compte.nombre;
  }
  return count;
}

/** null: the lease is known. */
export function nameInconnu({ dehors, assiette, part }: Apports): Inconnu | null {
  if (assiette && part) return dehors ? "inconnusIndecis" : "indecis";
  if (!dehors) return null;
  if (part) return "inconnusPart";
  return assiette ? "inconnusAutres" : null;
}

type Inconnu = "inconnusPart" | "inconnusAutres" | "indecis" | "inconnusIndecis";

/** Drops the other fields of a count. */
export function pickPart({
  part,
  total,
  inconnusPart,
  inconnusAutres,
  indecis,
  inconnusIndecis,
}: PartIncertaine): PartIncertaine {
  return { part, total, inconnusPart, inconnusAutres, indecis, inconnusIndecis };
}

export function countInconnus({ inconnusPart, inconnusAutres, indecis, inconnusIndecis }: PartIncertaine): number {
  return inconnusPart + inconnusAutres + indecis + inconnusIndecis;
}

/** Lowest and highest rate, 0 to 1. */
export type Bornes = readonly [number, number];

export type Issue = "atteint" | "non-atteint" | "indecidable" | "sans-objet";

/**
 * Partial identification (Manski): with k1 of u1 and k2 of u2 unknowns on this side, rate = (x + k1) / (n + k1 + k2), lowest for k1 = 0 and k2 = u2,
 * highest for k1 = u1 and k2 = 0; the undecided only count in the highest. null when there could be nothing to count.
 */
export function boundShare(share: PartIncertaine): Bornes | null {
  const { worst, best } = completeShare(share);
  if (worst.total === 0 && best.total === 0) return null;
  return [worst.total === 0 ? 1 : worst.part / worst.total, best.total === 0 ? 0 : best.part / best.total];
}

/** The two extreme completions: all others fall between. Without any located lease, « nothing on this side » is a third one. */
export function completeShare({ part, total, inconnusPart, inconnusAutres, indecis, inconnusIndecis }: PartIncertaine) {
  return {
    worst: { part, total: total + inconnusAutres + inconnusIndecis },
    best: { part: part + indecis + inconnusPart + inconnusIndecis, total: total + inconnusPart + inconnusIndecis },
  };
}

/** « Au moins taux », in integers, for any completion; `indecidable` as soon as completions disagree. */
export function judgeShare(share: PartIncertaine, taux: number): Issue {
  if (share.total === 0) return countInconnus(share) === 0 ? "sans-objet" : "indecidable";
  const { worst, best } = completeShare(share);
  if (worst.part >= ceilShare(worst.total, taux)) return "atteint";
  return best.part < ceilShare(best.total, taux) ? "non-atteint" : "indecidable";
}

/** As `judgeShare`, for a whole number of leases to reach: unknowns can only add. */
export function judgeNombre(share: PartIncertaine, attendu: number): Issue {
  if (share.part >= attendu) return "atteint";
  return completeShare(share).best.part < attendu ? "non-atteint" : "indecidable";
}

/** Number of well-chosen unknowns that decide: `suffit` whatever the answers; `auMieux` with the best answers, and never fewer. */
type Trancher = { readonly suffit: number; readonly auMieux: number };

/** How much each unknown can move part − taux·total, from its worst answer to its best, in millionths of a lease. */
type Enjeu = { readonly dePart: number; readonly dAutre: number; readonly dIndecis: number };

/** null when the verdict is decided, or when there is nothing to judge. At most a few million steps for thousands of unknowns. */
export function decideShare(share: PartIncertaine, taux: number): Trancher | null {
  if (judgeShare(share, taux) !== "indecidable") return null;
  const t = toMillioniemes(taux);
  const all = countInconnus(share);
  const enjeu = { dePart: MILLION - t, dAutre: t, dIndecis: MILLION };
  // With nothing located, all those asked about may be elsewhere, and the others still be all there is.
  return share.total === 0
    ? { suffit: all, auMieux: Math.min(all, countBestFromNothing(share, enjeu)) }
    : { suffit: all - countSpared(share, enjeu), auMieux: countBest(share, enjeu) };
}

/** As `decideShare`, for a whole number of leases to reach. As long as one is unasked, the others may leave the decision to it alone. */
export function decideNombre(share: PartIncertaine, attendu: number): Trancher | null {
  if (judgeNombre(share, attendu) !== "indecidable") return null;
  const manque = attendu - share.part;
  const inconnus = completeShare(share).best.part - share.part;
  return { suffit: inconnus, auMieux: Math.min(manque, inconnus - manque + 1) };
}

/** Distance of the worst completion to success, and of the best to failure: both positive while undecided. */
function marginsOf(
  inconnus: PartIncertaine,
  { dePart, dAutre }: Enjeu,
): { readonly toReach: number; readonly toMiss: number } {
  const { part, total, inconnusPart, inconnusAutres, indecis, inconnusIndecis } = inconnus;
  const located = MILLION * part - dAutre * total;
  return {
    toReach: dAutre * (inconnusAutres + inconnusIndecis) - located,
    toMiss: located + dePart * (inconnusPart + inconnusIndecis) + MILLION * indecis + 1,
  };
}

/** The weightiest first, all with the same answer, until the nearer verdict is certain. */
function countBest(inconnus: PartIncertaine, enjeu: Enjeu): number {
  const { toReach, toMiss } = marginsOf(inconnus, enjeu);
  return countUntil(Math.min(toReach, toMiss), inconnus, enjeu);
}

/** Number of unknowns, the weightiest first, whose weights reach `margin`; Infinity when all of them do not. */
function countUntil(margin: number, inconnus: PartIncertaine, enjeu: Enjeu): number {
  const stakes = [
    [enjeu.dIndecis, inconnus.indecis + inconnus.inconnusIndecis],
    [enjeu.dePart, inconnus.inconnusPart],
    [enjeu.dAutre, inconnus.inconnusAutres],
  ] as const;
  let [left, count] = [margin, 0];
  for (const [weight, available] of [...stakes].sort((a, b) => b[0] - a[0])) {
    if (left <= 0) return count;
    if (weight === 0) break;
    const taken = Math.min(available, Math.ceil(left / weight));
    left -= taken * weight;
    count += taken;
  }
  return left <= 0 ? count : Number.POSITIVE_INFINITY;
}

/** With nothing located, at least one unknown must be on this side: one that counts, for success; one that does not, for failure. */
function countBestFromNothing(inconnus: PartIncertaine, enjeu: Enjeu): number {
  const { toReach, toMiss } = marginsOf(inconnus, enjeu);
  const { inconnusPart, inconnusAutres, inconnusIndecis } = inconnus;
  const withFirst = (margin: number, autre: "inconnusPart" | "inconnusAutres", weight: number) => {
    if (inconnusIndecis > 0) {
      return 1 + countUntil(margin - enjeu.dIndecis, { ...inconnus, inconnusIndecis: inconnusIndecis - 1 }, enjeu);
    }
    return 1 + countUntil(margin - weight, { ...inconnus, [autre]: inconnus[autre] - 1 }, enjeu);
  };
  const canReach = inconnusPart + inconnusIndecis > 0;
  const canMiss = inconnusAutres + inconnusIndecis > 0;
  return Math.min(
    canReach ? withFirst(toReach, "inconnusPart", enjeu.dePart) : Number.POSITIVE_INFINITY,
    canMiss ? withFirst(toMiss, "inconnusAutres", enjeu.dAutre) : Number.POSITIVE_INFINITY,
  );
}

/**
 * Most unknowns that can stay unasked while every answer of the others decides. Answers move the sum by steps of at most one lease from the worst to
 * the best, so they can only jump over the undecided zone if the unasked weigh less than one lease in all: an undecided one is never unasked.
 */
function countSpared(inconnus: PartIncertaine, enjeu: Enjeu): number {
  const { inconnusPart, inconnusAutres } = inconnus;
  let most = 0;
  for (let p = 0; p <= inconnusPart && p * enjeu.dePart < MILLION; p++) {
    for (let a = 0; a <= inconnusAutres && p * enjeu.dePart + a * enjeu.dAutre < MILLION; a++) {
      if (p + a > most && isDecidedWithout(p, a, inconnus, enjeu)) most = p + a;
    }
  }
  return most;
}

/**
 * True when no answers of all but `p` and `a` lead to the undecided zone. From the worst, they add i·(1 − t) + j·t + k = (i + k) + (j − i)·t, with i
 * of `inconnusPart`, k of the undecided, j of `inconnusAutres` and of the `inconnusIndecis` that are elsewhere. The zone is narrower than one lease,
 * so each j − i has at most one i + k that leads there: one step each, whatever the number of unknowns.
 */
function isDecidedWithout(p: number, a: number, inconnus: PartIncertaine, enjeu: Enjeu): boolean {
  const { toReach } = marginsOf(inconnus, enjeu);
  const asked = { ...inconnus, inconnusPart: inconnus.inconnusPart - p, inconnusAutres: inconnus.inconnusAutres - a };
  const zone = toReach - p * enjeu.dePart - a * enjeu.dAutre;
  for (let difference = -asked.inconnusPart; difference <= asked.inconnusAutres + asked.inconnusIndecis; difference++) {
    const whole = Math.max(0, Math.ceil((zone - difference * enjeu.dAutre) / MILLION));
    const lands = whole * MILLION + difference * enjeu.dAutre < toReach;
    if (lands && canAnswer(whole, difference, asked)) return false;
  }
  return true;
}

/** Whether some i, j = i + `difference` and k = `whole` − i fit the available numbers. */
function canAnswer(
  whole: number,
  difference: number,
  { inconnusPart, inconnusAutres, indecis, inconnusIndecis }: PartIncertaine,
): boolean {
  // Those elsewhere cannot be among the undecided that count: j ≤ autres + indécis ailleurs − max(0, k − indecis).
  if (difference > inconnusAutres + inconnusIndecis - whole + indecis) return false;
  const least = Math.max(0, -difference, whole - indecis - inconnusIndecis);
  return least <= Math.min(inconnusPart, whole, inconnusAutres + inconnusIndecis - difference);
}
