import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatTauxCourt } from "../regles/shared/format.ts";
import { entreeLegende, GRIS } from "./carte-parts.ts";
import { rampe } from "./classes.ts";
import {
  colonneOf,
  type Demande,
  drawText,
  ETROIT,
  firstRows,
  noteTues,
  percent,
  TAILLE,
  wrapSvg,
} from "./graphique-parts.ts";
import { fitText, type ImageFigure, widthOf } from "./image.ts";
import { ENCRE, escapeXml, TRAIT } from "./svg.ts";
import { celluleOf, formatCellule, manqueOf, nombreOf } from "./texte-figure.ts";

const RANG = 46;
const LIGNES_MAX = 24;

/**
 * Parts of a whole, row by row, in the order of the columns, from light to dark; a part with enough room shows its share. A row with an unknown part
 * has no bar: its other parts would look larger than they are. null when no row can be drawn.
 */
export function renderEmpilees({ figure, comparer }: Demande, codes: readonly string[]): ImageFigure | null {
  // A part that is zero everywhere would take a shade and a line of the legend.
  const colonnes = codes
    .map((code) => colonneOf(figure, code))
    .filter(({ code }) => figure.lignes.some((ligne) => nombreOf(ligne, code) !== 0));
  const { lignes, tues } = firstRows(figure, { nombre: LIGNES_MAX, comparer });
  if (!lignes.some((ligne) => partsOf(ligne, colonnes))) return null;
  const couleurs = rampe(colonnes.length);
  const hauteur = lignes.length * RANG + 4;
  const description = `Parts de ${colonnes.map(({ libelle }) => libelle).join(", ")}. Les valeurs figurent dans le tableau.`;
  return {
    hauteur,
    draw: (largeur) =>
      wrapSvg(
        { titre: figure.titre, description, hauteur, id: `empilees-${figure.code}` },
        largeur,
        lignes.map((ligne, i) => drawRang({ ligne, colonnes, couleurs, y: i * RANG, choisie: ligne.cle === comparer })),
      ),
    legende: colonnes.map(({ libelle }, i) => entreeLegende({ couleur: couleurs[i] ?? GRIS, motif: "aucun" }, libelle)),
    notes: noteTues(tues),
  };
}

/** Shares, adding up to one; null when one is missing or when their sum is 0. */
function partsOf(ligne: LigneFigure, colonnes: readonly ColonneFigure[]): readonly number[] | null {
  const valeurs = colonnes.map(({ code }) => nombreOf(ligne, code));
  const known = valeurs.filter((valeur) => valeur !== null);
  const total = known.reduce((sum, valeur) => sum + valeur, 0);
  if (known.length < valeurs.length || total <= 0 || known.some((valeur) => valeur < 0)) return null;
  return known.map((valeur) => valeur / total);
}

type Rang = {
  readonly ligne: LigneFigure;
  readonly colonnes: readonly ColonneFigure[];
  readonly couleurs: readonly string[];
  readonly y: number;
  readonly choisie: boolean;
};

function drawRang({ ligne, colonnes, couleurs, y, choisie }: Rang): string {
  const gras = choisie || ligne.total === true;
  const nom = drawText(fitText(`${choisie ? "► " : ""}${ligne.libelle}`, ETROIT, TAILLE), { x: 0, y: y + 15, gras });
  const parts = partsOf(ligne, colonnes);
  if (!parts) {
    const manque = colonnes.map(({ code }) => celluleOf(ligne, code)).find((cellule) => manqueOf(cellule) !== null);
    const raison = manque ? formatCellule(manque, "nombre") : "aucun effectif";
    return nom + drawText(`Non dessiné : ${raison}`, { x: 0, y: y + 34, couleur: "#4a5766" });
  }
  let from = 0;
  const segments = parts.map((part, i) => {
    const segment = drawPart({ from, part, y: y + 20, fond: couleurs[i] ?? GRIS, nom: colonnes[i]?.libelle ?? "" });
    from += part;
    return segment;
  });
  return nom + segments.join("");
}

type Part = {
  readonly from: number;
  readonly part: number;
  readonly y: number;
  readonly fond: string;
  readonly nom: string;
};

function drawPart({ from, part, y, fond, nom }: Part): string {
  if (part === 0) return "";
  const share = formatTauxCourt(Math.round(part * 100) / 100);
  const fits = part * ETROIT > widthOf(share, TAILLE) + 6;
  const titre = `<title>${escapeXml(`${nom} : ${formatTauxCourt(part)}`)}</title>`;
  const rect = `<rect x="${percent(from)}" y="${y}" width="${percent(part)}" height="20" fill="${fond}" stroke="${TRAIT}" stroke-width="0.6"/>`;
  const texte = fits
    ? drawText(share, {
        x: percent(from + part / 2),
        y: y + 14.5,
        ancre: "middle",
        couleur: isDark(fond) ? "#ffffff" : ENCRE,
      })
    : "";
  return `<g>${titre}${rect}${texte}</g>`;
}

/** Relative luminance (WCAG): under .24 the ink has less than 4.5 of contrast, and white has more. */
function isDark(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const canal = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return canal <= 0.03928 ? canal / 12.92 : ((canal + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.24;
}
