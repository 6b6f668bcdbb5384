import type { Figure, GraphiqueFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatCompte } from "../regles/shared/format.ts";
import { formatValeur } from "../regles/table/genre.ts";
import {
  type Axe,
  axeOf,
  drawLines,
  drawText,
  ETROIT,
  GRILLE,
  INTERLIGNE,
  PALE,
  partOf,
  sayCran,
  TAILLE,
  wrapSvg,
} from "./axe.ts";
import { type EntreeLegende, fillOf, hatches, type Remplissage } from "./carte-parts.ts";
import { chooseEchelle, type Echelle } from "./echelle.ts";
import { colonneOf, type Demande, percent } from "./graphique-parts.ts";
import { type ImageFigure, widthOf, wrapText } from "./image.ts";
import { ENCRE, escapeXml, FOND, round1, TRAIT } from "./svg.ts";
import { nombreOf } from "./texte-figure.ts";

type Nuage = Extract<GraphiqueFigure, { genre: "nuage" }>;

/** Room above and below the field for the axis title on two lines, then the names of two quarters: dots cover no word. */
const HAUT = 76;
const BAS = 350;
const HAUTEUR = 448;
/** Part of the width where the field begins: the marks of its height are beside it. */
const GAUCHE = 0.13;
/** Each dot is about 20 gzipped bytes with its title. */
const POINTS_MAX = 300;
const NOMS_MAX = 6;

type Point = { readonly ligne: LigneFigure; readonly x: number; readonly y: number };

/**
 * Two measures against each other, cut in four by their reference marks; each quarter shows its name and its number of rows. A share in height goes
 * from 0 to 100. null when no row has both measures.
 */
export function renderNuage({ figure, comparer }: Demande, nuage: Nuage): ImageFigure | null {
  const rows = figure.lignes.filter(({ total }) => !total);
  const points = rows.flatMap((ligne) => {
    const [x, y] = [nombreOf(ligne, nuage.x), nombreOf(ligne, nuage.y)];
    return x === null || y === null ? [] : [{ ligne, x, y }];
  });
  if (points.length === 0) return null;
  const axes = [axeDe(figure, nuage, points, 0), axeDe(figure, nuage, points, 1)] as const;
  const echelle = nuage.statut === null ? null : chooseEchelle(colonneOf(figure, nuage.statut), rows, null);
  const plan: Plan = { figure, nuage, points, axes, ...placesOf(axes), echelle, comparer, id: `nuage-${figure.code}` };
  const absents = rows.length - points.length;
  const [axeX, axeY] = [colonneOf(figure, nuage.x), colonneOf(figure, nuage.y)];
  const feuille = {
    titre: figure.titre,
    description: `${axeX.libelle} en abscisse, ${axeY.libelle} en ordonnée. ${describe(plan).join(" ; ")}.`,
    hauteur: HAUTEUR,
  };
  const parts = [hatches(plan.id), ...drawField(plan), ...drawPoints(plan), ...drawNames(plan)];
  return {
    hauteur: HAUTEUR,
    draw: (largeur) => wrapSvg({ ...feuille, largeur }, parts),
    legende: echelle ? legendeOf(echelle, plan.id) : [],
    notes: [
      ...(absents > 0
        ? [
            `${formatCompte(absents, "ligne")} sans l’une des deux mesures : non ${absents > 1 ? "dessinées" : "dessinée"}.`,
          ]
        : []),
      ...(points.length > POINTS_MAX ? [`Seules les ${POINTS_MAX} premières lignes du tableau sont dessinées.`] : []),
    ],
  };
}

type Plan = {
  readonly figure: Figure;
  readonly nuage: Nuage;
  readonly points: readonly Point[];
  readonly axes: readonly [x: Axe, y: Axe];
  /** Part of the width, and pixels from the top. */
  readonly px: (valeur: number) => number;
  readonly py: (valeur: number) => number;
  readonly echelle: Echelle | null;
  readonly comparer: string | null;
  readonly id: string;
};

/** Near the dots and their mark but for a share; an index is looked at around its hundred. */
function axeDe(figure: Figure, nuage: Nuage, points: readonly Point[], rang: 0 | 1): Axe {
  const { genre } = colonneOf(figure, rang === 0 ? nuage.x : nuage.y);
  const valeurs = [nuage.reperes[rang], ...points.map(({ x, y }) => (rang === 0 ? x : y))];
  return axeOf(genre, valeurs, genre !== "taux");
}

/** Dots do not touch the frame. */
function placesOf([x, y]: Plan["axes"]): Pick<Plan, "px" | "py"> {
  const [px, py] = [partOf(x), partOf(y)];
  return {
    px: (valeur) => GAUCHE + 0.02 + px(valeur) * (1 - GAUCHE - 0.04),
    py: (valeur) => round1(BAS - 10 - py(valeur) * (BAS - HAUT - 20)),
  };
}

const QUARTS = [
  { nom: "haut à gauche", droite: false, haut: true },
  { nom: "haut à droite", droite: true, haut: true },
  { nom: "bas à gauche", droite: false, haut: false },
  { nom: "bas à droite", droite: true, haut: false },
] as const;

function countOf({ points, nuage }: Plan, { droite, haut }: (typeof QUARTS)[number]): number {
  return points.filter(({ x, y }) => x >= nuage.reperes[0] === droite && y >= nuage.reperes[1] === haut).length;
}

function describe(plan: Plan): string[] {
  return QUARTS.map((quart, i) => `${plan.nuage.quadrants?.[i] ?? `En ${quart.nom}`} : ${countOf(plan, quart)}`);
}

function drawField(plan: Plan): string[] {
  const { figure, nuage, px, py, axes } = plan;
  const [axeX, axeY] = [colonneOf(figure, nuage.x), colonneOf(figure, nuage.y)];
  const [rx, ry] = [percent(px(nuage.reperes[0])), py(nuage.reperes[1])];
  return [
    `<rect x="${percent(GAUCHE)}" y="${HAUT}" width="${percent(1 - GAUCHE)}" height="${BAS - HAUT}" fill="#ffffff" stroke="${TRAIT}"/>`,
    `<rect x="${rx}" y="${HAUT}" width="${percent(1 - px(nuage.reperes[0]))}" height="${Math.max(0, ry - HAUT)}" fill="${FOND}"/>`,
    ...drawCrans(plan, axes),
    `<g stroke="${ENCRE}" stroke-dasharray="4 3"><line x1="${rx}" x2="${rx}" y1="${HAUT}" y2="${BAS}"/><line x1="${percent(GAUCHE)}" x2="100%" y1="${ry}" y2="${ry}"/></g>`,
    ...drawTitle(`↑ ${axeY.libelle} (repère : ${formatValeur(nuage.reperes[1], axeY.genre)})`, 15),
    ...drawTitle(`→ ${axeX.libelle} (repère : ${formatValeur(nuage.reperes[0], axeX.genre)})`, BAS + 78),
    ...QUARTS.map((quart, i) => drawQuart(plan, quart, nuage.quadrants?.[i] ?? null)),
  ];
}

function drawCrans({ px, py }: Plan, [x, y]: Plan["axes"]): string[] {
  return [
    `<g stroke="${GRILLE}">${x.crans.map((cran) => `<line x1="${percent(px(cran))}" x2="${percent(px(cran))}" y1="${BAS - 4}" y2="${BAS + 4}"/>`).join("")}${y.crans.map((cran) => `<line x1="${percent(GAUCHE)}" x2="100%" y1="${py(cran)}" y2="${py(cran)}"/>`).join("")}</g>`,
    ...x.crans.map((cran) =>
      drawText(sayCran(x, cran), {
        x: percent(px(cran)),
        y: BAS + 18,
        ancre: cran === x.crans.at(-1) ? "end" : "middle",
        couleur: PALE,
      }),
    ),
    ...y.crans.map((cran) =>
      drawText(sayCran(y, cran), { x: percent(GAUCHE - 0.015), y: py(cran) + 4, ancre: "end", couleur: PALE }),
    ),
  ];
}

function drawTitle(text: string, y: number): string[] {
  return [drawLines(wrapText(text, ETROIT, TAILLE).slice(0, 2), { x: 0, y })];
}

/** Outside the frame, at the corner of the quarter: its name and its number of rows. */
function drawQuart(plan: Plan, quart: (typeof QUARTS)[number], nom: string | null): string {
  const compte = formatCompte(countOf(plan, quart), "ligne");
  const y = quart.haut ? HAUT - 7 - (nom ? INTERLIGNE : 0) : BAS + 38;
  return (nom ? [nom, compte] : [compte])
    .map((line, i) =>
      drawText(line, {
        x: quart.droite ? "100%" : "0%",
        y: y + i * INTERLIGNE,
        ancre: quart.droite ? "end" : "start",
        couleur: PALE,
        gras: i === 0 && nom !== null,
      }),
    )
    .join("");
}

function fillPoint({ echelle }: Plan, ligne: LigneFigure): Remplissage {
  return echelle ? echelle.fill(ligne) : { couleur: "#4a8fae", motif: "aucun" };
}

function drawPoints(plan: Plan): string[] {
  const { px, py, figure, nuage, comparer } = plan;
  const [axeX, axeY] = [colonneOf(figure, nuage.x), colonneOf(figure, nuage.y)];
  const drawn = plan.points.slice(0, POINTS_MAX).map(({ ligne, x, y }) => {
    const titre = `${ligne.libelle} : ${axeX.libelle} ${formatValeur(x, axeX.genre)}, ${axeY.libelle} ${formatValeur(y, axeY.genre)}`;
    const choisie = ligne.cle === comparer;
    return `<circle cx="${percent(px(x))}" cy="${py(y)}" r="${choisie ? 8 : 4.5}"${choisie ? ' stroke-width="3"' : ""} fill="${fillOf(fillPoint(plan, ligne), plan.id)}"><title>${escapeXml(titre)}</title></circle>`;
  });
  return [`<g stroke="${ENCRE}" stroke-width="0.9">`, ...drawn, "</g>"];
}

/** The compared row, then the rows farthest in the upper right, which call for attention. */
function drawNames(plan: Plan): string[] {
  const { px, py, comparer, nuage } = plan;
  const ranked = plan.points
    .map((point) => ({ ...point, fx: px(point.x), top: py(point.y), choisie: point.ligne.cle === comparer }))
    .filter(({ x, y, choisie }) => choisie || (x >= nuage.reperes[0] && y >= nuage.reperes[1]))
    // A name that would not fit beside its dot on a phone is in its title.
    .filter(({ ligne, fx }) => widthOf(ligne.libelle, TAILLE) < (fx > 0.55 ? fx - GAUCHE : 1 - fx) * ETROIT - 16)
    .toSorted((a, b) => Number(b.choisie) - Number(a.choisie) || b.fx - b.top / 100 - (a.fx - a.top / 100));
  const placed: number[] = [];
  return ranked.slice(0, NOMS_MAX).flatMap(({ ligne, fx, top, choisie }) => {
    const y = Math.max(HAUT + 12, Math.min(BAS - 4, top + 4));
    if (placed.some((other) => Math.abs(other - y) < INTERLIGNE + 3)) return [];
    placed.push(y);
    const [x, ancre] = fx > 0.55 ? ([fx - 0.025, "end"] as const) : ([fx + 0.025, "start"] as const);
    return [drawText(ligne.libelle, { x: percent(x), y, ancre, gras: choisie, halo: true })];
  });
}

/** The legend of classes, with dots for swatches as on the chart. */
function legendeOf({ legende }: Echelle, id: string): readonly EntreeLegende[] {
  return legende.map((entree) => ({
    ...entree,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="${fillOf(entree, id)}" stroke="${ENCRE}" stroke-width="0.9"/></svg>`,
  }));
}
