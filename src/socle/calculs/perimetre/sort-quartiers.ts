import { buildPointLocator, type Perimetre } from "./locate-point.ts";

/** Points a side of the grid laid on a perimeter: a thousand, of which a few hundred are inside. */
const COTE = 32;
/** Least shared area: borders drawn twice make neighbours overlap by slivers. */
const PART_MIN = 0.02;

/**
 * For each former perimeter, whether new ones cover some of its ground, by a grid of points: none covers a neighbourhood that left the list. A
 * perimeter so thin that no point is inside is absent from the answer.
 */
export function sortQuartiers(
  anciens: readonly Perimetre[],
  nouveaux: readonly Perimetre[],
): ReadonlyMap<string, "sorti" | "redessine"> {
  const inNouveaux = buildPointLocator(nouveaux);
  const sorts = new Map<string, "sorti" | "redessine">();
  for (const code of new Set(anciens.map((ancien) => ancien.code))) {
    const own = anciens.filter((ancien) => ancien.code === code);
    const points = pointsInside(own);
    if (points.length === 0) continue;
    const repris = points.filter(([x, y]) => inNouveaux(x, y) !== null).length;
    sorts.set(code, repris < points.length * PART_MIN ? "sorti" : "redessine");
  }
  return sorts;
}

function pointsInside(perimetres: readonly Perimetre[]): readonly (readonly [number, number])[] {
  const outline = perimetres.flatMap(({ polygones }) => polygones.flatMap((rings) => rings[0] ?? []));
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const isInside = buildPointLocator(perimetres);
  const points: [number, number][] = [];
  for (let i = 0; i < COTE; i += 1) {
    for (let j = 0; j < COTE; j += 1) {
      const point: [number, number] = [
        west + ((east - west) * (i + 0.5)) / COTE,
        south + ((north - south) * (j + 0.5)) / COTE,
      ];
      if (isInside(...point) !== null) points.push(point);
    }
  }
  return points;
}
