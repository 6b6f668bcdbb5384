import { Delaunay } from "d3-delaunay";
import { COMMUNES, type CommuneDemo, communeOf, SAINT_DIZIER } from "./communes.ts";
import {
  clipConvex,
  convexHull,
  discAround,
  distance,
  type Point,
  type Polygone,
  signedArea,
  toDegrees,
  toPlan,
} from "./geometrie.ts";

/** How far the drawn territory goes beyond its communes' inner points, in kilometres. */
const MARGE_CONTOUR = 2.6;
/** No commune is drawn farther than this from its own point: what rounds the outer edge. */
const RAYON_MAX = 5.2;
/** Sides of a disc: enough to look round at the scale of a page. */
const SOMMETS = 96;

const SITES: readonly Point[] = COMMUNES.map((commune) => toPlan(commune.longitude, commune.latitude));

export function siteOf(commune: CommuneDemo): Point {
  return toPlan(commune.longitude, commune.latitude);
}

/** Half the way to the nearest neighbour, in kilometres: a disc of this radius stays inside the commune's cell. */
export function innerRadius(commune: CommuneDemo): number {
  const site = siteOf(commune);
  const others = SITES.filter((_, rank) => COMMUNES[rank] !== commune);
  return Math.min(...others.map((other) => distance(site, other))) / 2;
}

/**
 * Schematic cells: a Voronoi diagram of the communes' inner points, cut by the hull of the territory widened by a few kilometres
 * and by a disc around each point. Two neighbours keep a common border: it is as far from one point as from the other.
 */
function drawCells(): ReadonlyMap<string, Polygone> {
  const contour = widenedHull(SITES, MARGE_CONTOUR);
  const voronoi = Delaunay.from(SITES.map(([x, y]) => [x, y])).voronoi([-60, -60, 60, 60]);
  return new Map(
    COMMUNES.map((commune, rank) => {
      const site = siteOf(commune);
      // d3 closes its rings and turns them clockwise in a plane whose y axis goes up.
      const ring = (voronoi.cellPolygon(rank) ?? []).slice(0, -1).map(([x, y]): Point => [x, y]);
      const cell = signedArea(ring) > 0 ? ring : [...ring].reverse();
      return [commune.code, clipConvex(clipConvex(cell, contour), discAround(site, RAYON_MAX, SOMMETS))];
    }),
  );
}

/** Convex hull of discs around the points: a convex outline without corners. */
function widenedHull(points: readonly Point[], marge: number): Polygone {
  return convexHull(points.flatMap((point) => discAround(point, marge, 48)));
}

const VERT_BOIS_CENTRE_KM: Point = [0.55, 0.72];
/** Distance of each vertex to the centre, in metres: an outline that looks drawn by streets. */
const VERT_BOIS_RAYONS = [520, 470, 500, 560, 490, 430, 480, 540, 510, 440, 470, 530] as const;

/** Fictitious: neither the place nor the shape is the real Vert-Bois, whose perimeter is not available as open data. */
export const VERT_BOIS: Polygone = VERT_BOIS_RAYONS.map((rayon, rank): Point => {
  const centre = centreVertBois();
  const angle = (2 * Math.PI * rank) / VERT_BOIS_RAYONS.length;
  return [centre[0] + (rayon / 1000) * Math.cos(angle), centre[1] + (rayon / 1000) * Math.sin(angle)];
});

export function centreVertBois(): Point {
  const [x, y] = siteOf(communeOf(SAINT_DIZIER));
  return [x + VERT_BOIS_CENTRE_KM[0], y + VERT_BOIS_CENTRE_KM[1]];
}

/** communes.geojson: schematic contours, replaced by the official ones when they are imported. */
export function writeCommunes(): string {
  const cells = drawCells();
  return writeCollection(
    COMMUNES.map((commune) => ({
      type: "Feature",
      properties: {
        code: commune.code,
        nom: commune.nom,
        population: commune.population,
        secteur: commune.secteur,
        schematique: true,
      },
      geometry: { type: "Polygon", coordinates: [ringOf(cells.get(commune.code) ?? [])] },
    })),
  );
}

const CODE_VERT_BOIS = "DEMO-VERT-BOIS";
const NOM_VERT_BOIS = "Vert-Bois (périmètre de démonstration)";

/** The same fictitious perimeter whatever the generation of the geography asked for. */
export function writeQpv(generation: 2015 | 2024): string {
  return writeCollection([
    {
      type: "Feature",
      properties: { code: CODE_VERT_BOIS, nom: NOM_VERT_BOIS, generation, commune: SAINT_DIZIER, fictif: true },
      geometry: { type: "Polygon", coordinates: [ringOf(VERT_BOIS)] },
    },
  ]);
}

function ringOf(polygone: Polygone): (readonly [number, number])[] {
  const ring = polygone.map(toDegrees);
  return [...ring, ...ring.slice(0, 1)];
}

/** One feature a line: a person can read the file, and a comparison of two versions too. */
function writeCollection(features: readonly object[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(",\n")}\n]}\n`;
}
