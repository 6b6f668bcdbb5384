import { cumsum } from "d3-array";
import { axeOf, drawInterval, drawLines, drawText, ETROIT, INTERLIGNE, stack, TAILLE, wrapSvg } from "./axe.ts";
import { across, drawEchelle, type Echelonne, PIED } from "./graphique-parts.ts";
import { type ImageFigure, widthOf, wrapText } from "./image.ts";
import { ENCRE, escapeXml } from "./svg.ts";

/** What one part adds to the sum, or takes from it; `bornes`: as far as the unknown can move it. */
export type Pas = {
  readonly nom: string;
  readonly valeur: number;
  readonly bornes: readonly [number, number] | null;
};

export type Cascade = {
  readonly titre: string;
  /** What zero is, under its line: « plancher de 25 % ». */
  readonly zero: string;
  /** In the order drawn. Their sum is the value of `total`. */
  readonly pas: readonly Pas[];
  readonly total: Pas;
  readonly notes: readonly string[];
};

const [PLUS, MOINS, SOMME, BORD] = ["#4a8fae", "#ffffff", "#c3dce8", "#0b4f6c"];
const [EPAISSEUR, AUTOUR, HAUT] = [12, 12, 22];

type Marche = Pas & {
  readonly debut: number;
  readonly texte: string;
  readonly lignes: readonly string[];
  readonly somme: boolean;
};

const signe = new Intl.NumberFormat("fr-FR", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** « +3,2 », or « −1,0, entre −4,2 et +2,0 » when the unknown can move it. */
export function sayPas({ valeur, bornes }: Pick<Pas, "valeur" | "bornes">): string {
  const say = (nombre: number) => signe.format(nombre).replace("-", "−");
  return bornes ? `${say(valeur)}, entre ${say(bornes[0])} et ${say(bornes[1])}` : say(valeur);
}

/** A waterfall: each bar starts where the one above ends, and the last goes from zero to their sum. What takes away is hollow, so that grey tells it. */
export function renderCascade({ titre, zero, pas, total, notes }: Cascade): ImageFigure {
  const fins = Array.from(cumsum(pas.map(({ valeur }) => valeur)));
  const marches = [...pas.map((un, i) => marcheOf(un, fins[i - 1] ?? 0, false)), marcheOf(total, 0, true)];
  const echelle = across(axeOf("decimal", marches.flatMap(extentOf)));
  const tops = stack(
    marches.map(({ lignes }) => lignes.length * INTERLIGNE + EPAISSEUR + AUTOUR),
    HAUT,
  );
  const bas = tops.at(-1) ?? HAUT;
  const parts = [
    ...drawEchelle(echelle, HAUT, bas),
    drawZero(echelle, zero),
    ...marches.map((marche, i) => drawMarche(marche, echelle, tops[i] ?? HAUT)),
    ...marches.slice(1).map((_, i) => drawLien(echelle.x(fins[i] ?? 0), tops, i)),
  ];
  const description = `${marches.map(({ nom, texte }) => `${nom} : ${texte}`).join(" ; ")}.`;
  const feuille = { titre, description, hauteur: bas + PIED };
  return {
    hauteur: feuille.hauteur,
    draw: (largeur) => wrapSvg({ ...feuille, largeur }, parts),
    legende: [],
    notes,
  };
}

function marcheOf(pas: Pas, debut: number, somme: boolean): Marche {
  const texte = sayPas(pas);
  return { ...pas, debut, texte, somme, lignes: wrapText(pas.nom, ETROIT - widthOf(texte, TAILLE) - 24, TAILLE) };
}

function extentOf({ debut, valeur, bornes }: Marche): readonly number[] {
  return [debut, debut + valeur, ...(bornes ?? []).map((borne) => debut + borne)];
}

/** What zero is; its line stands beside each bar alone, so that no name or value is crossed. */
function drawZero({ x }: Echelonne, zero: string): string {
  const place = Number.parseFloat(x(0));
  const ancre = place < 33 ? "start" : place > 67 ? "end" : "middle";
  return drawText(zero, { x: x(0), y: 13, ancre, gras: true });
}

function drawMarche(
  { nom, debut, valeur, bornes, texte, lignes, somme }: Marche,
  { x }: Echelonne,
  top: number,
): string {
  const y = top + lignes.length * INTERLIGNE + 4;
  const [from, to] = [debut, debut + valeur].toSorted((a, b) => a - b).map((fin) => Number.parseFloat(x(fin)));
  const width = Math.round(((to ?? 0) - (from ?? 0)) * 100) / 100;
  const fill = somme ? SOMME : valeur < 0 ? MOINS : PLUS;
  return [
    `<g><title>${escapeXml(`${nom} : ${texte}`)}</title>`,
    drawLines(lignes, { x: 0, y: top + 14, gras: somme, halo: true }),
    drawText(texte, { x: "100%", y: top + 14, ancre: "end", gras: somme, halo: true }),
    `<line x1="${x(0)}" x2="${x(0)}" y1="${y - 3}" y2="${y + EPAISSEUR + 5}" stroke="${ENCRE}" stroke-width="1.6"/>`,
    `<rect x="${from}%" y="${y}" width="${width}%" height="${EPAISSEUR}" fill="${fill}" stroke="${BORD}" stroke-width="1.2"/>`,
    ...(bornes ? [drawInterval(x(debut + bornes[0]), x(debut + bornes[1]), y + EPAISSEUR / 2)] : []),
    "</g>",
  ].join("");
}

/** From the end of a bar down to the next name: the bars then read as one path. */
function drawLien(x: string, tops: readonly number[], i: number): string {
  const bottom = (tops[i + 1] ?? 0) - AUTOUR + 4;
  return `<line x1="${x}" x2="${x}" y1="${bottom}" y2="${bottom + AUTOUR - 2}" stroke="${BORD}" stroke-width="1" stroke-dasharray="2 2"/>`;
}
