import { PLAGE, withFacteur } from "./facteur.ts";
import type { HypothesesSimulation, Levier } from "./hypotheses.ts";
import { computeTrajectoire, territoireSujet } from "./trajectoire.ts";

/**
 * Value of a lever that brings the mean of the period to its target, the others unchanged. `basse` and `haute`: means that the lever can
 * reach. Without a value: the mean does not depend on the lever, is always above, or never reaches it; `sans-taux`: the period has no rate.
 */
export type PointEquilibre =
  | { readonly etat: "trouve"; readonly valeur: number }
  | {
      readonly etat: "sans-effet" | "toujours-atteint" | "jamais-atteint";
      readonly basse: number;
      readonly haute: number;
    }
  | { readonly etat: "sans-taux" };

/** Steps of the search for a change of sign: a mean of ratios may turn once within the range, not a hundred times. */
const PAS = 100;
/** Halvings down to the last bit of a number between −1 and 1. */
const MOITIES = 70;
/** Under it, two means are the same: rounding alone. */
const EGAL = 1e-12;
/** A change of sign that does not come this near to the target is a jump: a year without leases enters the mean, or leaves it. */
const SAUT = 1e-9;

/** When several values fit, returns the nearest to the present one. Cost: some hundred trajectories. */
export function findEquilibre(h: HypothesesSimulation, levier: Levier): PointEquilibre {
  const sujet = territoireSujet(h);
  const gap = (valeur: number) => {
    const { periode } = computeTrajectoire(withFacteur(h, levier, valeur), sujet);
    return periode === null ? null : periode - h.periode.cible;
  };
  const points = listPoints(levier, gap);
  if (points === null) return { etat: "sans-taux" };
  const ecarts = points.map(({ ecart }) => ecart);
  const [basse, haute] = [Math.min(...ecarts) + h.periode.cible, Math.max(...ecarts) + h.periode.cible];
  if (haute - basse < EGAL) return { etat: "sans-effet", basse, haute };
  const distance = (valeur: number) => Math.abs(valeur - h.leviers[levier]);
  const [nearest] = findRacines(points, gap).sort((a, b) => distance(a) - distance(b));
  if (nearest !== undefined) return { etat: "trouve", valeur: nearest };
  return { etat: basse > h.periode.cible ? "toujours-atteint" : "jamais-atteint", basse, haute };
}

type Point = { readonly valeur: number; readonly ecart: number };
type Ecart = (valeur: number) => number | null;

/** null: a point of the range has no rate. */
function listPoints(levier: Levier, gap: Ecart): Point[] | null {
  const { bas, haut } = PLAGE[levier];
  const points: Point[] = [];
  for (let i = 0; i <= PAS; i++) {
    const valeur = bas + ((haut - bas) * i) / PAS;
    const ecart = gap(valeur);
    if (ecart === null) return null;
    points.push({ valeur, ecart });
  }
  return points;
}

function findRacines(points: readonly Point[], gap: Ecart): number[] {
  return points.flatMap((point, i) => {
    if (Math.abs(point.ecart) < EGAL) return [point.valeur];
    const before = points[i - 1];
    if (!before || before.ecart < 0 === point.ecart < 0 || Math.abs(before.ecart) < EGAL) return [];
    const racine = halve(gap, before, point.valeur);
    return Math.abs(gap(racine) ?? 1) < SAUT ? [racine] : [];
  });
}

/** Bisects an interval whose ends have opposite signs. */
function halve(gap: Ecart, from: Point, to: number): number {
  let [a, b] = [from.valeur, to];
  for (let i = 0; i < MOITIES; i++) {
    const middle = (a + b) / 2;
    if ((gap(middle) ?? 0) < 0 === from.ecart < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
