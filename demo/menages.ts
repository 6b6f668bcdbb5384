import { drawInteger, drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import type { Ressources } from "./baux.ts";

/** Hypothèses throughout: the convention gives no distribution of households; only the side of the threshold is constrained. */
export type MenageDemo = {
  readonly taille: number;
  /** 1 for the first adult, 0.5 for each other person of 14 or more, 0.3 for each child under 14. */
  readonly uniteConso: number;
  readonly age: number;
  /** Whole euros a month; null: nobody wrote it. */
  readonly revenuMensuel: number | null;
  readonly situationFamiliale: string;
};

/** Which quartile a first-quartile indicator column declares: NB_Q1 … NB_Q4, NB_QNA. */
export type QuartileDeclare = "Q1" | "Q2" | "Q3" | "Q4" | "QNA";

/** `seuil`: euros a year per consumption unit. */
export function drawMenage(pieces: number, ressources: Ressources, seuil: number, random: Random): MenageDemo {
  const taille = drawWeighted(random, TAILLES[Math.min(pieces, 5)] ?? []);
  const couple = taille > 1 && random() < (taille > 2 ? 0.6 : 0.5);
  const autres = taille - 1;
  const adultes = couple ? 1 : 0;
  // Half of the children are under 14, so that the units differ between households of one size.
  const enfants = Array.from({ length: autres - adultes }, () => random() < 0.55);
  const jeunes = enfants.filter(Boolean).length;
  const uniteConso = 1 + ((autres - jeunes) * 5 + jeunes * 3) / 10;
  return {
    taille,
    uniteConso,
    age: Math.min(88, drawInteger(random, 19, 34) + (random() < 0.55 ? drawInteger(random, 6, 48) : 0)),
    revenuMensuel: drawRevenu(ressources, seuil, uniteConso, random),
    situationFamiliale: couple ? drawWeighted(random, COUPLES) : drawWeighted(random, SEULS),
  };
}

const TAILLES: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[1, 1]],
  [
    [1, 70],
    [2, 30],
  ],
  [
    [1, 34],
    [2, 38],
    [3, 28],
  ],
  [
    [2, 20],
    [3, 32],
    [4, 34],
    [5, 14],
  ],
  [
    [3, 12],
    [4, 26],
    [5, 34],
    [6, 20],
    [7, 8],
  ],
];
const COUPLES = [
  ["M", 50],
  ["U", 35],
  ["P", 15],
] as const;
const SEULS = [
  ["C", 58],
  ["D", 20],
  ["S", 16],
  ["V", 6],
] as const;

/** Annual income per unit as a share of the threshold: well under it, or well over it, so that rounding to the euro changes no side. */
function drawRevenu(ressources: Ressources, seuil: number, uniteConso: number, random: Random): number | null {
  if (ressources === "absentes") return null;
  if (ressources === "nulles") return 0;
  const part = ressources === "q1" ? 0.42 + 0.54 * Math.sqrt(random()) : 1.03 + 1.75 * random() ** 1.6;
  return Math.round((part * seuil * uniteConso) / 12);
}

/** Bounds of the second and third quartiles, in multiples of the first threshold: ours, only the first is published. */
const SEUILS_SUIVANTS = [1.45, 1.95] as const;

/** The source counts 0 € in the row of quartiles 2 to 4. */
export function declareQuartile(menage: MenageDemo, seuil: number): QuartileDeclare {
  if (menage.revenuMensuel === null) return "QNA";
  if (menage.revenuMensuel === 0) return "Q2";
  const part = (menage.revenuMensuel * 12) / menage.uniteConso / seuil;
  if (part < 1) return "Q1";
  if (part < SEUILS_SUIVANTS[0]) return "Q2";
  return part < SEUILS_SUIVANTS[1] ? "Q3" : "Q4";
}
