import type { LigneEnCours } from "../decode/ligne.ts";
import { guessEpsg, isInFrance, type Point, type Projeter, projectionOf } from "../geo/projection.ts";

const projections = new Map<number, Projeter | null>();

/**
 * WGS84 degrees of a dwelling; null when the file has no usable point: (0, 0), outside France, unknown system. Each case is an AVE: coordinates never
 * reject a dwelling. Swapped latitude and longitude are put back, with a warning.
 */
export function locatePoint(
  ligne: LigneEnCours,
  [x, y]: Point,
  { colonne, epsg, isDegres }: { readonly colonne: string; readonly epsg: number | null; readonly isDegres: boolean },
): Point | null {
  if (x === 0 && y === 0) {
    ligne.warn(
      "coordonnees-nulles",
      colonne,
      "0 ; 0",
      "Les coordonnées valent 0 ; 0 : le logement est tenu pour non localisé.",
    );
    return null;
  }
  const guessed = guessEpsg(x, y);
  // The declared system wins, unless the size of the numbers contradicts it (degrees announced, metres written).
  const system = epsg !== null && (guessed === 4326) === (epsg === 4326) ? epsg : guessed;
  if (isDegres && guessed === 2154) {
    ligne.warn(
      "coordonnees-lambert",
      colonne,
      `${x} ; ${y}`,
      "Les colonnes de longitude et latitude contiennent du Lambert-93 : converties en degrés.",
    );
  }
  const point = project(x, y, system);
  if (point && isInFrance(point[0], point[1])) return point;
  if (guessed === 4326 && isInFrance(y, x)) {
    ligne.warn(
      "coordonnees-inversees",
      colonne,
      `${x} ; ${y}`,
      "La longitude et la latitude sont inversées : remises dans l’ordre.",
    );
    return [y, x];
  }
  ligne.warn(
    "coordonnees-hors-france",
    colonne,
    `${x} ; ${y}`,
    "Les coordonnées tombent hors de France : le logement est tenu pour non localisé.",
  );
  return null;
}

/** Neighbouring lines are of one building: its point is projected once. */
let dernier: { readonly x: number; readonly y: number; readonly epsg: number | null; readonly point: Point | null } = {
  x: Number.NaN,
  y: Number.NaN,
  epsg: null,
  point: null,
};

function project(x: number, y: number, epsg: number | null): Point | null {
  if (x !== dernier.x || y !== dernier.y || epsg !== dernier.epsg) {
    const point = epsg === null ? null : (projeterOf(epsg)?.(x, y) ?? null);
    dernier = { x, y, epsg, point };
  }
  return dernier.point;
}

function projeterOf(epsg: number): Projeter | null {
  let projeter = projections.get(epsg);
  if (projeter === undefined) {
    projeter = projectionOf(epsg);
    projections.set(epsg, projeter);
  }
  return projeter;
}
