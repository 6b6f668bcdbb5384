import type { Contour } from "../rows.ts";
import { guessEpsg, isInFrance, type Point, type Projeter, projectionOf } from "./projection.ts";

type Anneaux = readonly (readonly Point[])[];

/** A GeoJSON member of unknown content: everything in it is checked before use. */
export type Objet = Readonly<Record<string, unknown>>;

export function isObjet(value: unknown): value is Objet {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** EPSG number of the collection's `crs`, 4326 for CRS84; null when it is unknown to us. */
export function epsgOf(collection: Objet): number | null {
  const crs = collection.crs;
  const properties = isObjet(crs) ? crs.properties : undefined;
  const name = isObjet(properties) ? properties.name : undefined;
  if (typeof name !== "string") return null;
  if (/CRS84$/i.test(name)) return 4326;
  const code = /EPSG:+(?:[\d.]*:)?(\d{4,5})$/i.exec(name)?.[1];
  return code ? Number(code) : null;
}

/** Polygons of a Polygon or MultiPolygon geometry, in the file's own coordinates; null for anything else or a broken ring. */
export function readPolygones(geometry: unknown): Anneaux[] | null {
  if (!isObjet(geometry)) return null;
  const { type, coordinates } = geometry as { readonly type?: unknown; readonly coordinates?: unknown };
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : null;
  if (!Array.isArray(polygons) || polygons.length === 0) return null;
  const read: Anneaux[] = [];
  for (const polygon of polygons) {
    const rings = readAnneaux(polygon);
    if (rings === null) return null;
    read.push(rings);
  }
  return read;
}

function readAnneaux(polygon: unknown): Anneaux | null {
  if (!Array.isArray(polygon) || polygon.length === 0) return null;
  const rings = polygon.map(readAnneau);
  return rings.every((ring) => ring !== null) ? rings : null;
}

/** A closed ring has at least four points. */
function readAnneau(ring: unknown): readonly Point[] | null {
  if (!Array.isArray(ring) || ring.length < 4) return null;
  const points = ring.map(readPosition);
  return points.every((point) => point !== null) ? points : null;
}

function readPosition(position: unknown): Point | null {
  if (!Array.isArray(position)) return null;
  const [x, y]: readonly unknown[] = position;
  return typeof x === "number" && typeof y === "number" && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}

export type Projection = { readonly projeter: Projeter; readonly isInverse: boolean };

/**
 * Conversion of this file's coordinates to WGS84: by its `crs` when the size of the numbers agrees, else by the numbers. `isInverse`: latitude was
 * written first. null: no system of France fits.
 */
export function findProjection(declared: number | null, [x, y]: Point): Projection | null {
  const guessed = guessEpsg(x, y);
  const epsg = declared !== null && (guessed === 4326) === (declared === 4326) ? declared : guessed;
  const projeter = epsg === null ? null : projectionOf(epsg);
  if (!projeter) return null;
  if (isInFrance(...projeter(x, y))) return { projeter, isInverse: false };
  return guessed === 4326 && isInFrance(y, x) ? { projeter: (a, b) => [b, a], isInverse: true } : null;
}

export function projectPolygones(polygones: readonly Anneaux[], projeter: Projeter): Contour["coordinates"] {
  return polygones.map((rings) => rings.map((ring) => ring.map(([x, y]) => projeter(x, y))));
}
