import { ckmeans } from "simple-statistics";
import type { Decoupage } from "../regles/observatoire/decoupage.ts";
import { RAMPE } from "./svg.ts";

/** How the cuts were chosen, for the caption. */
type MethodeClasses = "seuils" | "reference" | "zero" | "valeurs" | "quantiles" | "ruptures" | "ruptures-demandees";

export type Classes = {
  /** Inner cuts, ascending; a value equal to a cut is in the class above. One class more than cuts. */
  readonly coupes: readonly number[];
  readonly methode: MethodeClasses;
  /** One per class, from the lowest. */
  readonly couleurs: readonly string[];
};

const NOMBRE_CLASSES = 5;
const CLASSES_MAX = 7;

/** A quantile class that spans more than this part of the range mixes values that have nothing in common. */
const ETENDUE_MAX = 0.5;

/**
 * Given cuts first; else both sides of zero when values have two signs; else one class per value when there are at most five; then quantiles; natural
 * breaks (ckmeans) when ties remove a quantile or when one class would span more than half of the range.
 * Throws on more than six cuts: a reader does not tell eight shades apart.
 */
export function chooseClasses(
  valeurs: readonly number[],
  seuils: readonly number[] | null,
  decoupage: Decoupage | null = null,
): Classes {
  if (seuils && seuils.length > 0 && (decoupage === null || decoupage === "sens")) return classesAt(seuils, "seuils");
  const sorted = valeurs.filter(Number.isFinite).toSorted((a, b) => a - b);
  const distinctes = [...new Set(sorted)];
  const [first = 0, last = 0] = [distinctes[0], distinctes.at(-1)];
  if (first < 0 && last > 0) return classesAroundZero(Math.max(-first, last));
  if (distinctes.length <= NOMBRE_CLASSES)
    return build(
      distinctes.map((valeur) => [valeur, valeur]),
      "valeurs",
    );
  if (decoupage === "ruptures") return build(ckmeans(sorted, NOMBRE_CLASSES).map(ends), "ruptures-demandees");
  const quantiles = splitQuantiles(sorted);
  if (quantiles && decoupage === "quantiles") return build(quantiles, "quantiles");
  if (quantiles && !quantiles.some(([low, high]) => high - low > ETENDUE_MAX * (last - first))) {
    return build(quantiles, "quantiles");
  }
  return build(ckmeans(sorted, NOMBRE_CLASSES).map(ends), "ruptures");
}

function classesAt(seuils: readonly number[], methode: MethodeClasses): Classes {
  if (seuils.length >= CLASSES_MAX) throw new Error(`${seuils.length} cuts: at most ${CLASSES_MAX - 1}`);
  const coupes = [...new Set(seuils)].sort((a, b) => a - b);
  return { coupes, methode, couleurs: couleursOf(coupes) };
}

/** Far under, under, over and far over a value that means something: that of the territory. */
export function classesAround(reference: number): Classes {
  const parts = [0.5, 1, 1.5].map((part) => Number((reference * part).toPrecision(6)));
  return classesAt(parts, "reference");
}

type Bouts = readonly [low: number, high: number];

function ends(groupe: readonly number[]): Bouts {
  return [groupe[0] ?? 0, groupe.at(-1) ?? 0];
}

/** Lowest and highest value of five groups as equal as can be, equal values together; null when ties leave fewer. */
function splitQuantiles(sorted: readonly number[]): readonly Bouts[] | null {
  const starts = Array.from({ length: NOMBRE_CLASSES }, (_, k) => {
    const valeur = sorted[Math.round((k * sorted.length) / NOMBRE_CLASSES)];
    return valeur === undefined ? -1 : sorted.indexOf(valeur);
  });
  if (new Set(starts).size < NOMBRE_CLASSES) return null;
  return starts.map((start, k) => ends(sorted.slice(start, starts[k + 1])));
}

function build(groupes: readonly Bouts[], methode: MethodeClasses): Classes {
  const coupes = groupes.slice(1).map(([low], i) => roundestBetween(groupes[i]?.[1] ?? low, low));
  return { coupes, methode, couleurs: couleursOf(coupes) };
}

/** The number with the fewest digits above `low` and not above `high`: a cut that a legend can write and that changes no value's class. */
function roundestBetween(low: number, high: number): number {
  for (let exposant = Math.ceil(Math.log10(Math.max(Math.abs(high), high - low))); exposant > -8; exposant--) {
    for (const pas of [1, 0.5, 0.2]) {
      const unite = Number((pas * 10 ** exposant).toPrecision(3));
      const coupe = Number((Math.floor(high / unite + 1e-9) * unite).toPrecision(10));
      if (coupe > low && coupe <= high) return coupe;
    }
  }
  return high;
}

/** ColorBrewer PuOr: its two sides differ for readers who do not tell red from green. */
const DIVERGENTE = ["#b35806", "#fee0b6", "#d8daeb", "#542788"] as const;

function classesAroundZero(ecart: number): Classes {
  const milieu = roundestBetween(ecart * 0.4, ecart * 0.6);
  return { coupes: [-milieu, 0, milieu], methode: "zero", couleurs: DIVERGENTE };
}

function couleursOf(coupes: readonly number[]): readonly string[] {
  if (coupes.length === 3 && coupes[1] === 0) return DIVERGENTE;
  return rampe(coupes.length + 1);
}

/** `nombre` shades of the ramp, luminance falling steadily: a grey print keeps the order. */
export function rampe(nombre: number): readonly string[] {
  if (nombre === RAMPE.length) return RAMPE;
  if (nombre === 1) return [RAMPE[2]];
  return Array.from({ length: nombre }, (_, i) => shade((i * (RAMPE.length - 1)) / (nombre - 1)));
}

function shade(position: number): string {
  const [from, to] = [RAMPE[Math.floor(position)] ?? RAMPE[0], RAMPE[Math.ceil(position)] ?? RAMPE[4]];
  const part = position - Math.floor(position);
  const channel = (hex: string, i: number) => Number.parseInt(hex.slice(i, i + 2), 16);
  const mixed = [1, 3, 5].map((i) => Math.round(channel(from, i) * (1 - part) + channel(to, i) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

const CHIFFRES = ["aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept"];

export function phraseClasses({ methode, coupes }: Classes): string {
  const nombre = CHIFFRES[coupes.length + 1] ?? String(coupes.length + 1);
  const classes = coupes.length === 0 ? "Une seule classe" : `${nombre[0]?.toUpperCase()}${nombre.slice(1)} classes`;
  switch (methode) {
    case "seuils":
      return `${classes}, à seuils fixes.`;
    case "reference":
      return `${classes} autour de la valeur du territoire : sa moitié, elle-même, une fois et demie.`;
    case "zero":
      return `${classes}, de part et d’autre de zéro.`;
    case "valeurs":
      return coupes.length === 0 ? `${classes}.` : `${classes}, une par valeur.`;
    case "quantiles":
      return `${classes} d’effectifs égaux (quantiles).`;
    case "ruptures-demandees":
      return `${classes} par ruptures naturelles (ckmeans).`;
    case "ruptures":
      return `${classes} par ruptures naturelles (ckmeans) : les valeurs sont trop inégales pour des effectifs égaux.`;
  }
}
