import { type CommuneCarte, projectCommunes } from "#socle/images/carte-parts.ts";
import { fitCadre, pathOf, pointsOf } from "#socle/images/projection.ts";
import { ACCENT, escapeXml, FOND, POLICE, round1, TRAIT } from "#socle/images/svg.ts";

/** Numbered as in the list beside the map, which is read first. */
export type PointGuichet = { readonly numero: number; readonly nom: string; readonly point: readonly [number, number] };

/** Enough for sixty communes on a phone: 4 kB compressed. */
const SOMMETS = 700;
const RAYON = 17;
const LARGEUR = 600;

/** The territory, its communes and its desks; null when no desk is located, or no contour is published. */
export function renderCarteGuichets(
  communes: readonly CommuneCarte[],
  guichets: readonly PointGuichet[],
  titre: string,
): string | null {
  if (communes.length === 0 || guichets.length === 0) return null;
  const cadre = fitCadre(pointsOf(communes.map(({ contour }) => contour)), LARGEUR, { hauteurMax: 620 });
  const formes = projectCommunes(communes, cadre, SOMMETS).map(({ rings }) => pathOf(rings));
  const points = guichets.map(({ numero, nom, point }) => {
    const [x, y] = cadre.project(point);
    return `<g><title>${escapeXml(`${numero}. ${nom}`)}</title><circle cx="${round1(x)}" cy="${round1(y)}" r="${RAYON}" fill="${ACCENT}" stroke="#ffffff" stroke-width="2"/><text x="${round1(x)}" y="${round1(y + 7)}" fill="#ffffff">${numero}</text></g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cadre.largeur} ${cadre.hauteur}" role="img" aria-label="${escapeXml(titre)}">`,
    `<path fill="${FOND}" stroke="${TRAIT}" stroke-width="0.8" fill-rule="evenodd" d="${formes.join("")}"/>`,
    `<g font-family="${escapeXml(POLICE)}" font-size="20" font-weight="700" text-anchor="middle">${points.join("")}</g>`,
    "</svg>",
  ].join("");
}
