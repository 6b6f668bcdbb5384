import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
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
import { ENCRE, escapeXml, OCRE } from "./svg.ts";
import { celluleOf, formatBornesCellule, formatCellule, nombreOf } from "./texte-figure.ts";

const RANG = 36;
const LIGNES_MAX = 30;
const BARRE = "#4a8fae";

/**
 * One bar per row, its name and its value above it, readable on a phone. The territory is a dashed line across all bars, and its own bar comes last.
 * null when no row has a number.
 */
export function renderBarres({ figure, comparer }: Demande, code: string): ImageFigure | null {
  const colonne = colonneOf(figure, code);
  const { lignes, tues } = firstRows(figure, { nombre: LIGNES_MAX, comparer });
  const echelle = scale(lignes, colonne);
  if (!echelle) return null;
  const total = lignes.find((ligne) => ligne.total);
  const repere = total && lignes.length > 1 ? nombreOf(total, code) : null;
  const hauteur = lignes.length * RANG + 6;
  const titre = `${figure.titre} : ${colonne.libelle}`;
  return {
    hauteur,
    draw: (largeur) =>
      wrapSvg({ titre, description: describe(lignes, colonne), hauteur, id: `barres-${figure.code}` }, largeur, [
        ...(repere === null ? [] : [drawRepere(echelle(repere), hauteur)]),
        ...lignes.map((ligne, i) =>
          drawRang({ ligne, colonne, y: i * RANG, echelle, choisie: ligne.cle === comparer }),
        ),
      ]),
    legende: [],
    notes: [...(repere === null ? [] : [`Trait pointillé : ${total?.libelle}.`]), ...noteTues(tues)],
  };
}

type Position = (valeur: number) => number;

/** Part of the width of a value; zero is on the drawing even when all values are far from it, and a hundred when they are shares. */
function scale(lignes: readonly LigneFigure[], { code, genre }: ColonneFigure): Position | null {
  const shown = lignes.flatMap((ligne) =>
    [nombreOf(ligne, code) ?? [], ...(celluleOf(ligne, code).bornes ?? [])].flat(),
  );
  if (shown.length === 0) return null;
  const [low, high] = [Math.min(0, ...shown), Math.max(genre === "taux" ? 1 : 0, ...shown)];
  return (valeur) => (high === low ? 0 : (valeur - low) / (high - low));
}

function describe(lignes: readonly LigneFigure[], colonne: ColonneFigure): string {
  const said = lignes
    .slice(0, 8)
    .map((ligne) => `${ligne.libelle} ${formatCellule(celluleOf(ligne, colonne.code), colonne.genre)}`);
  return `${said.join(" ; ")}${lignes.length > 8 ? " ; la suite est dans le tableau" : ""}.`;
}

function drawRepere(x: number, hauteur: number): string {
  return `<line x1="${percent(x)}" x2="${percent(x)}" y1="0" y2="${hauteur}" stroke="${OCRE}" stroke-width="1.5" stroke-dasharray="4 3"/>`;
}

type Rang = {
  readonly ligne: LigneFigure;
  readonly colonne: ColonneFigure;
  readonly y: number;
  readonly echelle: Position;
  readonly choisie: boolean;
};

function drawRang({ ligne, colonne, y, echelle, choisie }: Rang): string {
  const cellule = celluleOf(ligne, colonne.code);
  const valeur = nombreOf(ligne, colonne.code);
  const texte = formatCellule(cellule, colonne.genre);
  const bornes = formatBornesCellule(cellule, colonne.genre);
  const gras = choisie || ligne.total === true;
  const nom = fitText(`${choisie ? "► " : ""}${ligne.libelle}`, ETROIT - widthOf(texte, TAILLE) - 12, TAILLE);
  const titre = escapeXml(`${ligne.libelle} : ${texte}${bornes ? `, ${bornes}` : ""}`);
  return [
    `<g><title>${titre}</title>`,
    drawText(nom, { x: 0, y: y + 15, gras, halo: true }),
    drawText(texte, { x: "100%", y: y + 15, ancre: "end", gras, halo: true }),
    ...(valeur === null ? [] : [drawBarre(echelle, valeur, { y: y + 20, plein: gras })]),
    ...(cellule.bornes ? [drawBornes(echelle, cellule.bornes, y + 25)] : []),
    "</g>",
  ].join("");
}

function drawBarre(
  echelle: Position,
  valeur: number,
  { y, plein }: { readonly y: number; readonly plein: boolean },
): string {
  const [from, to] = [echelle(Math.min(0, valeur)), echelle(Math.max(0, valeur))];
  return `<rect x="${percent(from)}" y="${y}" width="${percent(to - from)}" height="10" fill="${plein ? "#0b4f6c" : BARRE}"/>`;
}

function drawBornes(echelle: Position, [low, high]: readonly [number, number], y: number): string {
  const [from, to] = [percent(echelle(low)), percent(echelle(high))];
  return `<g stroke="${ENCRE}" stroke-width="1.5"><line x1="${from}" x2="${to}" y1="${y}" y2="${y}"/><line x1="${from}" x2="${from}" y1="${y - 4}" y2="${y + 4}"/><line x1="${to}" x2="${to}" y1="${y - 4}" y2="${y + 4}"/></g>`;
}
