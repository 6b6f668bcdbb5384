import type { FondFigure } from "../images/fond.ts";
import { shapesOf } from "../images/fond.ts";
import type { Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { champsOf } from "./figure-table.ts";
import { toValeur } from "./valeur.ts";

/** WGS84 (RFC 7946): rows with their fields as properties; a row without a place keeps a null geometry. */
export function renderFigureGeojson(figure: Figure, fond: FondFigure | null): string {
  const champs = champsOf(figure);
  return JSON.stringify({
    type: "FeatureCollection",
    name: figure.code,
    features: figure.lignes.map((ligne) => ({
      type: "Feature",
      id: ligne.cle,
      properties: Object.fromEntries(champs.map(({ code, valeur }) => [code, toValeur(valeur(ligne))])),
      geometry: geometryOf(figure, ligne, fond),
    })),
  });
}

type Anneau = readonly (readonly [number, number])[];

function geometryOf(figure: Figure, ligne: LigneFigure, fond: FondFigure | null): unknown {
  if (ligne.point) return { type: "Point", coordinates: ligne.point };
  if (ligne.total || !fond) return null;
  const polygons = shapesOf(figure.maille, ligne.cle, fond).flatMap(({ contour }) => contour.coordinates);
  return polygons.length === 0
    ? null
    : { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring, i) => wind(ring, i === 0))) };
}

/** Outer rings turn counterclockwise, holes clockwise. */
function wind(ring: Anneau, outer: boolean): Anneau {
  const area = ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [x, y];
    return sum + x * ny - nx * y;
  }, 0);
  return area > 0 === outer ? ring : ring.toReversed();
}
