import { boundShare, completeShare, countInconnus, type PartIncertaine } from "#droit/regles/part.ts";

/** null: not given, or masked. Rates between 0 and 1. */
export type ComptageNational = {
  readonly part: number | null;
  readonly total: number | null;
  readonly taux: number | null;
};

/** A figure between ours and theirs, or the step between two of them. `milliemes`: thousandths, that is tenths of a point. */
export type EtapeEcart = {
  readonly part: number | null;
  readonly total: number | null;
  readonly milliemes: number | null;
};

/** `residuel-possible`: some answers to our unknowns give exactly the national figure; `residuel-autre`: none does. */
export type LectureResiduel = "identique" | "residuel-possible" | "residuel-autre" | "inconnue";

/** legal + sansReloges + residuel = national, both in counts and in tenths of a point, when all are known. */
export type Decomposition = {
  /** Ours by the law: first quartile or rehoused. */
  readonly legal: EtapeEcart;
  /** Effect of leaving out the rehoused: never positive in `part`. */
  readonly sansReloges: EtapeEcart;
  /** Ours without the rehoused: comparable with theirs. */
  readonly comparable: EtapeEcart;
  readonly residuel: EtapeEcart;
  readonly national: EtapeEcart;
  readonly lecture: LectureResiduel;
  /** The national rate was not printed, but computed from its counts. */
  readonly tauxCalcule: boolean;
  /** The printed rate differs from its printed counts by more than a rounding to the point. */
  readonly desaccord: boolean;
};

const ARRONDI_AU_POINT = 0.005;

/** `legal` and `comparable`: two readings of the same leases, equal on the side in QPV. */
export function decomposeEcart(
  legal: PartIncertaine,
  comparable: PartIncertaine,
  national: ComptageNational,
): Decomposition {
  const ours = stepOf(legal.part, legal.total, null);
  const ourComparable = stepOf(comparable.part, comparable.total, null);
  const theirs = stepOf(national.part, national.total, national.taux);
  const ofCounts = rateOf(national.part, national.total);
  return {
    legal: ours,
    sansReloges: minus(ourComparable, ours),
    comparable: ourComparable,
    residuel: minus(theirs, ourComparable),
    national: theirs,
    lecture: readResiduel(comparable, theirs),
    tauxCalcule: national.taux === null && ofCounts !== null,
    desaccord:
      national.taux !== null && ofCounts !== null && Math.abs(national.taux - ofCounts) > ARRONDI_AU_POINT + 1e-9,
  };
}

function stepOf(part: number | null, total: number | null, printed: number | null): EtapeEcart {
  const taux = printed ?? rateOf(part, total);
  return { part, total, milliemes: taux === null ? null : toMilliemes(taux) };
}

/** Half up on the decimal value, like all shown rates: the shown steps add up. */
function toMilliemes(taux: number): number {
  return Math.round(Number((taux * 1000).toFixed(6)));
}

function rateOf(part: number | null, total: number | null): number | null {
  return part === null || total === null || total === 0 ? null : part / total;
}

function minus(a: EtapeEcart, b: EtapeEcart): EtapeEcart {
  return {
    part: difference(a.part, b.part),
    total: difference(a.total, b.total),
    milliemes: difference(a.milliemes, b.milliemes),
  };
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** With both counts, the difference must be made of our unknowns; with the rate only, it must be within the bounds, at the shown precision. */
function readResiduel(ours: PartIncertaine, theirs: EtapeEcart): LectureResiduel {
  if (theirs.part !== null && theirs.total !== null) {
    const more = theirs.part - ours.part;
    return readComptes(ours, more, theirs.total - ours.total - more);
  }
  if (!isReachable(ours, theirs)) return "residuel-autre";
  const bornes = boundShare(ours);
  if (theirs.milliemes === null || bornes === null || ours.total === 0) return "inconnue";
  if (toMilliemes(ours.part / ours.total) === theirs.milliemes) return "identique";
  const possible = toMilliemes(bornes[0]) <= theirs.milliemes && theirs.milliemes <= toMilliemes(bornes[1]);
  return possible ? "residuel-possible" : "residuel-autre";
}

/** Whether the only given count is ours plus some of our unknowns. */
function isReachable(ours: PartIncertaine, theirs: EtapeEcart): boolean {
  if (theirs.part !== null) return isWithin(theirs.part - ours.part, completeShare(ours).best.part - ours.part);
  return theirs.total === null || isWithin(theirs.total - ours.total, countInconnus(ours) - ours.indecis);
}

/** Tries each number of counting `indecis`, which leaves the other unknowns for the part. */
function readComptes(ours: PartIncertaine, more: number, others: number): LectureResiduel {
  if (more === 0 && others === 0) return "identique";
  for (let turned = 0; turned <= ours.indecis; turned++) {
    const [toPart, toOthers] = [more - turned, others + turned];
    const short = Math.max(0, toPart - ours.inconnusPart) + Math.max(0, toOthers - ours.inconnusAutres);
    if (toPart >= 0 && toOthers >= 0 && short <= ours.inconnusIndecis) return "residuel-possible";
  }
  return "residuel-autre";
}

function isWithin(value: number, max: number): boolean {
  return value >= 0 && value <= max;
}

/** Lines of the table, in the order in which they add up; without rehoused households, their step is absent. */
export function listEtapes({ legal, sansReloges, comparable, residuel, national }: Decomposition): readonly {
  readonly nom: string;
  readonly etape: EtapeEcart;
  /** True for a step between two figures. */
  readonly ecart: boolean;
}[] {
  const isStep = sansReloges.part !== 0 || sansReloges.total !== 0;
  return [
    ...(isStep
      ? [
          { nom: "Notre chiffre légal", etape: legal, ecart: false },
          { nom: "Sans les ménages relogés", etape: sansReloges, ecart: true },
          { nom: "Notre chiffre comparable", etape: comparable, ecart: false },
        ]
      : [{ nom: "Notre chiffre", etape: legal, ecart: false }]),
    { nom: "Résiduel", etape: residuel, ecart: true },
    { nom: "Résultat national imprimé", etape: national, ecart: false },
  ];
}
