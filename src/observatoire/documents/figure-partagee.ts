import sharp from "sharp";
import { LICENCE } from "#socle/documents/table-schema.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** Twice the pixels of the drawing, for screens that have them. */
const DENSITE = 144;

/** The drawing as a picture, for sites that take no SVG. Throws on what is no SVG. */
export async function renderFigurePng(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: DENSITE }).png().toBuffer();
}

/** What the table says, for a script: rates between 0 and 1, money in euros; a cell without a value says why. */
export function renderFigureJson({ code, titre, maille, colonnes, lignes, methode }: Figure): string {
  const { source, definition } = methode;
  return `${JSON.stringify({ code, titre, maille, source, licence: LICENCE.nom, definition, colonnes, lignes })}\n`;
}
