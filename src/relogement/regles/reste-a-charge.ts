import type { LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import type { CoutLogement } from "./menage.ts";

/** Rent left to the household each month once its APL is deducted, in euros and per m² of its dwelling. null: unknown. */
export type ResteACharge = {
  readonly euros: number | null;
  readonly parM2: number | null;
  /** Bounds of `euros` when only the APL is unknown: from 0 to the whole rent. null: no bounds, or `euros` is known. */
  readonly bornes: readonly [number, number] | null;
};

/**
 * `loyer + charges − APL`, to the cent, each month (formula of RIME; ANRU's general regulations: « encadrer l'impact financier du relogement »,
 * with the typology, the surface and the level of service taken into account: signed document, action 11). Unknown as soon as one value is.
 */
export function computeResteACharge({ loyer, charges, apl, surface }: CoutLogement): ResteACharge {
  if (loyer === null || charges === null) return { euros: null, parM2: null, bornes: null };
  if (apl === null) return { euros: null, parM2: null, bornes: [0, cents(loyer + charges)] };
  const euros = cents(loyer + charges - apl);
  return { euros, parM2: surface === null ? null : cents(euros / surface), bornes: null };
}

/** Change between two dwellings: after minus before, positive when the household pays more. null: one of the two is unknown. */
export type EcartReste = {
  readonly avant: ResteACharge;
  readonly apres: ResteACharge;
  /** Euros a month. */
  readonly euros: number | null;
  /** Euros a month and m². */
  readonly parM2: number | null;
  /** Bounds of `euros` when only an APL is unknown; null: no bounds, or `euros` is known. */
  readonly bornes: readonly [number, number] | null;
};

/** Compares in euros and per m², always both: a larger dwelling costs more and may still cost less per m² (signed document, action 11). */
export function compareResteACharge(avant: CoutLogement, apres: CoutLogement): EcartReste {
  const [before, after] = [computeResteACharge(avant), computeResteACharge(apres)];
  return {
    avant: before,
    apres: after,
    euros: minus(after.euros, before.euros),
    parM2: minus(after.parM2, before.parM2),
    bornes: boundEcart(before, after),
  };
}

function boundEcart(avant: ResteACharge, apres: ResteACharge): readonly [number, number] | null {
  if (avant.euros !== null && apres.euros !== null) return null;
  const [before, after] = [rangeOf(avant), rangeOf(apres)];
  return before && after ? [cents(after[0] - before[1]), cents(after[1] - before[0])] : null;
}

function rangeOf({ euros, bornes }: ResteACharge): readonly [number, number] | null {
  return euros === null ? bornes : [euros, euros];
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : cents(a - b);
}

/** Rounds to the cent, half up, in spite of binary fractions. */
function cents(euros: number): number {
  return Math.round(euros * 100 + 1e-7) / 100;
}

/** `indecidable`: the unknown values could decide either way. `sans-limite`: the charte has no limit. */
export const JUGEMENTS_RESTE = ["dans-la-limite", "au-dela", "indecidable", "sans-limite"] as const;
export type JugementReste = (typeof JUGEMENTS_RESTE)[number];

/** Beyond the limit as soon as one of the two values is. A rise from a reste à charge of 0 € exceeds any share. */
export function judgeReste(ecart: EcartReste, limite: LimiteReste): JugementReste {
  const range = ecart.euros === null ? ecart.bornes : ([ecart.euros, ecart.euros] as const);
  const judged = [judgeEuros(range, limite.euros), judgePart(range, rangeOf(ecart.avant), limite.part)].filter(
    (one) => one !== null,
  );
  if (judged.length === 0) return "sans-limite";
  if (judged.includes("au-dela")) return "au-dela";
  return judged.includes("indecidable") ? "indecidable" : "dans-la-limite";
}

type Range = readonly [number, number];

function judgeEuros(ecart: Range | null, limite: number | null): JugementReste | null {
  if (limite === null) return null;
  return ecart === null ? "indecidable" : judgeRange(ecart, [limite, limite]);
}

function judgePart(ecart: Range | null, avant: Range | null, part: number | null): JugementReste | null {
  if (part === null) return null;
  if (ecart === null || avant === null) return "indecidable";
  const [basse, haute] = [Math.max(0, avant[0]), Math.max(0, avant[1])];
  return judgeRange(ecart, [cents(part * basse), cents(part * haute)]);
}

function judgeRange([min, max]: Range, [basse, haute]: Range): JugementReste {
  if (min > haute) return "au-dela";
  return max <= basse ? "dans-la-limite" : "indecidable";
}
