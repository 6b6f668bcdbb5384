import proj4 from "proj4";

/** Kilometres east and north of the territory's middle. */
export type Point = readonly [x: number, y: number];

export type Polygone = readonly Point[];

const ORIGINE = { longitude: 4.93, latitude: 48.56 } as const;
const KM_PAR_DEGRE = 111.32;
const KM_PAR_DEGRE_LONGITUDE = KM_PAR_DEGRE * Math.cos((ORIGINE.latitude * Math.PI) / 180);

/** RGF93 / Lambert-93, EPSG:2154. */
const LAMBERT_93 =
  "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs";
const projection = proj4("EPSG:4326", LAMBERT_93);

/** Flat enough over the 45 km of the territory: an error of a few metres does not matter to a schematic map. */
export function toPlan(longitude: number, latitude: number): Point {
  return [(longitude - ORIGINE.longitude) * KM_PAR_DEGRE_LONGITUDE, (latitude - ORIGINE.latitude) * KM_PAR_DEGRE];
}

/** WGS84 degrees to five decimals, about a metre. */
export function toDegrees([x, y]: Point): [longitude: number, latitude: number] {
  return [round(ORIGINE.longitude + x / KM_PAR_DEGRE_LONGITUDE, 5), round(ORIGINE.latitude + y / KM_PAR_DEGRE, 5)];
}

/** Lambert-93 metres, to the decimetre. */
export function toLambert93(point: Point): readonly [x: number, y: number] {
  const [x, y] = projection.forward([
    ORIGINE.longitude + point[0] / KM_PAR_DEGRE_LONGITUDE,
    ORIGINE.latitude + point[1] / KM_PAR_DEGRE,
  ]);
  return [round(x, 1), round(y, 1)];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function isInside(point: Point, polygone: Polygone): boolean {
  let inside = false;
  for (const [a, b] of edgesOf(polygone)) {
    const crosses = a[1] > point[1] !== b[1] > point[1];
    if (crosses && point[0] < a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
}

export function distanceToBorder(point: Point, polygone: Polygone): number {
  return Math.min(...edgesOf(polygone).map(([a, b]) => distanceToSegment(point, a, b)));
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
  const along = length === 0 ? 0 : ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length;
  const t = Math.min(1, Math.max(0, along));
  return distance(point, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
}

function edgesOf(polygone: Polygone): (readonly [Point, Point])[] {
  return polygone.map((point, rank) => [point, polygone[(rank + 1) % polygone.length] ?? point] as const);
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
