import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { formatTaux, formatTauxCourt } from "../regles/shared/format.ts";
import { fitText } from "./image.ts";
import { ACCENT, ENCRE, escapeXml, POLICE, RAMPE, round1, TRAIT } from "./svg.ts";

/** One end of a bar: the value of the factor, already written, and the rate it gives. */
export type BoutTornade = { readonly texte: string; readonly taux: number };

export type Tornade = {
  readonly titre: string;
  /** The rate of the scenario itself and its target, between 0 and 1. */
  readonly centre: number;
  readonly cible: number | null;
  /** The widest first. */
  readonly barres: readonly { readonly libelle: string; readonly bas: BoutTornade; readonly haut: BoutTornade }[];
  /** In pixels; 360 fits a telephone. */
  readonly largeur?: number;
};

const TAILLE = 12;
const RANG = 46;
const ENTETE = 20;
/** Room for the texts at both ends of the bars. */
const COTE = 92;
const EPAISSEUR = 13;

/**
 * The effect of each factor alone: a bar from its low value to its high one, the widest first, around the rate of the scenario. Only rect, path and
 * text, which the documents' renderer draws like a browser.
 */
export function renderTornade(tornade: Tornade): string {
  const { barres, titre, largeur = 360 } = tornade;
  const hauteur = ENTETE + barres.length * RANG + 6;
  const x = scale(tornade, largeur);
  const parts = [
    drawReperes(tornade, { x, hauteur, largeur }),
    ...barres.map((barre, rang) => drawBarre(barre, ENTETE + rang * RANG, { x, largeur, centre: tornade.centre })),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title>${escapeXml(`${titre} : ${describe(tornade)}`)}</title>${parts.join("")}</svg>`;
}

type Position = (taux: number) => number;

function scale({ centre, cible, barres }: Tornade, largeur: number): Position {
  const shown = [
    centre,
    ...(cible === null ? [] : [cible]),
    ...barres.flatMap(({ bas, haut }) => [bas.taux, haut.taux]),
  ];
  const [low = 0, high = 0] = extent(shown);
  const x = scaleLinear([low, high], high === low ? [largeur / 2, largeur / 2] : [COTE, largeur - COTE]);
  return (taux) => round1(x(taux));
}

type Place = { readonly x: Position; readonly hauteur: number; readonly largeur: number };

function drawReperes({ centre, cible }: Tornade, { x, hauteur, largeur }: Place): string {
  const near = cible !== null && Math.abs(x(cible) - x(centre)) < 130;
  // The labels of the two marks are written on opposite sides: the marks may be close.
  const ahead = cible !== null && cible > centre;
  const line = (taux: number, style: string) =>
    `<path d="M${x(taux)} ${ENTETE - 4}V${hauteur - 4}" fill="none" ${style}/>`;
  return [
    line(centre, `stroke="${TRAIT}" stroke-width="1.2"`),
    text(x(centre), 12, `scénario ${formatTaux(centre)}`, { ancre: anchorOf(near, !ahead), gras: false }),
    ...(cible === null
      ? []
      : [
          line(cible, `stroke="${ENCRE}" stroke-width="1.6" stroke-dasharray="5 3"`),
          text(Math.min(x(cible), largeur - 4), 12, `visé ${formatTauxCourt(cible)}`, {
            ancre: anchorOf(near, ahead),
            gras: true,
          }),
        ]),
  ].join("");
}

function anchorOf(near: boolean, right: boolean): "start" | "middle" | "end" {
  if (!near) return "middle";
  return right ? "start" : "end";
}

type Ligne = { readonly x: Position; readonly largeur: number; readonly centre: number };

function drawBarre(
  { libelle, bas, haut }: Tornade["barres"][number],
  y: number,
  { x, largeur, centre }: Ligne,
): string {
  const [left, right] = bas.taux <= haut.taux ? [bas, haut] : [haut, bas];
  const [from, to] = [x(left.taux), x(right.taux)];
  const top = y + 20;
  // Dark is always the end of the factor's high value: a bar that is dark on the left lowers the rate.
  const dark = left === haut ? RAMPE[4] : RAMPE[2];
  const light = left === haut ? RAMPE[2] : RAMPE[4];
  // The two shades meet at the scenario's rate, or at the end nearest to it.
  const middle = Math.min(to, Math.max(from, x(centre)));
  return [
    `<g><title>${escapeXml(`${libelle} : ${sayBarre({ libelle, bas, haut })}`)}</title>`,
    text(0, y + 14, fitText(libelle, largeur, TAILLE), { ancre: "start", gras: true, halo: true }),
    `<rect x="${from}" y="${top}" width="${round1(middle - from)}" height="${EPAISSEUR}" fill="${dark}"/>`,
    `<rect x="${middle}" y="${top}" width="${round1(Math.max(1, to - middle))}" height="${EPAISSEUR}" fill="${light}"/>`,
    text(from - 6, top + 11, left.texte, { ancre: "end", halo: true }),
    text(to + 6, top + 11, right.texte, { ancre: "start", halo: true }),
    "</g>",
  ].join("");
}

type Ecriture = { readonly ancre: "start" | "middle" | "end"; readonly gras?: boolean; readonly halo?: boolean };

function text(x: number, y: number, words: string, { ancre, gras = false, halo = false }: Ecriture): string {
  const place = `x="${round1(x)}" y="${round1(y)}" text-anchor="${ancre}"${gras ? ' font-weight="600"' : ""}`;
  const under = halo
    ? `<text ${place} fill="#ffffff" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" aria-hidden="true">${escapeXml(words)}</text>`
    : "";
  return `${under}<text ${place} fill="${gras ? ENCRE : ACCENT}">${escapeXml(words)}</text>`;
}

/** The same figures in words, for readers who do not see the picture. */
function describe(tornade: Tornade): string {
  const said = tornade.barres.map((barre) => `${barre.libelle}, ${sayBarre(barre)}`);
  return `${[`scénario ${formatTaux(tornade.centre)}`, ...said].join("\u00A0; ")}.`;
}

function sayBarre({ bas, haut }: Tornade["barres"][number]): string {
  return `${bas.texte} donne ${formatTaux(bas.taux)}, ${haut.texte} donne ${formatTaux(haut.taux)}`;
}
