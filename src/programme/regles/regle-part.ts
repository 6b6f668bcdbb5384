import { MILLION, toMillioniemes } from "#socle/regles/shared/taux.ts";
import type { IssueRegle } from "./regle.ts";

/** Range of a count; `haut` null: no upper bound. */
export type Etendue = { readonly bas: number; readonly haut: number | null };

/**
 * What one item adds to a share. The part is included in the total; an unknown total exceeds the part by `auDela` at least. `peutEtre`: whether
 * the item counts is unknown.
 */
export type Terme = {
  readonly part: Etendue;
  readonly total: Etendue | { readonly auDela: number };
  readonly peutEtre?: true;
};

/** « Au moins min », « au plus max », between 0 and 1 or above; null: no such bound. */
export type SeuilsPart = { readonly min: number | null; readonly max: number | null };

export type JugementPart = {
  readonly issue: Exclude<IssueRegle, "aucune-regle">;
  /** Certain counts: the lowest ones of the items that certainly count. */
  readonly part: number;
  readonly total: number;
  /** Lowest and highest rate that the unknown values leave; null: nothing is unknown. Highest null: no limit. */
  readonly bornes: readonly [number, number | null] | null;
  /** Count to add to the part to meet `min`, even with the most favourable unknown values; 0 when it may be met. */
  readonly manque: number;
  /** Count to remove from the part to meet `max`, even with the most favourable unknown values. */
  readonly surplus: number;
  /** Count of the terms with an unknown value. */
  readonly inconnus: number;
};

export function known(nombre: number): Etendue {
  return { bas: nombre, haut: nombre };
}

export const RIEN: Etendue = known(0);

/** Judges in integer millionths: part × 1 000 000 against rate × total, summed at their lowest and at their highest. */
export function judgePart(termes: readonly Terme[], { min, max }: SeuilsPart): JugementPart {
  const sures = termes.filter(({ peutEtre }) => !peutEtre);
  const inconnus = termes.filter(isUnknown).length;
  const total = sum(sures.map((terme) => leastTotal(terme)));
  const part = sum(sures.map((terme) => terme.part.bas));
  const atLeast = min === null ? null : sumMarges(termes, toMillioniemes(min));
  const atMost = max === null ? null : sumMarges(termes, toMillioniemes(max));
  if (total === 0 && inconnus === 0) {
    return { part, total, inconnus, issue: "sans-objet", bornes: null, manque: 0, surplus: 0 };
  }
  return {
    part,
    total,
    inconnus,
    issue: issueOf(atLeast, atMost),
    bornes: inconnus > 0 ? boundTaux(termes) : null,
    manque: atLeast && atLeast.haut < 0 ? Math.ceil(-atLeast.haut / MILLION) : 0,
    surplus: atMost && atMost.bas > 0 ? Math.ceil(atMost.bas / MILLION) : 0,
  };
}

type Marge = { readonly bas: number; readonly haut: number };

function issueOf(atLeast: Marge | null, atMost: Marge | null): "respectee" | "non-respectee" | "indecidable" {
  if ((atLeast && atLeast.haut < 0) || (atMost && atMost.bas > 0)) return "non-respectee";
  const reached = (!atLeast || atLeast.bas >= 0) && (!atMost || atMost.haut <= 0);
  return reached ? "respectee" : "indecidable";
}

/** Unknown values of two operations are independent: the sum is lowest when each term is. */
function sumMarges(termes: readonly Terme[], t: number): Marge {
  const marges = termes.map((terme) => margeOf(terme, t));
  return { bas: sum(marges.map(({ bas }) => bas)), haut: sum(marges.map(({ haut }) => haut)) };
}

function margeOf(terme: Terme, t: number): Marge {
  const marge = { bas: lowest(terme, t), haut: highest(terme, t) };
  return terme.peutEtre ? { bas: Math.min(0, marge.bas), haut: Math.max(0, marge.haut) } : marge;
}

/** 0 × ∞ is NaN: returns 0. */
function times(t: number, count: number | null): number {
  return t === 0 ? 0 : t * (count ?? Number.POSITIVE_INFINITY);
}

function lowest({ part, total }: Terme, t: number): number {
  const most = "auDela" in total ? null : total.haut;
  return MILLION * part.bas - times(t, most);
}

function highest({ part, total }: Terme, t: number): number {
  if (!("auDela" in total)) return times(MILLION, part.haut) - t * total.bas;
  // What is added to the part is added to the total too.
  return times(Math.max(0, MILLION - t), part.haut) - times(t, total.auDela) - Math.max(0, t - MILLION) * part.bas;
}

/** Is one of its values unknown? */
export function isUnknown({ part, total, peutEtre }: Terme): boolean {
  return peutEtre === true || part.bas !== part.haut || "auDela" in total || total.bas !== total.haut;
}

function leastTotal({ part, total }: Terme): number {
  return "auDela" in total ? part.bas + total.auDela : total.bas;
}

type Fraction = { readonly part: number | null; readonly total: number | null };

function boundTaux(termes: readonly Terme[]): readonly [number, number | null] {
  const low = termes.map((terme) => ({
    terme,
    fraction: { part: terme.part.bas, total: "auDela" in terme.total ? null : terme.total.haut },
  }));
  const high = termes.map((terme) => ({
    terme,
    fraction: {
      part: terme.part.haut,
      total: "auDela" in terme.total && terme.part.haut === null ? null : highTotal(terme),
    },
  }));
  return [ratioOf(pick(low, 1)) ?? 0, ratioOf(pick(high, -1))];
}

function highTotal({ part, total }: Terme): number {
  return "auDela" in total ? (part.haut ?? 0) + total.auDela : total.bas;
}

type Choix = { readonly terme: Terme; readonly fraction: Fraction };

/** The certain items, then the uncertain ones as long as they move the rate in that direction, the farthest first. */
function pick(choix: readonly Choix[], sens: 1 | -1): Fraction {
  const order = (one: Choix) => sens * (ratioOf(one.fraction) ?? Number.POSITIVE_INFINITY);
  let taken = add(choix.filter(({ terme }) => !terme.peutEtre).map(({ fraction }) => fraction));
  for (const { fraction } of choix.filter(({ terme }) => terme.peutEtre).toSorted((a, b) => order(a) - order(b))) {
    const more = add([taken, fraction]);
    const [now, then] = [ratioOf(taken), ratioOf(more)];
    if (now === null || (then !== null && sens * then < sens * now) || (then === null && sens < 0)) taken = more;
  }
  return taken;
}

function add(fractions: readonly Fraction[]): Fraction {
  const all = (pick: (fraction: Fraction) => number | null) =>
    fractions.reduce<number | null>((total, fraction) => {
      const more = pick(fraction);
      return total === null || more === null ? null : total + more;
    }, 0);
  return { part: all(({ part }) => part), total: all(({ total }) => total) };
}

/** A part without limit in a total without limit is the whole; null: no limit to the rate, or a total of zero. */
function ratioOf({ part, total }: Fraction): number | null {
  if (total === null) return part === null ? 1 : 0;
  return part === null || total === 0 ? null : part / total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
