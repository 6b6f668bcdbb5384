import { geoConicConformal } from "d3-geo";
import type { Point } from "./simplify.ts";
import { round1 } from "./svg.ts";

/** GeoJSON MultiPolygon in WGS84, as importers give it: polygons of rings of [longitude, latitude]. */
export type ContourCarte = {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly (readonly [number, number])[])[][];
};

export type Cadre = {
  readonly largeur: number;
  readonly hauteur: number;
  /** At the middle of the map. */
  readonly kmParPixel: number;
  project(point: readonly [number, number]): Point;
};

type Boite = { minX: number; minY: number; maxX: number; maxY: number };

/**
 * Lambert-93's cone (parallels 44° and 49°, meridian 3° east) fitted to the points, with `marge` pixels around. Overseas, where that cone would turn
 * the map, the same projection is centred on the territory. `etendueMin` (km) keeps one point from filling the frame; `bas` pixels are left free under it; `kmMin`
 * kilometres a pixel, at least.
 */
export function fitCadre(
  points: Iterable<readonly [number, number]>,
  largeur: number,
  options: {
    hauteurMax: number;
    hauteurMin?: number;
    marge?: number;
    etendueMin?: number;
    bas?: number;
    kmMin?: number;
  },
): Cadre {
  const all = [...points];
  const raw = conformal(all);
  const box = boxOf(all.map(raw));
  const marge = options.marge ?? 8;
  const bas = options.bas ?? 0;
  const floor = (options.etendueMin ?? 0) / KM_PER_UNIT;
  const width = Math.max(box.maxX - box.minX, floor, 1e-9);
  const height = Math.max(box.maxY - box.minY, floor, 1e-9);
  const scale = Math.min(
    (largeur - 2 * marge) / width,
    (options.hauteurMax - bas - 2 * marge) / height,
    KM_PER_UNIT / (options.kmMin ?? 0),
  );
  const hauteur = Math.max(options.hauteurMin ?? 0, Math.ceil(height * scale + 2 * marge) + bas);
  const [cx, cy] = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  return {
    largeur,
    hauteur,
    kmParPixel: KM_PER_UNIT / scale,
    project(point) {
      const [x, y] = raw(point);
      return [largeur / 2 + (x - cx) * scale, (hauteur - bas) / 2 + (y - cy) * scale];
    },
  };
}

const SCALE = 1000;
/** One unit of the unfitted projection: the Earth's radius over its scale. */
const KM_PER_UNIT = 6371 / SCALE;

function conformal(points: readonly (readonly [number, number])[]): (point: readonly [number, number]) => Point {
  const projection = geoConicConformal().scale(SCALE).translate([0, 0]);
  const [longitude, latitude] = points[0] ?? [3, 46.5];
  if (isMetropole(longitude, latitude)) projection.parallels([44, 49]).rotate([-3, 0]);
  else projection.parallels([latitude - 1, latitude + 1]).rotate([-longitude, 0]);
  return (point) => {
    const projected = projection([point[0], point[1]]);
    if (!projected) throw new Error(`The projection has no image for ${point[0]}, ${point[1]}`);
    return projected;
  };
}

function isMetropole(longitude: number, latitude: number): boolean {
  return longitude > -6 && longitude < 10.5 && latitude > 41 && latitude < 52;
}

function boxOf(points: readonly Point[]): Boite {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return Number.isFinite(box.minX) ? box : { minX: 0, minY: 0, maxX: 1, maxY: 1 };
}

export function* pointsOf(contours: Iterable<ContourCarte>): Generator<readonly [number, number]> {
  for (const contour of contours) for (const polygon of contour.coordinates) for (const ring of polygon) yield* ring;
}

/** Relative moves with one decimal: about half the size of absolute ones. Holes need `fill-rule="evenodd"`. */
export function pathOf(rings: readonly (readonly Point[])[]): string {
  return rings.map(ringPath).join("");
}

function ringPath(ring: readonly Point[]): string {
  const [first, ...rest] = ring;
  if (!first) return "";
  let [x, y] = [round1(first[0]), round1(first[1])];
  let path = `M${x} ${y}l`;
  for (const point of rest) {
    const [dx, dy] = [round1(point[0] - x), round1(point[1] - y)];
    path += `${path.endsWith("l") || dx < 0 ? "" : " "}${short(dx)}${dy < 0 ? "" : " "}${short(dy)}`;
    [x, y] = [round1(x + dx), round1(y + dy)];
  }
  return `${path}z`;
}

function short(value: number): string {
  return String(value).replace(/^(-?)0\./, "$1.");
}

/** Centre and width of the largest ring, where a name has the most room. */
export function anchorOf(rings: readonly (readonly Point[])[]): { x: number; y: number; largeur: number } | null {
  let best: { x: number; y: number; largeur: number } | null = null;
  let area = 0;
  for (const ring of rings) {
    const found = centroid(ring);
    if (found.area > area) {
      area = found.area;
      const box = boxOf(ring);
      best = { x: found.x, y: found.y, largeur: box.maxX - box.minX };
    }
  }
  return best;
}

function centroid(ring: readonly Point[]): { x: number; y: number; area: number } {
  let [area, x, y] = [0, 0, 0];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a;
    const cross = a[0] * b[1] - b[0] * a[1];
    area += cross;
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  });
  return area === 0 ? { x: 0, y: 0, area: 0 } : { x: x / (3 * area), y: y / (3 * area), area: Math.abs(area / 2) };
}
