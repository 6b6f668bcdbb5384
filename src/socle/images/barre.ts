import { formatTaux } from "../regles/shared/format.ts";
import { LIBELLE_MANQUE } from "../regles/shared/manque.ts";
import { ACCENT, ENCRE, escapeXml, FOND, round1, TRAIT } from "./svg.ts";

export type Barre = {
  /** Between 0 and 1; null when the denominator is 0. */
  readonly taux: number | null;
  /** Bounds that the unlocated allow, drawn as a lighter segment; null when unknown or nothing to show. */
  readonly bornes: readonly [number, number] | null;
  /** Legal floor (solid mark) and convention target (dashed mark), null: none. */
  readonly plancher: number;
  readonly cible: number | null;
  /** Right end of the scale: 1, unless the rows of a table share a shorter one. */
  readonly echelle?: number;
  readonly largeur?: number;
  readonly titre: string;
};

const HAUTEUR = 16;
const EPAISSEUR = 9;

/** « Part et objectif » for documents: bar of the rate, lighter interval, mark of the floor and of the target. */
export function renderBarre(barre: Barre): string {
  const largeur = barre.largeur ?? 160;
  const at = (taux: number) => round1(1 + (Math.min(taux, barre.echelle ?? 1) / (barre.echelle ?? 1)) * (largeur - 2));
  const top = (HAUTEUR - EPAISSEUR) / 2;
  const [basse, haute] = barre.bornes ?? [barre.taux ?? 0, barre.taux ?? 0];
  const parts = [
    `<rect x="0.5" y="${top}" width="${largeur - 1}" height="${EPAISSEUR}" fill="${FOND}" stroke="${TRAIT}" stroke-width="0.7"/>`,
  ];
  if (barre.taux !== null) {
    parts.push(segment(1, at(basse), top, ACCENT), segment(at(basse), at(haute), top, "#8dbbd0"));
    const x = at(barre.taux);
    if (haute > basse) parts.push(`<path d="M${x} ${top}v${EPAISSEUR}" stroke="${ACCENT}" stroke-width="1.2"/>`);
  }
  parts.push(`<path d="M${at(barre.plancher)} 0v${HAUTEUR}" stroke="${ENCRE}" stroke-width="1.8"/>`);
  if (barre.cible !== null) {
    parts.push(
      `<path d="M${at(barre.cible)} 0v${HAUTEUR}" stroke="${ENCRE}" stroke-width="1.8" stroke-dasharray="3 2"/>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${HAUTEUR}" width="${largeur}" height="${HAUTEUR}" role="img"><title>${escapeXml(`${barre.titre} : ${describe(barre)}`)}</title>${parts.join("")}</svg>`;
}

function segment(from: number, to: number, top: number, couleur: string): string {
  const width = round1(to - from);
  if (width <= 0) return "";
  return `<rect x="${from}" y="${top + 0.5}" width="${width}" height="${EPAISSEUR - 1}" fill="${couleur}"/>`;
}

function describe({ taux, bornes, plancher, cible }: Barre): string {
  const part = taux === null ? LIBELLE_MANQUE[bornes ? "inconnu" : "sans-objet"] : formatTaux(taux);
  const entre = bornes ? `, entre ${formatTaux(bornes[0])} et ${formatTaux(bornes[1])}` : "";
  const vise = cible === null ? "" : `, cible ${formatTaux(cible)}`;
  return `${part}${entre}, plancher ${formatTaux(plancher)}${vise}`;
}
