import type { ColonneFigure, Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { type Axe, drawText, ETROIT, GRILLE, MIRABELLE, PALE, partOf, sayCran, sayLoupe, TAILLE } from "./axe.ts";
import { widthOf } from "./image.ts";

export type Demande = {
  readonly figure: Figure;
  /** Key of the row set apart; null: none. */
  readonly comparer: string | null;
};

export function percent(part: number): string {
  return `${Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 100}%`;
}

/** A horizontal scale over a part of the width, which is not known: places are written in percents. */
export type Echelonne = { readonly axe: Axe; readonly x: (valeur: number) => string };

export function across(axe: Axe, from = 0, to = 1): Echelonne {
  const part = partOf(axe);
  return { axe, x: (valeur) => percent(from + part(valeur) * (to - from)) };
}

/** Room under a field for the marks of its scale. */
export const PIED = 22;

/** Lines of the scale over a field, and under it its marks, the unit on the last. */
export function drawEchelle({ axe, x }: Echelonne, haut: number, bas: number): readonly string[] {
  return [
    `<g stroke="${GRILLE}">${axe.crans.map((cran) => `<line x1="${x(cran)}" x2="${x(cran)}" y1="${haut}" y2="${bas + 3}"/>`).join("")}</g>`,
    ...writeCrans({ axe, x }).map(({ texte, place, ancre }) =>
      drawText(texte, { x: place, y: bas + 16, ancre, couleur: PALE }),
    ),
  ];
}

type CranEcrit = { readonly texte: string; readonly place: string; readonly ancre: "start" | "middle" | "end" };

/** Those that have room on a phone, from the last, which has the unit. */
function writeCrans({ axe, x }: Echelonne): readonly CranEcrit[] {
  let free = Number.POSITIVE_INFINITY;
  const last = axe.crans.length - 1;
  return axe.crans
    .map((cran, i): CranEcrit => {
      const ancre = i === last ? "end" : i === 0 ? "start" : "middle";
      return { texte: sayCran(axe, cran), place: x(cran), ancre };
    })
    .toReversed()
    .filter(({ texte, place, ancre }) => {
      const width = widthOf(texte, TAILLE);
      const from = (Number.parseFloat(place) / 100) * ETROIT - { start: 0, middle: width / 2, end: width }[ancre];
      if (from + width + 6 > free) return false;
      free = from;
      return true;
    });
}

/** Around the closer look at a field, its bounds above: `haut` leaves it room. */
export function drawCadreLoupe({ axe, x }: Echelonne, haut: number, bas: number): readonly string[] {
  const [from, to] = axe.domaine.map((valeur) => Number.parseFloat(x(valeur))) as [number, number];
  return [
    `<rect x="${from}%" y="${haut}" width="${Math.round((to - from) * 100) / 100}%" height="${bas - haut}" fill="none" stroke="${MIRABELLE}" stroke-width="2"/>`,
    drawText(sayLoupe(axe), { x: `${from}%`, y: haut - 6, couleur: PALE }),
  ];
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
