import { cumsum, extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { formatBornes, formatNombre, formatTauxCourt } from "../regles/shared/format.ts";
import { formatValeur, type GenreColonne } from "../regles/table/genre.ts";
import { widthOf, wrapText } from "./image.ts";
import { ENCRE, escapeXml, POLICE, round1, TRAIT } from "./svg.ts";

/** Widths in pixels of a drawing that is made twice: on a page or a document, and on a phone. */
export const LARGE = 720;
export const ETROIT = 340;
/** Letters of all charts, and the step of their lines, in pixels. */
export const TAILLE = 13;
export const INTERLIGNE = 15;
export const PALE = "#4a5766";
export const GRILLE = "#d9dfe6";
/** Frame of a loupe, and of nothing else. */
export const MIRABELLE = "#f5b83d";
export const TIRETS = "5 3";

/** From the law (solid line) and from the vote (dashed line), as shares; null: none. */
export type Reperes = { readonly loi: number | null; readonly cible: number | null };

export type Axe = {
  readonly genre: GenreColonne;
  readonly domaine: readonly [number, number];
  readonly crans: readonly number[];
};

/** The scale of values: shares from 0 to 100 whatever they are, years and `libre` values near themselves, all else from zero. */
export function axeOf(genre: GenreColonne, valeurs: readonly number[], libre = genre === "annee"): Axe {
  const [low = 0, high = 0] = extent(libre ? valeurs : [0, ...valeurs]);
  if (genre === "taux" && low >= 0 && high <= 1) return { genre, domaine: [0, 1], crans: [0, 0.25, 0.5, 0.75, 1] };
  return niceAxe(genre, low, high === low ? low + (Math.abs(low) || 1) : high);
}

function niceAxe(genre: GenreColonne, low: number, high: number): Axe {
  const echelle = scaleLinear([low, high], [0, 1]).nice(4);
  const [from = low, to = high] = echelle.domain();
  const crans = echelle.ticks(4).filter((cran) => Number.isInteger(cran) || (genre !== "nombre" && genre !== "entier"));
  return { genre, domaine: [from, to], crans: crans.length > 0 ? crans : [from, to] };
}

/** Widest band of shares that is looked at closer. */
const BANDE = 0.3;

/** The closer look that may stand beside a scale of shares, never alone: null unless all values, marks included, are in a narrow band. */
export function loupeOf(genre: GenreColonne, valeurs: readonly number[]): Axe | null {
  const [low = 0, high = 0] = extent(valeurs);
  if (genre !== "taux" || low < 0 || high > 1 || high === low || high - low > BANDE) return null;
  const air = (high - low) * 0.08;
  return niceAxe(genre, Math.max(0, low - air), Math.min(1, high + air));
}

/** Place of a value as a part of the axis, from 0 to 1. */
export function partOf({ domaine: [low, high] }: Axe): (valeur: number) => number {
  return scaleLinear([low, high], [0, 1]).clamp(true);
}

export function sayLoupe({ domaine: [low, high] }: Axe): string {
  return `Loupe : de ${formatNombre(low * 100)} à ${formatTauxCourt(high)}`;
}

/** « entre 13,0 % et 21,0 % », « à 17,0 % ». */
export function sayDans(low: number, high: number): string {
  const words = formatBornes([low, high]);
  return words.startsWith("entre") ? words : `à ${words}`;
}

/** The unit is on the last mark alone. */
export function sayCran({ genre, crans }: Axe, cran: number): string {
  if (cran === crans.at(-1)) return genre === "taux" ? formatTauxCourt(cran) : formatValeur(cran, genre);
  if (genre === "annee") return String(cran);
  return formatNombre(genre === "taux" || genre === "points" ? cran * 100 : cran).replace("-", "−");
}

type Texte = {
  readonly x: string | number;
  readonly y: number;
  readonly ancre?: "start" | "middle" | "end";
  readonly gras?: boolean;
  readonly couleur?: string;
  /** A white outline under the text, where it crosses a line. */
  readonly halo?: boolean;
};

export function drawText(text: string, { x, y, ancre = "start", gras, couleur = ENCRE, halo }: Texte): string {
  const place = `x="${typeof x === "number" ? round1(x) : x}" y="${round1(y)}"${ancre === "start" ? "" : ` text-anchor="${ancre}"`}${gras ? ' font-weight="700"' : ""}`;
  const dessus = `<text ${place} fill="${couleur}">${escapeXml(text)}</text>`;
  if (!halo) return dessus;
  return `<text ${place} fill="#ffffff" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" aria-hidden="true">${escapeXml(text)}</text>${dessus}`;
}

/** Lines that follow one another from the height of the first. */
export function drawLines(lines: readonly string[], { y, ...place }: Texte): string {
  return lines.map((line, i) => drawText(line, { ...place, y: y + i * INTERLIGNE })).join("");
}

type Feuille = {
  readonly titre: string;
  readonly description: string;
  readonly largeur: number | "100%";
  readonly hauteur: number;
};

/** A drawing with its name. In pixels it keeps its proportions in the place it is given; « 100% » takes that place, letters as they are. */
export function wrapSvg({ titre, description, largeur, hauteur }: Feuille, parts: readonly string[]): string {
  const cadre = largeur === "100%" ? "" : ` viewBox="0 0 ${largeur} ${hauteur}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg"${cadre} width="${largeur}" height="${hauteur}" role="img" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title>${escapeXml(titre)}</title><desc>${escapeXml(description)}</desc>${parts.join("")}</svg>`;
}

/** For a page: the style sheet shows the first, or the second on a phone. */
export function drawTwice(draw: (largeur: number) => string): string {
  return draw(LARGE) + draw(ETROIT);
}

/** Top of each row, then the bottom of the last. */
export function stack(hauteurs: readonly number[], haut = 0): readonly number[] {
  return [haut, ...Array.from(cumsum(hauteurs), (sum) => haut + sum)];
}

/** From `low` to `high` on a line, with its ends. */
export function drawInterval(from: string | number, to: string | number, y: number): string {
  return `<g stroke="${ENCRE}" stroke-width="1.5"><line x1="${from}" x2="${to}" y1="${y}" y2="${y}"/><line x1="${from}" x2="${from}" y1="${y - 4}" y2="${y + 4}"/><line x1="${to}" x2="${to}" y1="${y - 4}" y2="${y + 4}"/></g>`;
}

/** A field of a chart with a vertical scale, in pixels. */
export type Panneau = {
  readonly axe: Axe;
  readonly loupe: Axe | null;
  readonly gauche: number;
  readonly droite: number;
  readonly haut: number;
  readonly bas: number;
  /** Room for names at the right; 0: they are beside the next field. */
  readonly noms: number;
  readonly y: (valeur: number) => number;
};

type Champ = {
  readonly largeur: number;
  /** Of the whole when it is one field. */
  readonly hauteur: number;
  readonly genre: GenreColonne;
  /** All that is drawn, marks and bounds included. */
  readonly valeurs: readonly number[];
  /** Pixels at the right for the names of lines. */
  readonly noms: number;
};

const [HAUT, BAS] = [24, 24];
const DEUX_COLONNES = 560;

/** One field, or two when values lie in a narrow band: from 0 to 100, then closer, beside it or under it on a phone. */
export function layOut({ largeur, hauteur, genre, valeurs, noms }: Champ): {
  readonly hauteur: number;
  readonly panneaux: readonly Panneau[];
} {
  const [axe, loupe] = [axeOf(genre, valeurs), loupeOf(genre, valeurs)];
  const marge = Math.ceil(10 + Math.max(...[axe, ...(loupe ? [loupe] : [])].flatMap(labelWidths)));
  const field = (axe: Axe, place: Pick<Panneau, "gauche" | "droite" | "noms" | "loupe">, top = 0): Panneau => {
    const [haut, bas] = [top + HAUT, top + hauteur - BAS];
    const y = scaleLinear(axe.domaine, [bas, haut]);
    return { axe, haut, bas, ...place, y: (valeur) => round1(y(valeur)) };
  };
  const whole = { gauche: marge, droite: Math.floor(largeur - noms), noms, loupe: null };
  if (!loupe) return { hauteur, panneaux: [field(axe, whole)] };
  if (largeur < DEUX_COLONNES)
    return { hauteur: 2 * hauteur, panneaux: [field(axe, { ...whole, loupe }), field(loupe, whole, hauteur)] };
  const droite = round1(marge + (largeur - noms - 2 * marge - 24) / 2);
  return {
    hauteur,
    panneaux: [
      field(axe, { gauche: marge, droite, noms: 0, loupe }),
      field(loupe, { ...whole, gauche: droite + 24 + marge }),
    ],
  };
}

function labelWidths(axe: Axe): readonly number[] {
  return axe.crans.map((cran) => widthOf(sayCran(axe, cran), TAILLE));
}

/** Its marks with their unit; the frame of a loupe with its bounds, and on the scale from 0 to 100 what the loupe shows. */
export function drawPanneau({ axe, loupe, gauche, droite, haut, bas, y }: Panneau): readonly string[] {
  const rules = axe.crans.map((cran) => `M${gauche} ${y(cran)}H${droite}`).join("");
  const closer = axe.genre === "taux" && (axe.domaine[0] > 0 || axe.domaine[1] < 1);
  const frame = (top: number, bottom: number) =>
    `<rect x="${gauche}" y="${top}" width="${round1(droite - gauche)}" height="${round1(bottom - top)}" fill="none" stroke="${MIRABELLE}" stroke-width="2"/>`;
  return [
    `<path d="${rules}" stroke="${GRILLE}" stroke-width="1" fill="none"/>`,
    `<path d="M${gauche} ${y(axe.crans[0] ?? 0)}H${droite}" stroke="${TRAIT}" stroke-width="1" fill="none"/>`,
    ...(loupe ? [frame(y(loupe.domaine[1]), y(loupe.domaine[0]))] : []),
    ...(closer ? [frame(haut, bas), drawText(sayLoupe(axe), { x: gauche, y: haut - 9, couleur: PALE })] : []),
    ...axe.crans.map((cran) =>
      drawText(sayCran(axe, cran), { x: gauche - 6, y: y(cran) + 4, ancre: "end", couleur: PALE }),
    ),
  ];
}

/** Names under the field: the last always, the others as far as there is room. */
export function drawDates({ gauche, bas }: Panneau, noms: readonly string[], x: (rang: number) => number): string[] {
  const longest = Math.max(...noms.map((nom) => widthOf(nom, TAILLE))) + 6;
  const pas = Math.max(1, Math.ceil(((noms.length - 1) * longest) / Math.max(1, x(noms.length - 1) - x(0))));
  return noms.flatMap((nom, i) => {
    if ((noms.length - 1 - i) % pas !== 0) return [];
    const bord = x(i) - widthOf(nom, TAILLE) / 2 < 0;
    return [drawText(nom, { x: bord ? gauche : x(i), y: bas + 18, ancre: bord ? "start" : "middle", couleur: PALE })];
  });
}

/** The law across the field in a solid line, the vote in a dashed one. */
export function drawReperes({ gauche, droite, y }: Panneau, { loi, cible }: Reperes): readonly string[] {
  const across = (taux: number, dash: string) =>
    `<path d="M${gauche} ${y(taux)}H${droite}" fill="none" stroke="${ENCRE}" stroke-width="1.6"${dash}/>`;
  return [
    ...(loi === null ? [] : [across(loi, "")]),
    ...(cible === null ? [] : [across(cible, ` stroke-dasharray="${TIRETS}"`)]),
  ];
}

export type NomDeLigne = {
  readonly texte: string;
  readonly valeur: number;
  readonly couleur: string;
  /** Where its line ends; by default the edge of the field. */
  readonly x?: number;
};

/** Names of the law and of the vote, said once where both are one line. */
export function nomsReperes({ loi, cible }: Reperes): readonly NomDeLigne[] {
  if (loi !== null && loi === cible)
    return [{ texte: `loi et visé ${formatTauxCourt(loi)}`, valeur: loi, couleur: ENCRE }];
  return [
    ...(loi === null ? [] : [{ texte: `loi ${formatTauxCourt(loi)}`, valeur: loi, couleur: ENCRE }]),
    ...(cible === null ? [] : [{ texte: `visé ${formatTauxCourt(cible)}`, valeur: cible, couleur: ENCRE }]),
  ];
}

/** At the end of each line its name, moved apart where lines are close; a thin stroke ties a name to its line. */
export function drawNoms({ droite, noms, bas, y }: Panneau, wanted: readonly NomDeLigne[]): readonly string[] {
  if (noms === 0) return [];
  const blocs = wanted
    .toSorted((a, b) => b.valeur - a.valeur)
    .map((nom) => ({ ...nom, lines: wrapText(nom.texte, noms - 16, TAILLE) }));
  const tops = spreadOut(
    blocs.map(({ valeur, lines }) => ({ centre: y(valeur), hauteur: lines.length * INTERLIGNE })),
    bas + 8,
  );
  return blocs.map(({ valeur, couleur, lines, x = droite }, i) => {
    const top = tops[i] ?? 0;
    const middle = round1(top + (lines.length * INTERLIGNE) / 2);
    return `<path d="M${x} ${y(valeur)}H${droite + 2}L${droite + 9} ${middle}" fill="none" stroke="${couleur}" stroke-width="0.8"/>${drawLines(lines, { x: droite + 12, y: top + 12, couleur, gras: true })}`;
  });
}

type Bloc = { readonly centre: number; readonly hauteur: number };

/** Tops of blocks given from the top down: none over another, none below `lowest`. */
function spreadOut(blocs: readonly Bloc[], lowest: number): number[] {
  const tops: number[] = [];
  let free = 0;
  for (const { centre, hauteur } of blocs) {
    tops.push(Math.max(free, centre - hauteur / 2));
    free = (tops.at(-1) ?? 0) + hauteur;
  }
  let limit = lowest;
  for (let i = blocs.length - 1; i >= 0; i--) {
    tops[i] = Math.min(tops[i] ?? 0, limit - (blocs[i]?.hauteur ?? 0));
    limit = tops[i] ?? 0;
  }
  return tops;
}
