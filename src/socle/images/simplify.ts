export type Point = readonly [x: number, y: number];

/**
 * Drops the vertices that move a line by less than `tolerance`, the same way on both sides of a shared border: rings are cut where
 * three lines meet, and each piece between two cuts is simplified once whatever the ring that carries it. Rings come out closed
 * (first point not repeated), in pixels rounded to `pas`; a ring reduced to fewer than three points is empty.
 */
export function simplifyRings(rings: readonly (readonly Point[])[], tolerance: number, pas = 0.1): Point[][] {
  return simplifyToBudget(rings, { tolerances: [tolerance], sommets: Infinity, pas });
}

/** The same at the first tolerance that leaves at most so many vertices, or at the last one. */
export function simplifyToBudget(
  rings: readonly (readonly Point[])[],
  {
    tolerances,
    sommets,
    pas = 0.1,
  }: { readonly tolerances: readonly number[]; readonly sommets: number; readonly pas?: number },
): Point[][] {
  const key = keyOf(pas);
  const snapped = rings.map((ring) => snap(ring, pas, key));
  const junctions = findJunctions(snapped, key);
  const isJunction = (point: Point) => junctions.has(key(point));
  let simplified: Point[][] = [];
  for (const tolerance of tolerances) {
    simplified = snapped.map((ring) => {
      const kept = simplifyRing(ring, isJunction, tolerance);
      return kept.length < 3 ? [] : kept;
    });
    if (simplified.reduce((sum, ring) => sum + ring.length, 0) <= sommets) break;
  }
  return simplified;
}

type Cle = (point: Point) => number;

/** Two numbers of the grid in one: strings would cost ten times as much on a département's borders. */
function keyOf(pas: number): Cle {
  return ([x, y]) => Math.round(x / pas) * 67_108_864 + Math.round(y / pas) + 33_554_432;
}

function snap(ring: readonly Point[], pas: number, key: Cle): Point[] {
  const points: Point[] = [];
  let last = Number.NaN;
  for (const [x, y] of ring) {
    // Dividing by the inverse keeps one decimal exact: 3 × 0.1 is 0.30000000000000004, 3 / 10 is 0.3.
    const point: Point = [Math.round(x / pas) / (1 / pas), Math.round(y / pas) / (1 / pas)];
    const here = key(point);
    if (here !== last) points.push(point);
    last = here;
  }
  const first = points[0];
  if (points.length > 1 && first && key(first) === last) points.pop();
  return points;
}

/** A point with more than two distinct neighbours over all rings is where borders part. */
function findJunctions(rings: readonly (readonly Point[])[], key: Cle): ReadonlySet<number> {
  const [first, second] = [new Map<number, number>(), new Map<number, number>()];
  const junctions = new Set<number>();
  const meet = (here: number, other: number) => {
    const known = first.get(here);
    if (known === undefined) first.set(here, other);
    else if (known !== other) {
      const also = second.get(here);
      if (also === undefined) second.set(here, other);
      else if (also !== other) junctions.add(here);
    }
  };
  for (const ring of rings) {
    const keys = ring.map(key);
    keys.forEach((here, i) => {
      meet(here, keys.at(i - 1) ?? here);
      meet(here, keys[(i + 1) % keys.length] ?? here);
    });
  }
  return junctions;
}

function simplifyRing(ring: readonly Point[], isJunction: (point: Point) => boolean, tolerance: number): Point[] {
  const cuts = ring.flatMap((point, i) => (isJunction(point) ? [i] : []));
  const starts = cuts.length >= 2 ? cuts : canonicalCuts(ring, cuts[0]);
  const kept: Point[] = [];
  starts.forEach((from, i) => {
    const to = starts[(i + 1) % starts.length] ?? from;
    const arc = to > from ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];
    kept.push(...simplifyArc(arc, tolerance).slice(0, -1));
  });
  return kept;
}

/** A ring that no third line touches still needs two fixed points, the same for the neighbour that shares it whole. */
function canonicalCuts(ring: readonly Point[], junction: number | undefined): number[] {
  let start = junction ?? 0;
  if (junction === undefined) {
    ring.forEach((point, i) => {
      if (comparePoints(point, ring[start] ?? point) < 0) start = i;
    });
  }
  const origin = ring[start];
  if (!origin) return [];
  let far = start;
  let best = -1;
  ring.forEach((point, i) => {
    const distance = (point[0] - origin[0]) ** 2 + (point[1] - origin[1]) ** 2;
    if (distance > best || (distance === best && comparePoints(point, ring[far] ?? point) < 0)) {
      best = distance;
      far = i;
    }
  });
  return [start, far].toSorted((a, b) => a - b);
}

function comparePoints(a: Point, b: Point): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** Douglas–Peucker, walked in one direction whatever the ring's, so that ties fall alike on both sides. */
function simplifyArc(arc: readonly Point[], tolerance: number): Point[] {
  const [first, last] = [arc[0], arc.at(-1)];
  if (!first || !last || arc.length < 3) return [...arc];
  if (comparePoints(first, last) > 0) return keepFar(arc.toReversed(), tolerance).toReversed();
  return keepFar(arc, tolerance);
}

function keepFar(arc: readonly Point[], tolerance: number): Point[] {
  const keep = new Set([0, arc.length - 1]);
  const stack: [number, number][] = [[0, arc.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const far = farthest(arc, span[0], span[1]);
    if (far.distance <= tolerance) continue;
    keep.add(far.index);
    stack.push([span[0], far.index], [far.index, span[1]]);
  }
  return arc.filter((_, i) => keep.has(i));
}

function farthest(arc: readonly Point[], from: number, to: number): { index: number; distance: number } {
  const [a, b] = [arc[from], arc[to]];
  let found = { index: from, distance: -1 };
  if (!a || !b) return found;
  for (let i = from + 1; i < to; i++) {
    const distance = distanceToSegment(arc[i] ?? a, a, b);
    if (distance > found.distance) found = { index: i, distance };
  }
  return found;
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}
