import { scaleLinear } from "d3-scale";
import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatValeur } from "../regles/table/genre.ts";
import type { EntreeLegende } from "./carte-parts.ts";
import { colonneOf, type Demande, drawRule, drawText, ETROIT, percent, TAILLE, wrapSvg } from "./graphique-parts.ts";
import { type ImageFigure, widthOf } from "./image.ts";
import { escapeXml, round1 } from "./svg.ts";
import { celluleOf, formatCellule, nombreOf } from "./texte-figure.ts";

/** Lines differ by shade and by dashes, for grey prints and for readers who do not see colours. */
const STYLES = [
  { couleur: "#0b4f6c", tirets: null },
  { couleur: "#b35806", tirets: "7 4" },
  { couleur: "#542788", tirets: "2 3" },
  { couleur: "#1e6b3a", tirets: "9 3 2 3" },
  { couleur: "#9e2a5b", tirets: "12 4" },
  { couleur: "#5c6670", tirets: "4 2" },
] as const;

const HAUT = 26;
const BAS = 190;
const HAUTEUR = 226;
/** Parts of the width: lines run from GAUCHE to DROITE, values are written after the last date. */
const [GAUCHE, DROITE] = [0.03, 0.84];
const ECART_TEXTES = 15;

/** One line per column, over the dates of the rows; a missing value breaks its line. null when nothing is known. */
export function renderCourbes({ figure }: Demande, codes: readonly string[]): ImageFigure | null {
  const colonnes = codes.slice(0, STYLES.length).map((code) => colonneOf(figure, code));
  const lignes = figure.lignes.filter(({ total }) => !total);
  const valeurs = lignes.flatMap((ligne) => colonnes.flatMap(({ code }) => nombreOf(ligne, code) ?? []));
  const [first] = colonnes;
  if (valeurs.length === 0 || !first) return null;
  const cadre = frame(lignes.length, valeurs);
  const description = colonnes
    .map(
      (colonne) =>
        `${colonne.libelle} : ${lignes.map((ligne) => `${ligne.libelle} ${formatCellule(celluleOf(ligne, colonne.code), colonne.genre)}`).join(", ")}`,
    )
    .join(" ; ");
  return {
    hauteur: HAUTEUR,
    draw: (largeur) =>
      wrapSvg({ titre: figure.titre, description, hauteur: HAUTEUR, id: `courbes-${figure.code}` }, largeur, [
        ...drawAxes(cadre, lignes, first),
        ...colonnes.map((colonne, i) => drawCourbe(cadre, lignes, { code: colonne.code, rang: i })),
        ...drawValues(cadre, lignes, colonnes),
      ]),
    legende: colonnes.length > 1 ? colonnes.map(({ libelle }, i) => entree(libelle, i)) : [],
    notes: codes.length > STYLES.length ? [`Seules les ${STYLES.length} premières colonnes sont dessinées.`] : [],
  };
}

type Cadre = {
  readonly x: (rang: number) => number;
  readonly y: (valeur: number) => number;
  readonly bas: number;
  readonly haut: number;
};

/** From zero when it is near, so that a small move does not look large; else with a margin around the values. */
function frame(dates: number, valeurs: readonly number[]): Cadre {
  const [low, high] = [Math.min(...valeurs), Math.max(...valeurs)];
  const air = (high - low || Math.abs(high) || 1) * 0.15;
  const bas = low >= 0 && low < high * 0.6 ? 0 : low - air;
  const haut = high + air;
  const y = scaleLinear([bas, haut], [BAS, HAUT]);
  const x = scaleLinear([0, dates - 1], [GAUCHE, DROITE]);
  return { bas, haut, x: (rang) => (dates < 2 ? 0.5 : x(rang)), y: (valeur) => round1(y(valeur)) };
}

function drawAxes({ x, bas, haut, y }: Cadre, lignes: readonly LigneFigure[], { genre }: ColonneFigure): string[] {
  const milieu = roundRepere((bas + haut) / 2, haut - bas);
  const longest = Math.max(...lignes.map(({ libelle }) => widthOf(libelle, TAILLE))) + 12;
  // The last date always has its name; the others have one as far as the narrowest screen has room.
  const pas = Math.max(1, Math.ceil((lignes.length * longest) / (ETROIT * DROITE)));
  return [
    drawRule("0", percent(DROITE), y(bas), false),
    drawRule("0", percent(DROITE), y(milieu), true),
    drawText(formatValeur(milieu, genre), { x: 0, y: y(milieu) - 4, couleur: "#4a5766" }),
    ...lignes.flatMap(({ libelle }, i) => {
      if ((lignes.length - 1 - i) % pas !== 0) return [];
      // The first name starts at the edge: centred, it would overflow the drawing.
      const bord = i === 0 && lignes.length > 1;
      const [gauche, ancre] = bord ? ([0, "start"] as const) : ([x(i), "middle"] as const);
      return [drawText(libelle, { x: percent(gauche), y: BAS + 20, ancre, couleur: "#4a5766" })];
    }),
  ];
}

/** A round number near the middle: at most a quarter of the height away from it. */
function roundRepere(valeur: number, etendue: number): number {
  const unite = 10 ** Math.floor(Math.log10(etendue)) / 2;
  return Number((Math.round(valeur / unite) * unite).toPrecision(6));
}

function drawCourbe(
  { x, y }: Cadre,
  lignes: readonly LigneFigure[],
  { code, rang }: { readonly code: string; readonly rang: number },
): string {
  const { couleur, tirets } = styleOf(rang);
  const marks: string[] = [];
  lignes.forEach((ligne, i) => {
    const valeur = nombreOf(ligne, code);
    if (valeur === null) return;
    const former = lignes[i - 1];
    const before = former ? nombreOf(former, code) : null;
    if (before !== null) {
      marks.push(`<line x1="${percent(x(i - 1))}" y1="${y(before)}" x2="${percent(x(i))}" y2="${y(valeur)}"/>`);
    }
    marks.push(
      `<circle cx="${percent(x(i))}" cy="${y(valeur)}" r="3.2" fill="${couleur}" stroke="none"><title>${escapeXml(ligne.libelle)}</title></circle>`,
    );
  });
  return `<g stroke="${couleur}" stroke-width="2"${tirets ? ` stroke-dasharray="${tirets}"` : ""}>${marks.join("")}</g>`;
}

/** The last value of each line at its end; two values that are too near are pushed apart. */
function drawValues(cadre: Cadre, lignes: readonly LigneFigure[], colonnes: readonly ColonneFigure[]): string[] {
  const wanted = colonnes.flatMap((colonne, rang) => {
    const i = lignes.findLastIndex((ligne) => nombreOf(ligne, colonne.code) !== null);
    const valeur = lignes[i] ? nombreOf(lignes[i], colonne.code) : null;
    return valeur === null
      ? []
      : [{ x: cadre.x(i), y: cadre.y(valeur) + 4, texte: formatValeur(valeur, colonne.genre), rang }];
  });
  let above = -Infinity;
  return wanted
    .toSorted((a, b) => a.y - b.y)
    .map(({ x, y, texte, rang }) => {
      above = Math.max(y, above + ECART_TEXTES);
      return drawText(texte, {
        x: percent(x + 0.02),
        y: above,
        gras: true,
        couleur: styleOf(rang).couleur,
        halo: true,
      });
    });
}

function styleOf(rang: number): (typeof STYLES)[number] {
  return STYLES[rang] ?? STYLES[0];
}

function entree(libelle: string, rang: number): EntreeLegende {
  const { couleur, tirets } = styleOf(rang);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 16" width="34" height="16" aria-hidden="true"><path d="M1 8H33" stroke="${couleur}" stroke-width="2.5"${tirets ? ` stroke-dasharray="${tirets}"` : ""}/></svg>`;
  return { couleur, libelle, motif: "aucun", svg };
}
