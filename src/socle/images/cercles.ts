import type { ColonneFigure } from "../lectures/observatoire/figure.ts";
import { formatValeur } from "../regles/table/genre.ts";
import { fillOf, type Remplissage } from "./carte-parts.ts";
import type { Echelle } from "./echelle.ts";
import type { EntreeImage } from "./image.ts";
import type { Point } from "./simplify.ts";
import { escapeXml, round1 } from "./svg.ts";

/** `href`: where it leads, when it does. */
export type Cercle = Remplissage & {
  readonly centre: Point;
  readonly rayon: number;
  readonly titre: string;
  readonly href?: string;
};

export const PLEIN: Remplissage = { couleur: "#4a8fae", motif: "aucun" };

/** In pixels, for the largest count. */
export const RAYON_MAX = 34;

/** Draws the largest first: a small circle is never hidden. */
export function drawCercles(cercles: readonly Cercle[], id: string): string[] {
  if (cercles.length === 0) return [];
  const drawn = cercles
    .toSorted((a, b) => b.rayon - a.rayon)
    .map(({ centre: [x, y], rayon, titre, href, ...fill }) =>
      lier(
        href,
        titre,
        `<circle cx="${round1(x)}" cy="${round1(y)}" r="${Math.round(rayon * 100) / 100}" fill="${fillOf(fill, id)}"><title>${escapeXml(titre)}</title></circle>`,
      ),
    );
  return [`<g stroke="#083d54" stroke-width="0.8" fill-opacity="0.85">`, ...drawn, "</g>"];
}

/** A mark that leads somewhere is reached by the keyboard, under the words of its title. */
export function lier(href: string | undefined, titre: string, marque: string): string {
  return href ? `<a href="${escapeXml(href)}" aria-label="${escapeXml(titre)}">${marque}</a>` : marque;
}

/** A legend cannot show a fraction of a dwelling. */
function isReadable(repere: number, { genre }: ColonneFigure): boolean {
  return genre !== "nombre" || Number.isInteger(repere);
}

/** At most three reference circles, then the swatches of what has no count. `largeur`: of the map's frame, `rayonMax`: of its largest circle, in its pixels. */
export function legendeCercles(
  colonne: ColonneFigure,
  nombres: readonly number[],
  { echelle, largeur, rayonMax }: { readonly echelle: Echelle; readonly largeur: number; readonly rayonMax: number },
): readonly EntreeImage[] {
  const haut = Math.max(0, ...nombres);
  const reperes =
    haut > 0
      ? [...new Set([haut, haut / 4, haut / 16].map(roundDown))].filter(
          (repere) => repere > 0 && isReadable(repere, colonne),
        )
      : [];
  return [
    ...reperes.map((repere) => {
      const rayon = round1(rayonMax * Math.sqrt(repere / haut));
      const cote = Math.ceil(rayon * 2 + 2);
      const draw = (taille: string) =>
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cote} ${cote}" ${taille} aria-hidden="true"><circle cx="${cote / 2}" cy="${cote / 2}" r="${rayon}" fill="${PLEIN.couleur}" stroke="#083d54" stroke-width="0.8"/></svg>`;
      return {
        ...PLEIN,
        libelle: formatValeur(repere, colonne.genre),
        svg: draw(`width="${cote}" height="${cote}"`),
        hauteur: cote,
        large: draw(`width="${round1((cote / largeur) * 100)}%"`),
      };
    }),
    ...echelle.legende.filter(({ motif }) => motif !== "aucun"),
  ];
}

/** Keeps one significant digit: 1 234 → 1 000, 0.037 → 0.03. */
function roundDown(valeur: number): number {
  const unite = 10 ** Math.floor(Math.log10(valeur));
  return Number((Math.floor(valeur / unite) * unite).toPrecision(3));
}
