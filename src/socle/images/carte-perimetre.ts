import { labels, projectCommunes } from "./carte-parts.ts";
import { type ContourCarte, fitCadre, pathOf, pointsOf } from "./projection.ts";
import { escapeXml, RAMPE, TRAIT } from "./svg.ts";

type CommunePerimetre = { readonly nom: string; readonly contour: ContourCarte; readonly population: number | null };

type PerimetreDessine = {
  readonly titre: string;
  readonly communes: readonly CommunePerimetre[];
  readonly largeur: number;
  /** Names written on the map, the most peopled first. */
  readonly etiquettes: number;
};

/** Which communes a territory is made of, without any figure of theirs. A text beside it says their number. */
export function renderCartePerimetre({ titre, communes, largeur, etiquettes }: PerimetreDessine): string {
  const cadre = fitCadre(pointsOf(communes.map(({ contour }) => contour)), largeur, { hauteurMax: largeur });
  const shapes = projectCommunes(communes, cadre);
  const nommees = shapes
    .toSorted((a, b) => (b.commune.population ?? 0) - (a.commune.population ?? 0))
    .map(({ commune, rings }) => ({ nom: commune.nom, rings }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${cadre.hauteur}" width="${largeur}" height="${cadre.hauteur}" role="img" aria-labelledby="perimetre-t">`,
    `<title id="perimetre-t">${escapeXml(titre)}</title>`,
    `<g fill="${RAMPE[1]}" stroke="${TRAIT}" stroke-width="0.6" stroke-linejoin="round" fill-rule="evenodd">`,
    ...shapes.map(({ commune, rings }) => `<path d="${pathOf(rings)}"><title>${escapeXml(commune.nom)}</title></path>`),
    "</g>",
    ...labels(nommees, { largeur, hauteur: cadre.hauteur, etiquettes }),
    "</svg>",
  ].join("");
}
