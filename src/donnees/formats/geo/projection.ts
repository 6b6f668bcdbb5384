import proj4 from "proj4";

/** Official projections of France, as PROJ strings: Lambert-93 and the overseas UTM zones. */
const PROJECTIONS: Readonly<Record<number, string>> = {
  2154: "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs",
  3857: "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs",
  5490: "+proj=utm +zone=20 +ellps=GRS80 +units=m +no_defs",
  4559: "+proj=utm +zone=20 +ellps=GRS80 +units=m +no_defs",
  2972: "+proj=utm +zone=22 +ellps=GRS80 +units=m +no_defs",
  2975: "+proj=utm +zone=40 +south +ellps=GRS80 +units=m +no_defs",
  4471: "+proj=utm +zone=38 +south +ellps=GRS80 +units=m +no_defs",
};

/** EPSG numbers in degrees (WGS84, RGF93 and their overseas likes differ by less than a metre). */
const DEGRES = new Set([4326, 4171, 4258, 84]);

export type Point = readonly [longitude: number, latitude: number];
export type Projeter = (x: number, y: number) => Point;

const identity: Projeter = (x, y) => [x, y];

/** The function that turns coordinates of this EPSG system into WGS84 degrees, null when the system is unknown. */
export function projectionOf(epsg: number): Projeter | null {
  if (DEGRES.has(epsg)) return identity;
  const definition = PROJECTIONS[epsg];
  if (!definition) return null;
  const converter = proj4(definition, "WGS84");
  return (x, y) => {
    const [longitude, latitude] = converter.forward([x, y]);
    return [longitude ?? Number.NaN, latitude ?? Number.NaN];
  };
}

/** Guesses the system of a point of France: degrees, Lambert-93, Web Mercator; null: none of them. */
export function guessEpsg(x: number, y: number): 4326 | 2154 | 3857 | null {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return 4326;
  if (x > 0 && x < 1_300_000 && y > 6_000_000 && y < 7_200_000) return 2154;
  if (Math.abs(x) <= 20_037_509 && Math.abs(y) <= 20_037_509) return 3857;
  return null;
}

/** France and its overseas departments, with a margin: [west, south, east, north]. */
const EMPRISES: readonly (readonly [number, number, number, number])[] = [
  [-5.6, 41, 10, 51.5],
  [-63.2, 14.2, -60.7, 18.3],
  [-54.8, 2, -51.5, 6],
  [55, -21.6, 56, -20.7],
  [44.9, -13.1, 45.4, -12.5],
];

export function isInFrance(longitude: number, latitude: number): boolean {
  return EMPRISES.some(
    ([west, south, east, north]) => longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  );
}
