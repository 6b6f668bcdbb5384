import type { ColonneFigure, Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { ENCRE, escapeXml, POLICE, TRAIT } from "./svg.ts";

export type Demande = {
  readonly figure: Figure;
  /** Key of the row set apart; null: none. */
  readonly comparer: string | null;
};

/** Charts have no frame of their own: widths are parts of the available place; heights and letters are in pixels. */
export const ETROIT = 340;
export const TAILLE = 13;

export function percent(part: number): string {
  return `${Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 100}%`;
}

type Tableau = { readonly titre: string; readonly description: string; readonly hauteur: number; readonly id: string };

export function wrapSvg(
  { titre, description, hauteur, id }: Tableau,
  largeur: number | "100%",
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${largeur}" height="${hauteur}" role="img" aria-labelledby="${id}-t ${id}-d" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title id="${id}-t">${escapeXml(titre)}</title><desc id="${id}-d">${escapeXml(description)}</desc>${parts.join("")}</svg>`;
}

type Texte = {
  readonly x: string | number;
  readonly y: number;
  readonly ancre?: "start" | "middle" | "end";
  readonly gras?: boolean;
  readonly couleur?: string;
  /** Draws a white outline under the text. */
  readonly halo?: boolean;
};

export function drawText(text: string, { x, y, ancre, gras, couleur = ENCRE, halo }: Texte): string {
  const attributs = `x="${x}" y="${Math.round(y * 10) / 10}"${ancre && ancre !== "start" ? ` text-anchor="${ancre}"` : ""}${gras ? ' font-weight="700"' : ""}`;
  const dessus = `<text ${attributs} fill="${couleur}">${escapeXml(text)}</text>`;
  if (!halo) return dessus;
  return `<text ${attributs} fill="#ffffff" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" aria-hidden="true">${escapeXml(text)}</text>${dessus}`;
}

export function drawRule(x1: string, x2: string, y: number, pointille = false): string {
  return `<line x1="${x1}" x2="${x2}" y1="${y}" y2="${y}" stroke="${TRAIT}" stroke-width="1"${pointille ? ' stroke-dasharray="4 3"' : ""}/>`;
}

/** Throws a plain error on a code that the figure does not have: a defect of its maker. */
export function colonneOf(figure: Figure, code: string): ColonneFigure {
  const found = figure.colonnes.find((colonne) => colonne.code === code);
  if (!found) throw new Error(`${figure.code}: no column ${code} to draw`);
  return found;
}

/** Rows of a chart in the order of the table, the territory last; and how many were left out. */
export function firstRows(
  { lignes }: Figure,
  { nombre, comparer }: { readonly nombre: number; readonly comparer: string | null },
): { readonly lignes: readonly LigneFigure[]; readonly tues: number } {
  const parts = lignes.filter(({ total }) => !total);
  const kept = parts.filter(({ cle }, i) => i < nombre || cle === comparer);
  return { lignes: [...kept, ...lignes.filter(({ total }) => total)], tues: parts.length - kept.length };
}

export function noteTues(tues: number): readonly string[] {
  return tues === 0 ? [] : [`Les premières lignes du tableau sont dessinées ; les ${tues} suivantes n’y sont pas.`];
}
