import { chooseEchelle, type Echelle } from "#socle/images/echelle.ts";
import type { ContourCarte } from "#socle/images/projection.ts";
import { simplifyRings } from "#socle/images/simplify.ts";
import { celluleOf, formatCellule, nombreOf } from "#socle/images/texte-figure.ts";
import type { LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { CarteDetaillee } from "../../lectures/carte/carte.ts";
import type { FondObservatoire } from "../adresses.ts";

/** Radius in pixels for one dwelling: areas are proportional to dwellings. */
const RAYON_UNITE = 1.1;
/** Smallest dot that can be seen and touched. */
const RAYON_MIN = 3;

/** GeoJSON of the résidences, with the page's colours, radii and words. */
export function renderPoints({ figure, colonne, seuils, question }: CarteDetaillee): string {
  const echelle = chooseEchelle(colonne, figure.lignes, seuils);
  const features = figure.lignes.flatMap((ligne) =>
    ligne.point
      ? [
          {
            type: "Feature",
            properties: {
              ...describe(ligne, colonne),
              ...dessin(ligne, echelle),
              fiche: ficheOf(question.epci, ligne),
            },
            geometry: { type: "Point", coordinates: ligne.point },
          },
        ]
      : [],
  );
  return JSON.stringify({ type: "FeatureCollection", features });
}

function describe(ligne: LigneFigure, colonne: CarteDetaillee["colonne"]): Record<string, string> {
  const texte = (code: string) => formatCellule(celluleOf(ligne, code), "texte");
  const logements = formatCellule(celluleOf(ligne, "logements"), "nombre");
  const valeur = `${colonne.libelle} : ${formatCellule(celluleOf(ligne, colonne.code), colonne.genre)}`;
  return {
    cle: ligne.cle,
    nom: ligne.libelle,
    dit: colonne.code === "logements" ? valeur : `${valeur} ; ${logements} logements`,
    lieu: `${texte("commune")}, ${texte("bailleur")}`,
  };
}

function dessin(ligne: LigneFigure, { fill }: Echelle): Record<string, string | number> {
  const logements = nombreOf(ligne, "logements") ?? 0;
  const { couleur } = fill(ligne);
  return { couleur, rayon: Math.max(RAYON_MIN, Math.round(RAYON_UNITE * Math.sqrt(logements) * 10) / 10) };
}

function ficheOf(epci: string, { chemin }: LigneFigure): string {
  return chemin ? hrefTerritoire(epci, chemin) : "";
}

/** In degrees, about 30 m: finer than a pixel on the whole territory. */
const TOLERANCE = 0.0003;
const PAS = 0.00001;

/** GeoJSON of the contours in degrees, simplified along shared borders. */
export function renderContours(fond: FondObservatoire, couche: "communes" | "qpv"): string {
  const formes: readonly { readonly nom: string; readonly contour: ContourCarte }[] = fond[couche];
  const rings = formes.flatMap(({ contour }) => contour.coordinates.flat());
  const simplified = simplifyRings(rings, couche === "qpv" ? PAS : TOLERANCE, PAS);
  let next = 0;
  const features = formes.map(({ nom, contour }) => ({
    type: "Feature",
    properties: { nom },
    geometry: {
      type: "MultiPolygon",
      coordinates: contour.coordinates
        .map((polygon) => polygon.map(() => close(simplified[next++] ?? [])).filter((ring) => ring.length > 3))
        .filter((polygon) => polygon.length > 0),
    },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

function close(ring: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const [first] = ring;
  return first ? [...ring, first] : [];
}
