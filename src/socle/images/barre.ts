import { formatTaux } from "../regles/shared/format.ts";
import { LIBELLE_MANQUE } from "../regles/shared/manque.ts";
import { ACCENT, ENCRE, escapeXml, FOND, RAMPE, round1, TRAIT } from "./svg.ts";

export type Barre = {
  /** Between 0 and 1; null when the denominator is 0. */
  readonly taux: number | null;
  /** Bounds that the unlocated allow, drawn as a lighter segment; null when unknown or nothing to show. */
  readonly bornes: readonly [number, number] | null;
  /** Legal floor (solid mark) and convention target (dashed mark), null: none. */
  readonly plancher: number;
  readonly cible: number | null;
  readonly largeur?: number;
  readonly titre: string;
};

const [HAUTEUR, EPAISSEUR] = [16, 9];

/** « Part et objectif » for documents, from 0 to 100: bar of the rate, lighter interval, mark of the floor and of the target. */
export function renderBarre(barre: Barre): string {
  const { taux, bornes, plancher, cible, titre, largeur = 160 } = barre;
  const at = (part: number) => round1(1 + part * (largeur - 2));
  const top = (HAUTEUR - EPAISSEUR) / 2;
  const [basse, haute] = bornes ?? [taux ?? 0, taux ?? 0];
  const segment = (from: number, to: number, couleur: string) =>
    to > from
      ? `<rect x="${at(from)}" y="${top + 0.5}" width="${round1(at(to) - at(from))}" height="${EPAISSEUR - 1}" fill="${couleur}"/>`
      : "";
  const mark = (part: number, y: number, style: string) => `<path d="M${at(part)} ${y}V${HAUTEUR - y}" ${style}/>`;
  const parts = [
    `<rect x="0.5" y="${top}" width="${largeur - 1}" height="${EPAISSEUR}" fill="${FOND}" stroke="${TRAIT}" stroke-width="0.7"/>`,
    ...(taux === null ? [] : [segment(0, basse, ACCENT), segment(basse, haute, RAMPE[2])]),
    ...(taux !== null && haute > basse ? [mark(taux, top, `stroke="${ACCENT}" stroke-width="1.2"`)] : []),
    ...[0.25, 0.5, 0.75].map((cran) => mark(cran, top + 1, `stroke="#ffffff" stroke-width="0.7"`)),
    mark(plancher, 0, `stroke="${ENCRE}" stroke-width="1.8"`),
    ...(cible === null ? [] : [mark(cible, 0, `stroke="${ENCRE}" stroke-width="1.8" stroke-dasharray="3 2"`)]),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${HAUTEUR}" width="${largeur}" height="${HAUTEUR}" role="img"><title>${escapeXml(`${titre} : ${describe(barre)}`)}</title>${parts.join("")}</svg>`;
}

function describe({ taux, bornes, plancher, cible }: Barre): string {
  const part = taux === null ? LIBELLE_MANQUE[bornes ? "inconnu" : "sans-objet"] : formatTaux(taux);
  const entre = bornes ? `, entre ${formatTaux(bornes[0])} et ${formatTaux(bornes[1])}` : "";
  const vise = cible === null ? "" : `, cible ${formatTaux(cible)}`;
  return `${part}${entre}, plancher ${formatTaux(plancher)}${vise}`;
}
