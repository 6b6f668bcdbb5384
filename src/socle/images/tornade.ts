import { scaleLinear } from "d3-scale";
import { formatTaux, formatTauxCourt } from "../regles/shared/format.ts";
import {
  axeOf,
  drawLines,
  drawText,
  ETROIT,
  GRILLE,
  INTERLIGNE,
  loupeOf,
  MIRABELLE,
  PALE,
  sayCran,
  sayLoupe,
  stack,
  TAILLE,
  TIRETS,
  wrapSvg,
} from "./axe.ts";
import { wrapText } from "./image.ts";
import { ACCENT, ENCRE, escapeXml, FOND, RAMPE, round1, TRAIT } from "./svg.ts";

/** Legend of the bars, under the drawing, on the page and in the document. */
export const LEGENDE_TORNADE =
  "Chaque facteur est déplacé seul, de part et d’autre de sa valeur dans le scénario ; la barre va de l’un à l’autre des taux moyens obtenus sur la période, le foncé étant la valeur haute du facteur. Les écarts sont choisis par Blaise, les mêmes pour tous les territoires.";

/** One end of a bar: the value of the factor, already written, and the rate it gives. */
export type BoutTornade = { readonly texte: string; readonly taux: number };

export type Tornade = {
  readonly titre: string;
  /** The rate of the scenario itself and its target, between 0 and 1. */
  readonly centre: number;
  readonly cible: number | null;
  /** The widest first. */
  readonly barres: readonly { readonly libelle: string; readonly bas: BoutTornade; readonly haut: BoutTornade }[];
  /** In pixels: a phone by default. */
  readonly largeur?: number;
};

/** The rule from 0 to 100 above the bars, then the words of the marks. */
const [REGLE, ENTETE] = [44, 40];
/** Room for the texts at both ends of the bars. */
const COTE = 96;
const EPAISSEUR = 13;

/**
 * The effect of each factor alone: a bar from its low value to its high one, the widest first, around the rate of the scenario. The rule above goes
 * from 0 to 100; the bars are closer, in their frame. The documents' renderer draws it like a browser.
 */
export function renderTornade(tornade: Tornade): string {
  const { barres, titre, centre, cible, largeur = ETROIT } = tornade;
  const shown = [centre, cible ?? centre, ...barres.flatMap(({ bas, haut }) => [bas.taux, haut.taux])];
  const loupe = loupeOf("taux", shown);
  const axe = loupe ?? axeOf("taux", shown);
  const noms = barres.map(({ libelle }) => wrapText(libelle, largeur - 16, TAILLE));
  const tops = stack(
    noms.map((nom) => nom.length * INTERLIGNE + EPAISSEUR + 16),
    REGLE + ENTETE,
  );
  const bas = tops.at(-1) ?? 0;
  const x = scaleLinear(axe.domaine, [COTE, largeur - COTE]);
  const at = (taux: number) => round1(x(taux));
  const parts = [
    ...drawRegle(tornade, axe.domaine, largeur),
    `<rect x="1" y="${REGLE + 20}" width="${largeur - 2}" height="${bas - REGLE - 18}" fill="none" stroke="${MIRABELLE}" stroke-width="2"/>`,
    ...(loupe ? [drawText(sayLoupe(loupe), { x: 0, y: REGLE + 14, couleur: PALE })] : []),
    ...axe.crans.flatMap((cran) => [
      `<path d="M${at(cran)} ${REGLE + 21}V${bas}" stroke="${GRILLE}"/>`,
      drawText(sayCran(axe, cran), { x: at(cran), y: bas + 18, ancre: "middle", couleur: PALE }),
    ]),
    ...drawMarks(tornade, at, [REGLE + 21, bas]),
    ...barres.map((barre, i) => drawBarre(barre, noms[i] ?? [], { y: tops[i] ?? 0, x: at, centre })),
  ];
  return wrapSvg({ titre, description: describe(tornade), largeur, hauteur: bas + 24 }, parts);
}

/** Where the closer look is on the whole scale, with the scenario and its target. */
function drawRegle({ centre, cible }: Tornade, [low, high]: readonly [number, number], largeur: number): string[] {
  const axe = axeOf("taux", []);
  const x = scaleLinear(axe.domaine, [12, largeur - 26]);
  const at = (taux: number) => round1(x(taux));
  const mark = (taux: number, dash: string) =>
    `<path d="M${at(taux)} 3V19" stroke="${ENCRE}" stroke-width="1.8"${dash}/>`;
  return [
    `<rect x="${at(0)}" y="6" width="${round1(at(1) - at(0))}" height="10" fill="${FOND}" stroke="${TRAIT}" stroke-width="0.7"/>`,
    `<rect x="${at(0)}" y="6" width="${round1(at(centre) - at(0))}" height="10" fill="${RAMPE[3]}"/>`,
    `<rect x="${at(low)}" y="2" width="${round1(at(high) - at(low))}" height="18" fill="none" stroke="${MIRABELLE}" stroke-width="2"/>`,
    ...(cible === null ? [] : [mark(cible, ` stroke-dasharray="3 2"`)]),
    ...axe.crans.map((cran) => drawText(sayCran(axe, cran), { x: at(cran), y: 34, ancre: "middle", couleur: PALE })),
  ];
}

type Position = (taux: number) => number;

/** The words of the two marks are on opposite sides: the marks may be close. */
function drawMarks({ centre, cible }: Tornade, x: Position, [haut, bas]: readonly [number, number]): string[] {
  const ahead = cible !== null && cible > centre;
  const line = (taux: number, style: string) => `<path d="M${x(taux)} ${haut}V${bas}" fill="none" ${style}/>`;
  const word = (taux: number, texte: string, right: boolean) =>
    drawText(texte, {
      x: x(taux) + (right ? 4 : -4),
      y: haut + 14,
      ancre: right ? "start" : "end",
      gras: true,
      halo: true,
    });
  return [
    line(centre, `stroke="${TRAIT}" stroke-width="1.2"`),
    word(centre, `scénario ${formatTaux(centre)}`, !ahead),
    ...(cible === null
      ? []
      : [
          line(cible, `stroke="${ENCRE}" stroke-width="1.6" stroke-dasharray="${TIRETS}"`),
          word(cible, `visé ${formatTauxCourt(cible)}`, ahead),
        ]),
  ];
}

type Ligne = { readonly x: Position; readonly y: number; readonly centre: number };

function drawBarre(
  { libelle, bas, haut }: Tornade["barres"][number],
  nom: readonly string[],
  { x, y, centre }: Ligne,
): string {
  const [left, right] = bas.taux <= haut.taux ? [bas, haut] : [haut, bas];
  const [from, to] = [x(left.taux), x(right.taux)];
  const top = y + nom.length * INTERLIGNE + 4;
  // Dark is always the end of the factor's high value: a bar that is dark on the left lowers the rate.
  const dark = left === haut ? RAMPE[4] : RAMPE[2];
  const light = left === haut ? RAMPE[2] : RAMPE[4];
  // The two shades meet at the scenario's rate, or at the end nearest to it.
  const middle = Math.min(to, Math.max(from, x(centre)));
  return [
    `<g><title>${escapeXml(`${libelle} : ${sayBarre({ libelle, bas, haut })}`)}</title>`,
    drawLines(nom, { x: 8, y: y + 14, gras: true, halo: true }),
    `<rect x="${from}" y="${top}" width="${round1(middle - from)}" height="${EPAISSEUR}" fill="${dark}"/>`,
    `<rect x="${middle}" y="${top}" width="${round1(Math.max(1, to - middle))}" height="${EPAISSEUR}" fill="${light}"/>`,
    drawText(left.texte, { x: from - 6, y: top + 11, ancre: "end", couleur: ACCENT, halo: true }),
    drawText(right.texte, { x: to + 6, y: top + 11, couleur: ACCENT, halo: true }),
    "</g>",
  ].join("");
}

/** The same figures in words, for readers who do not see the picture. */
function describe(tornade: Tornade): string {
  const said = tornade.barres.map((barre) => `${barre.libelle}, ${sayBarre(barre)}`);
  return `${[`scénario ${formatTaux(tornade.centre)}`, ...said].join("\u00A0; ")}.`;
}

function sayBarre({ bas, haut }: Tornade["barres"][number]): string {
  return `${bas.texte} donne ${formatTaux(bas.taux)}, ${haut.texte} donne ${formatTaux(haut.taux)}`;
}
