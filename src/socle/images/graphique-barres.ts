import type { CelluleFigure, ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import {
  axeOf,
  drawInterval,
  drawLines,
  drawText,
  ETROIT,
  INTERLIGNE,
  loupeOf,
  stack,
  TAILLE,
  wrapSvg,
} from "./axe.ts";
import { fillOf, hatches } from "./carte-parts.ts";
import {
  across,
  colonneOf,
  type Demande,
  drawCadreLoupe,
  drawEchelle,
  type Echelonne,
  firstRows,
  noteTues,
  PIED,
  percent,
} from "./graphique-parts.ts";
import { type ImageFigure, widthOf, wrapText } from "./image.ts";
import { escapeXml, OCRE } from "./svg.ts";
import { celluleOf, formatBornesCellule, formatCellule, manqueOf, nombreOf } from "./texte-figure.ts";

const LIGNES_MAX = 30;
const BARRE = "#4a8fae";
const FONCE = "#0b4f6c";
/** Of a bar, and of what is around it, in pixels. */
const [EPAISSEUR, AUTOUR] = [10, 11];
/** Parts of the width of the bars and of the loupe beside them. */
const [BARRES, LOUPE] = [0.6, 0.68];

type Rang = { readonly ligne: LigneFigure; readonly nom: readonly string[]; readonly texte: string };

/**
 * One bar per row on a scale, its name and its value above it, readable on a phone. The territory is a dashed line across all bars, and its own bar
 * comes last. null when no row has a number.
 */
export function renderBarres({ figure, comparer }: Demande, code: string): ImageFigure | null {
  const colonne = colonneOf(figure, code);
  const { lignes, tues } = firstRows(figure, { nombre: LIGNES_MAX, comparer });
  const valeurs = lignes.flatMap((ligne) => nombreOf(ligne, code) ?? []);
  if (valeurs.length === 0) return null;
  const shown = [...valeurs, ...lignes.flatMap((ligne) => celluleOf(ligne, code).bornes ?? [])];
  const { echelles, haut, largeur } = echellesOf(colonne, shown);
  const rangs = lignes.map((ligne) => rangOf(ligne, colonne, { comparer, largeur: ETROIT * largeur }));
  const tops = stack(
    rangs.map(({ nom }) => nom.length * INTERLIGNE + EPAISSEUR + AUTOUR),
    haut,
  );
  const bas = tops.at(-1) ?? 0;
  const total = lignes.find((ligne) => ligne.total);
  const repere = total && lignes.length > 1 ? nombreOf(total, code) : null;
  const id = `barres-${figure.code}`;
  const parts = [
    ...(rangs.some(({ ligne }) => nombreOf(ligne, code) === null) ? [hatches(id)] : []),
    ...echelles.flatMap((echelle) => drawEchelle(echelle, haut, bas)),
    ...echelles.slice(1).flatMap((loupe) => drawCadreLoupe(loupe, haut, bas)),
    ...(repere === null ? [] : echelles.map(({ x }) => drawRepere(x(repere), haut, bas))),
    ...rangs.map((rang, i) =>
      drawRang(rang, { colonne, y: tops[i] ?? 0, echelles, fin: percent(largeur), plein: isPlein(rang, comparer), id }),
    ),
  ];
  const feuille = { titre: `${figure.titre} : ${colonne.libelle}`, description: describe(rangs), hauteur: bas + PIED };
  return {
    hauteur: feuille.hauteur,
    draw: (largeur) => wrapSvg({ ...feuille, largeur }, parts),
    legende: [],
    notes: [...(repere === null ? [] : [`Trait pointillé : ${total?.libelle}.`]), ...noteTues(tues)],
  };
}

/** That of the bars, then, beside it, the closer one of a narrow band; the room above them, and the part of the width
 * where their names and values are. */
function echellesOf({ genre }: ColonneFigure, shown: readonly number[]) {
  const loupe = loupeOf(genre, shown);
  const axe = axeOf(genre, shown);
  const echelles: readonly [Echelonne, ...Echelonne[]] = loupe
    ? [across(axe, 0, BARRES), across(loupe, LOUPE)]
    : [across(axe)];
  return { echelles, haut: loupe ? 20 : 0, largeur: loupe ? BARRES : 1 };
}

type Choix = { readonly comparer: string | null; readonly largeur: number };

function rangOf(ligne: LigneFigure, { code, genre }: ColonneFigure, { comparer, largeur }: Choix): Rang {
  const texte = formatCellule(celluleOf(ligne, code), genre);
  const libelle = `${ligne.cle === comparer ? "► " : ""}${ligne.libelle}`;
  return { ligne, texte, nom: wrapText(libelle, largeur - widthOf(texte, TAILLE) - 24, TAILLE) };
}

function isPlein({ ligne }: Rang, comparer: string | null): boolean {
  return ligne.cle === comparer || ligne.total === true;
}

function describe(rangs: readonly Rang[]): string {
  const said = rangs.slice(0, 8).map(({ ligne, texte }) => `${ligne.libelle} ${texte}`);
  return `${said.join(" ; ")}${rangs.length > 8 ? " ; la suite est dans le tableau" : ""}.`;
}

function drawRepere(x: string, haut: number, bas: number): string {
  return `<line x1="${x}" x2="${x}" y1="${haut}" y2="${bas}" stroke="${OCRE}" stroke-width="1.5" stroke-dasharray="4 3"/>`;
}

type Place = {
  readonly colonne: ColonneFigure;
  readonly y: number;
  readonly echelles: readonly [Echelonne, ...Echelonne[]];
  readonly fin: string;
  readonly plein: boolean;
  readonly id: string;
};

function drawRang({ ligne, nom, texte }: Rang, { colonne, y, echelles, fin, plein, id }: Place): string {
  const cellule = celluleOf(ligne, colonne.code);
  const valeur = nombreOf(ligne, colonne.code);
  const bornes = formatBornesCellule(cellule, colonne.genre);
  const titre = escapeXml(`${ligne.libelle} : ${texte}${bornes ? `, ${bornes}` : ""}`);
  const top = y + nom.length * INTERLIGNE + 4;
  const middle = top + EPAISSEUR / 2;
  const fill = plein ? FONCE : BARRE;
  const [echelle, ...loupes] = echelles;
  return [
    `<g><title>${titre}</title>`,
    drawLines(nom, { x: 0, y: y + 14, gras: plein, halo: true }),
    drawText(texte, { x: fin, y: y + 14, ancre: "end", gras: plein, halo: true }),
    valeur === null ? drawAbsence(cellule, { echelle, top, id }) : drawBarre(echelle, valeur, { top, fill }),
    ...(cellule.bornes ?? [])
      .slice(1)
      .flatMap((haute) => echelles.map(({ x }) => drawInterval(x(cellule.bornes?.[0] ?? haute), x(haute), middle))),
    // Not from zero: a dot, whose length says nothing.
    ...(valeur === null
      ? []
      : loupes.map(({ x }) => `<circle cx="${x(valeur)}" cy="${middle}" r="5" fill="${fill}"/>`)),
    "</g>",
  ].join("");
}

function drawBarre({ x }: Echelonne, valeur: number, { top, fill }: { readonly top: number; readonly fill: string }) {
  const [from, to] = [Number.parseFloat(x(Math.min(0, valeur))), Number.parseFloat(x(Math.max(0, valeur)))];
  return `<rect x="${from}%" y="${top}" width="${Math.round((to - from) * 100) / 100}%" height="${EPAISSEUR}" fill="${fill}"/>`;
}

type Creux = { readonly echelle: Echelonne; readonly top: number; readonly id: string };

/** What is unknown is hatched from end to end, what is known and not shown is dotted; what does not exist is not drawn. */
function drawAbsence(cellule: CelluleFigure, { echelle: { axe, x }, top, id }: Creux): string {
  const manque = manqueOf(cellule);
  if (manque === null || manque === "sans-objet") return "";
  const motif = manque === "secret" || manque === "effectif-faible" ? "points" : "hachures";
  const fill = fillOf({ couleur: "#ffffff", motif }, id);
  return `<rect x="${x(axe.domaine[0])}" y="${top}" width="${x(axe.domaine[1])}" height="${EPAISSEUR}" fill="${fill}"/>`;
}
