import Flatbush from "flatbush";
import pointInPolygon from "point-in-polygon-hao";

/** Rings of [longitude, latitude], the first of each polygon is its outline, the others its holes. */
export type Polygones = readonly (readonly (readonly (readonly [number, number])[])[])[];

export type Perimetre = { readonly code: string; readonly polygones: Polygones };

/** The code of the perimeter that holds the point, or null outside all of them. A point on a border is inside. */
export type PointLocator = (longitude: number, latitude: number) => string | null;

/** Index of boxes, then the robust test on the few candidates: ray casting alone disagrees near vertices. */
export function buildPointLocator(perimetres: readonly Perimetre[]): PointLocator {
  const polygons = perimetres.flatMap(({ code, polygones }) =>
    polygones.map((rings) => ({ code, rings: rings.map(closeRing) })),
  );
  if (polygons.length === 0) return () => null;
  const index = new Flatbush(polygons.length);
  for (const { rings } of polygons) index.add(...boxOf(rings[0] ?? []));
  index.finish();
  return (longitude, latitude) => {
    for (const i of index.search(longitude, latitude, longitude, latitude)) {
      const polygon = polygons[i];
      if (polygon && pointInPolygon([longitude, latitude], polygon.rings) !== false) return polygon.code;
    }
    return null;
  };
}

/** The robust test wants the last vertex to repeat the first. */
function closeRing(ring: readonly (readonly [number, number])[]): [number, number][] {
  const points = ring.map(([x, y]): [number, number] => [x, y]);
  const first = points[0];
  const last = points.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) points.push([first[0], first[1]]);
  return points;
}

function boxOf(ring: readonly (readonly [number, number])[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
