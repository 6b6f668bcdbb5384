import type { Figure, GraphiqueFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatCompte } from "../regles/shared/format.ts";
import { formatValeur } from "../regles/table/genre.ts";
import { type EntreeLegende, fillOf, hatches, type Remplissage } from "./carte-parts.ts";
import { chooseEchelle, type Echelle } from "./echelle.ts";
import { colonneOf, type Demande, drawText, ETROIT, percent, TAILLE, wrapSvg } from "./graphique-parts.ts";
import { fitText, type ImageFigure, wrapText } from "./image.ts";
import { ENCRE, escapeXml, FOND, TRAIT } from "./svg.ts";
import { nombreOf } from "./texte-figure.ts";

type Nuage = Extract<GraphiqueFigure, { genre: "nuage" }>;

/** Room above and below the field for the axis title on two lines, then the names of two quarters: dots cover no word. */
const HAUT = 76;
const BAS = 362;
const HAUTEUR = 442;
/** Each dot is about 20 gzipped bytes with its title. */
const POINTS_MAX = 300;
const NOMS_MAX = 6;

type Point = { readonly ligne: LigneFigure; readonly x: number; readonly y: number };

/**
 * Two measures against each other, cut in four by their reference marks; each quarter shows its name and its number of rows. null when no row has
 * both measures.
 */
export function renderNuage({ figure, comparer }: Demande, nuage: Nuage): ImageFigure | null {
  const rows = figure.lignes.filter(({ total }) => !total);
  const points = rows.flatMap((ligne) => {
    const [x, y] = [nombreOf(ligne, nuage.x), nombreOf(ligne, nuage.y)];
    return x === null || y === null ? [] : [{ ligne, x, y }];
  });
  if (points.length === 0) return null;
  const [axeX, axeY] = [colonneOf(figure, nuage.x), colonneOf(figure, nuage.y)];
  const [px, py] = [
    span(
      points.map(({ x }) => x),
      nuage.reperes[0],
    ),
    span(
      points.map(({ y }) => y),
      nuage.reperes[1],
    ),
  ];
  const echelle = nuage.statut === null ? null : chooseEchelle(colonneOf(figure, nuage.statut), rows, null);
  const plan: Plan = { figure, nuage, points, px, py, echelle, comparer, id: `nuage-${figure.code}` };
  const absents = rows.length - points.length;
  return {
    hauteur: HAUTEUR,
    draw: (largeur) =>
      wrapSvg(
        {
          titre: figure.titre,
          description: `${axeX.libelle} en abscisse, ${axeY.libelle} en ordonnée. ${describe(plan).join(" ; ")}.`,
          hauteur: HAUTEUR,
          id: plan.id,
        },
        largeur,
        [hatches(plan.id), ...drawField(plan), ...drawPoints(plan), ...drawNames(plan)],
      ),
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
  readonly px: (valeur: number) => number;
  readonly py: (valeur: number) => number;
  readonly echelle: Echelle | null;
  readonly comparer: string | null;
  readonly id: string;
};

/** Position of a value as a part of the axis: the mark is always inside, and dots do not touch the frame. */
function span(valeurs: readonly number[], repere: number): (valeur: number) => number {
  const [low, high] = [Math.min(repere, ...valeurs), Math.max(repere, ...valeurs)];
  const air = (high - low || 1) * 0.06;
  return (valeur) => (valeur - low + air) / (high - low + 2 * air);
}

/** In pixels from the top. */
function yOf(part: number): number {
  return Math.round((BAS - part * (BAS - HAUT)) * 10) / 10;
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
  const { figure, nuage, px, py } = plan;
  const [axeX, axeY] = [colonneOf(figure, nuage.x), colonneOf(figure, nuage.y)];
  const [rx, ry] = [percent(px(nuage.reperes[0])), yOf(py(nuage.reperes[1]))];
  return [
    `<rect x="0" y="${HAUT}" width="100%" height="${BAS - HAUT}" fill="#ffffff" stroke="${TRAIT}"/>`,
    `<rect x="${rx}" y="${HAUT}" width="${percent(1 - px(nuage.reperes[0]))}" height="${Math.max(0, ry - HAUT)}" fill="${FOND}"/>`,
    `<g stroke="${ENCRE}" stroke-dasharray="4 3"><line x1="${rx}" x2="${rx}" y1="${HAUT}" y2="${BAS}"/><line x1="0" x2="100%" y1="${ry}" y2="${ry}"/></g>`,
    ...drawTitle(`↑ ${axeY.libelle} (repère : ${formatValeur(nuage.reperes[1], axeY.genre)})`, { x: 0, y: 15 }),
    ...drawTitle(`→ ${axeX.libelle} (repère : ${formatValeur(nuage.reperes[0], axeX.genre)})`, { x: 0, y: BAS + 56 }),
    ...QUARTS.flatMap((quart, i) => drawQuart(plan, quart, nuage.quadrants?.[i] ?? null)),
  ];
}

function drawTitle(text: string, { x, y }: { readonly x: number; readonly y: number }): string[] {
  return wrapText(text, ETROIT, TAILLE)
    .slice(0, 2)
    .map((line, i) => drawText(line, { x, y: y + i * 16 }));
}

/** Outside the frame, at the corner of the quarter: its name and its number of rows. */
function drawQuart(plan: Plan, quart: (typeof QUARTS)[number], nom: string | null): string[] {
  const [x, ancre] = quart.droite ? (["100%", "end"] as const) : (["0%", "start"] as const);
  const compte = formatCompte(countOf(plan, quart), "ligne");
  const lines = nom ? [fitText(nom, ETROIT * 0.48, TAILLE), compte] : [compte];
  const y = quart.haut ? HAUT - 7 - (lines.length - 1) * 15 : BAS + 17;
  return lines.map((line, i) =>
    drawText(line, { x, y: y + i * 15, ancre, couleur: "#4a5766", gras: i === 0 && nom !== null }),
  );
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
    return `<circle cx="${percent(px(x))}" cy="${yOf(py(y))}" r="${choisie ? 8 : 4.5}"${choisie ? ' stroke-width="3"' : ""} fill="${fillOf(fillPoint(plan, ligne), plan.id)}"><title>${escapeXml(titre)}</title></circle>`;
  });
  return [`<g stroke="${ENCRE}" stroke-width="0.9">`, ...drawn, "</g>"];
}

/** The compared row, then the rows farthest in the upper right, which call for attention. */
function drawNames(plan: Plan): string[] {
  const { px, py, comparer, nuage } = plan;
  const ranked = plan.points
    .map((point) => ({ ...point, fx: px(point.x), fy: py(point.y), choisie: point.ligne.cle === comparer }))
    .filter(({ x, y, choisie }) => choisie || (x >= nuage.reperes[0] && y >= nuage.reperes[1]))
    .toSorted((a, b) => Number(b.choisie) - Number(a.choisie) || b.fx + b.fy - (a.fx + a.fy));
  const placed: number[] = [];
  return ranked.slice(0, NOMS_MAX).flatMap(({ ligne, fx, fy, choisie }) => {
    const y = yOf(fy) + 4;
    if (placed.some((other) => Math.abs(other - y) < 15)) return [];
    placed.push(y);
    const [x, ancre] = fx > 0.5 ? ([percent(fx - 0.025), "end"] as const) : ([percent(fx + 0.025), "start"] as const);
    return [drawText(fitText(ligne.libelle, ETROIT * 0.45, TAILLE), { x, y, ancre, gras: choisie, halo: true })];
  });
}

/** The legend of classes, with dots for swatches as on the chart. */
function legendeOf({ legende }: Echelle, id: string): readonly EntreeLegende[] {
  return legende.map((entree) => ({
    ...entree,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="${fillOf(entree, id)}" stroke="${ENCRE}" stroke-width="0.9"/></svg>`,
  }));
}
