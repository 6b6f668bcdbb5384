import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import type { MultiPolygon, Topology } from "topojson-specification";

export type Point = readonly [x: number, y: number];

/**
 * Drops the vertices whose triangle with their neighbours is smaller than a square of twice `tolerance` (Visvalingam & Whyatt, 1993), identically on
 * both sides of a shared border. Rings come out closed (first point not repeated), rounded to `pas`; a ring reduced to fewer than three points is
 * empty.
 */
export function simplifyRings(rings: readonly (readonly Point[])[], tolerance: number, pas = 0.1): Point[][] {
  return simplifyToBudget(rings, { tolerances: [tolerance], sommets: Infinity, pas });
}

/** Simplifies with the first tolerance that leaves at most `sommets` vertices, or with the last one. */
export function simplifyToBudget(
  rings: readonly (readonly Point[])[],
  {
    tolerances,
    sommets,
    pas = 0.1,
  }: { readonly tolerances: readonly number[]; readonly sommets: number; readonly pas?: number },
): Point[][] {
  const weighed = presimplify(topologyOf(rings.map((ring) => snap(ring, pas))));
  let simplified: Point[][] = [];
  for (const tolerance of tolerances) {
    simplified = ringsOf(simplify(weighed, (2 * tolerance) ** 2));
    if (simplified.reduce((sum, ring) => sum + ring.length, 0) <= sommets) break;
  }
  return simplified;
}

type Anneaux = Topology<{ readonly anneaux: MultiPolygon }>;

function topologyOf(rings: readonly (readonly Point[])[]): Anneaux {
  const coordinates = rings.map((ring) => [[...ring, ...ring.slice(0, 1)].map(([x, y]) => [x, y])]);
  const anneaux = { type: "MultiPolygon" as const, coordinates };
  return topology({ anneaux }) as Anneaux; // one object in, the same out
}

/** In their order: each ring was given as a polygon of its own. */
function ringsOf(topologie: Anneaux): Point[][] {
  const { geometry } = feature(topologie, topologie.objects.anneaux);
  return geometry.coordinates.map(([ring = []]) => {
    // A ring reduced to a line goes there and back: it is dropped.
    const kept = ring.slice(0, -1).map(([x = 0, y = 0]): Point => [x, y]);
    return new Set(kept.map(String)).size < 3 ? [] : kept;
  });
}

function snap(ring: readonly Point[], pas: number): Point[] {
  const points: Point[] = [];
  for (const [x, y] of ring) {
    // Dividing by the inverse keeps one decimal exact: 3 × 0.1 is 0.30000000000000004, 3 / 10 is 0.3.
    const point: Point = [Math.round(x / pas) / (1 / pas), Math.round(y / pas) / (1 / pas)];
    if (!isSame(point, points.at(-1))) points.push(point);
  }
  if (points.length > 1 && isSame(points[0], points.at(-1))) points.pop();
  return points;
}

function isSame(a: Point | undefined, b: Point | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}
