import { readContoursSync, SOURCE_CONTOURS } from "#donnees/formats/contours-communes.ts";
import type { Contour } from "#donnees/formats/rows.ts";
import { COMMUNES, type CommuneDemo, communeOf, SAINT_DIZIER } from "./communes.ts";
import { distanceToBorder, type Point, type Polygone, toDegrees, toPlan } from "./geometrie.ts";

let kept: ReadonlyMap<string, Contour> | undefined;

/** Read when the first file is written: a server that starts again writes none. */
function contours(): ReadonlyMap<string, Contour> {
  kept ??= readContoursSync(COMMUNES.map(({ code }) => code));
  return kept;
}

export function siteOf(commune: CommuneDemo): Point {
  return toPlan(commune.longitude, commune.latitude);
}

/** To the commune's nearest border, in kilometres: a disc of this radius around its point stays inside. */
export function innerRadius(commune: CommuneDemo): number {
  return distanceToBorder(siteOf(commune), contourOf(commune));
}

/** Its outline in the plan, the largest of its parts. */
function contourOf({ code, nom }: CommuneDemo): Polygone {
  const parts =
    contours()
      .get(code)
      ?.coordinates.map(([ring = []]) => ring) ?? [];
  const [largest] = parts.toSorted((a, b) => b.length - a.length);
  if (!largest) throw new Error(`No contour of ${nom}.`);
  return largest.slice(0, -1).map(([longitude, latitude]) => toPlan(longitude, latitude));
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

/** communes.geojson: the official contours, and the secteurs of the convention. */
export function writeCommunes(): string {
  return writeCollection(
    COMMUNES.map((commune) => ({
      type: "Feature",
      properties: {
        code: commune.code,
        nom: commune.nom,
        population: commune.population,
        secteur: commune.secteur,
        source: SOURCE_CONTOURS,
      },
      geometry: contours().get(commune.code),
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
