import { scaleBand, scaleLinear } from "d3-scale";
import { formatBornes, formatTaux, formatTauxCourt } from "../regles/shared/format.ts";
import { ACCENT, ENCRE, escapeXml, POLICE, RAMPE, round1, TRAIT } from "./svg.ts";

/** Possible rates, between 0 and 1, of one year or of a period. */
export type BoiteAnnee = {
  readonly libelle: string;
  /** 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly [number, number, number, number, number];
  /** The target; null: none. */
  readonly cible: number | null;
  /** The period as a whole, set apart from its years. */
  readonly ensemble?: true;
};

export type BoitesAnnees = {
  readonly titre: string;
  /** The rate of the starting year, as counted. */
  readonly depart: { readonly libelle: string; readonly taux: number } | null;
  readonly boites: readonly BoiteAnnee[];
  /** In pixels; 360 fits a telephone. */
  readonly largeur?: number;
  /** In pixels; shorter on a printed page. */
  readonly hauteur?: number;
};

const HAUTEUR = 250;
const MARGES = { haut: 12, droite: 12, bas: 48, gauche: 40 };
const TAILLE = 11;
const CLAIR = RAMPE[1];
const FONCE = RAMPE[2];
const ETROIT = 480;
const REPERES = 6;

type Cadre = {
  readonly largeur: number;
  readonly hauteur: number;
  readonly bas: number;
  /** Round rates of the vertical axis, six or so. */
  readonly reperes: readonly number[];
  /** Centre of the nth box, and width of its place. */
  readonly x: (rang: number) => number;
  readonly pas: number;
  readonly y: (taux: number) => number;
};

/**
 * One box a year: where the rate has 9 chances in 10 of being (light), 1 in 2 (dark), its median, and its target. Years are independent: nothing is
 * drawn between them. Only rect, path and text, which the documents' renderer draws like a browser.
 */
export function renderBoitesAnnees(boites: BoitesAnnees): string {
  const cadre = frame(boites);
  const first = boites.depart ? 1 : 0;
  const parts = [
    ...drawAxes(cadre, boites),
    ...(boites.depart ? [drawDepart(cadre, boites.depart)] : []),
    ...boites.boites.map((boite, rang) => drawBoite(cadre, boite, rang + first)),
    drawLegend(cadre, boites),
  ];
  const { largeur, hauteur } = cadre;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title>${escapeXml(`${boites.titre} : ${describe(boites)}`)}</title>${parts.join("")}</svg>`;
}

function frame({ boites, depart, largeur = 360, hauteur = HAUTEUR }: BoitesAnnees): Cadre {
  const shown = [...boites.flatMap(({ quantiles, cible }) => [quantiles[0], quantiles[4], cible ?? quantiles[4]])];
  if (depart) shown.push(depart.taux);
  const [low, high] = [Math.min(...shown, 1), Math.max(...shown, 0.05)];
  const air = Math.max(0.01, (high - low) * 0.08);
  // The axis is cut below when everything is far from zero: boxes of a few points would all look alike.
  const bas = low - air > 0.08 ? Math.floor((low - air) * 20) / 20 : 0;
  const haut = Math.min(1, high + air);
  const places = Array.from({ length: boites.length + (depart ? 1 : 0) }, (_, rang) => rang);
  const x = scaleBand(places, [MARGES.gauche, largeur - MARGES.droite]);
  const y = scaleLinear([bas, haut], [hauteur - MARGES.bas, MARGES.haut]);
  return {
    largeur,
    hauteur,
    bas,
    pas: x.bandwidth(),
    reperes: y.ticks(REPERES),
    x: (rang) => round1((x(rang) ?? 0) + x.bandwidth() / 2),
    y: (taux) => round1(y(taux)),
  };
}

function drawAxes(cadre: Cadre, { boites, depart }: BoitesAnnees): string[] {
  const { bas, reperes: rates, largeur, x, y } = cadre;
  const right = largeur - MARGES.droite;
  const rules = rates.map((rate) => `M${MARGES.gauche} ${y(rate)}H${right}`).join("");
  const names = [...(depart ? [{ libelle: depart.libelle, gras: false }] : []), ...boites.map(named)];
  return [
    `<path d="${rules}" stroke="#d9dfe6" stroke-width="0.7" fill="none"/>`,
    `<path d="M${MARGES.gauche} ${y(bas)}H${right}" stroke="${TRAIT}" stroke-width="1" fill="none"/>`,
    ...rates.map((rate) => text(MARGES.gauche - 5, y(rate) + 4, formatTauxCourt(rate), { ancre: "end" })),
    ...names.map(({ libelle, gras }, rang) => text(x(rang), y(bas) + 16, shorten(libelle, cadre), { gras })),
  ];
}

function named({ libelle, ensemble }: BoiteAnnee): { readonly libelle: string; readonly gras: boolean } {
  return { libelle, gras: ensemble === true };
}

/** « 2021–2023 » is wider than its place on a telephone: « 21–23 ». */
function shorten(libelle: string, { largeur, pas }: Cadre): string {
  if (largeur >= ETROIT || libelle.length * 6 < pas) return libelle;
  return libelle.replaceAll(/\b(?:19|20)(\d\d)\b/g, "$1");
}

function drawDepart({ x, y }: Cadre, { taux }: { readonly taux: number }): string {
  return `<circle cx="${x(0)}" cy="${y(taux)}" r="4.5" fill="${ENCRE}"/>`;
}

function drawBoite({ x, y, pas }: Cadre, { quantiles, cible, ensemble }: BoiteAnnee, rang: number): string {
  const [q05, q25, q50, q75, q95] = quantiles;
  const width = Math.min(34, pas * 0.62);
  const left = round1(x(rang) - width / 2);
  const rect = (low: number, high: number, couleur: string) =>
    `<rect x="${left}" y="${y(high)}" width="${round1(width)}" height="${round1(Math.max(1, y(low) - y(high)))}" fill="${couleur}"/>`;
  const across = (taux: number, more: number) => `M${round1(left - more)} ${y(taux)}h${round1(width + 2 * more)}`;
  return [
    rect(q05, q95, CLAIR),
    rect(q25, q75, FONCE),
    `<path d="${across(q50, 0)}" stroke="${ACCENT}" stroke-width="2.4" fill="none"/>`,
    ...(ensemble
      ? [
          `<rect x="${left}" y="${y(q95)}" width="${round1(width)}" height="${round1(y(q05) - y(q95))}" fill="none" stroke="${ACCENT}" stroke-width="1.2"/>`,
        ]
      : []),
    ...(cible === null
      ? []
      : [
          `<path d="${across(cible, Math.min(7, pas * 0.16))}" stroke="${ENCRE}" stroke-width="1.8" stroke-dasharray="5 3" fill="none"/>`,
        ]),
  ].join("");
}

function drawLegend({ largeur, hauteur }: Cadre, { depart }: BoitesAnnees): string {
  const y = hauteur - 9;
  const narrow = largeur < ETROIT;
  const entries: readonly (readonly [mark: (x: number) => string, words: string, width: number])[] = [
    ...(depart
      ? [[(x: number) => `<circle cx="${x + 6}" cy="${y - 4}" r="4" fill="${ENCRE}"/>`, "compté", 56] as const]
      : []),
    [(x) => swatch(x, y, FONCE), narrow ? "1 sur 2" : "1 chance sur 2", narrow ? 62 : 100],
    [(x) => swatch(x, y, CLAIR), narrow ? "9 sur 10" : "9 chances sur 10", narrow ? 68 : 112],
    [(x) => dash(x, y, ACCENT, ""), "médiane", 68],
    [(x) => dash(x, y, ENCRE, ' stroke-dasharray="5 3"'), narrow ? "visé" : "taux visé", 70],
  ];
  let x = narrow ? 4 : MARGES.gauche;
  return entries
    .map(([mark, words, width]) => {
      const drawn = mark(x) + text(x + 18, y, words, { ancre: "start" });
      x += width + (narrow ? 2 : 16);
      return drawn;
    })
    .join("");
}

function swatch(x: number, y: number, couleur: string): string {
  return `<rect x="${x}" y="${y - 9}" width="14" height="10" fill="${couleur}"/>`;
}

function dash(x: number, y: number, couleur: string, tirets: string): string {
  return `<path d="M${x} ${y - 4}h14" stroke="${couleur}" stroke-width="2" fill="none"${tirets}/>`;
}

type Ecriture = { readonly ancre?: "start" | "middle" | "end"; readonly gras?: boolean };

function text(x: number, y: number, words: string, { ancre = "middle", gras = false }: Ecriture): string {
  return `<text x="${round1(x)}" y="${round1(y)}" fill="${ENCRE}" text-anchor="${ancre}"${gras ? ' font-weight="700"' : ""}>${escapeXml(words)}</text>`;
}

/** The same figures in words, for readers who do not see the picture. */
function describe({ depart, boites }: BoitesAnnees): string {
  const said = boites.map(({ libelle, quantiles: [q05, , q50, , q95], cible }) => {
    const visee = cible === null ? "" : `, ${formatTauxCourt(cible)} visés`;
    return `${libelle}, médiane ${formatTaux(q50)}, 9 chances sur 10 d’être ${within(q05, q95)}${visee}`;
  });
  return `${[...(depart ? [`${depart.libelle}, ${formatTaux(depart.taux)} compté`] : []), ...said].join("\u00A0; ")}.`;
}

function within(low: number, high: number): string {
  const words = formatBornes([low, high]);
  return words.startsWith("entre") ? words : `à ${words}`;
}
