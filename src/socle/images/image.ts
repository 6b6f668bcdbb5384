import type { EntreeLegende } from "./carte-parts.ts";
import { escapeXml, POLICE } from "./svg.ts";

/** `large`: the swatch of a legend as wide as the drawing. `hauteur`: of the swatch in pixels, where it is no usual one. */
export type EntreeImage = EntreeLegende & { readonly large?: string; readonly hauteur?: number };

const HAUTEUR_PASTILLE = 16;

export type ImageFigure = {
  /** A width in pixels for a file or a document; « 100% » in a page, where text keeps its size and the drawing takes the available room. */
  readonly draw: (largeur: number | "100%") => string;
  readonly hauteur: number;
  readonly legende: readonly EntreeImage[];
  /** The legend is read before a drawing that is taller than a screen. */
  readonly legendeAvant?: true;
  /** For the caption: how classes were chosen, what is left out. */
  readonly notes: readonly string[];
};

/** Half an em a letter is the mean advance of Source Sans 3. */
export function widthOf(text: string, taille: number): number {
  return text.length * taille * 0.52;
}

/** Lines of at most `largeur` pixels; a longer word stays whole. */
export function wrapText(text: string, largeur: number, taille: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, taille) <= largeur)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const LARGEUR = 680;
const MARGE = 20;
/** Width of a drawing in its own file. */
export const LARGEUR_PLANCHE = LARGEUR - 2 * MARGE;
const TAILLE = 13;
const INTERLIGNE = 19;

type Planche = {
  readonly titre: string;
  readonly images: readonly ImageFigure[];
  /** « RPLS au 1er janvier 2017 (lot 12) ». */
  readonly source: string;
};

/** One file that is readable without its page: title, drawings with their legends and notes, source. */
export function renderPlanche({ titre, images, source }: Planche): string {
  const width = LARGEUR_PLANCHE;
  const parts: string[] = [];
  let y = MARGE;
  const write = (lines: readonly string[], attributs: string, interligne = INTERLIGNE) => {
    for (const line of lines) {
      y += interligne;
      parts.push(`<text x="${MARGE}" y="${y}" ${attributs}>${escapeXml(line)}</text>`);
    }
  };
  write(wrapText(titre, width, 17), 'font-size="17" font-weight="700"', 22);
  for (const image of images) {
    y += 14;
    parts.push(`<svg x="${MARGE}" y="${y}" width="${width}" height="${image.hauteur}">${image.draw(width)}</svg>`);
    y += image.hauteur + 8;
    for (const { svg, libelle, hauteur = HAUTEUR_PASTILLE } of image.legende) {
      parts.push(`<g transform="translate(${MARGE} ${y + 8})">${svg}</g>`);
      parts.push(`<text x="${MARGE + 48}" y="${y + 8 + hauteur / 2 + 5}">${escapeXml(libelle)}</text>`);
      y += hauteur + 8;
    }
    for (const note of image.notes) write(wrapText(note, width, TAILLE), 'fill="#4a5766"');
  }
  y += 6;
  write(wrapText(`Source : ${source}`, width, TAILLE), 'fill="#4a5766"');
  const hauteur = y + MARGE;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${hauteur}" width="${LARGEUR}" height="${hauteur}" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}" fill="#1d2733"><title>${escapeXml(titre)}</title><rect width="${LARGEUR}" height="${hauteur}" fill="#ffffff"/>${parts.join("")}</svg>`;
}
