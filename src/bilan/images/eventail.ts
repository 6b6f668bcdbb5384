import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { ACCENT, ENCRE, escapeXml, POLICE, RAMPE, round1, TRAIT } from "#socle/images/svg.ts";
import { formatBornes, formatTaux, formatTauxCourt, MOIS } from "#socle/regles/shared/format.ts";
import type { PointEventail } from "../lectures/effort/effort.ts";

export type Eventail = {
  readonly points: readonly PointEventail[];
  /** Between 0 and 1: legal floor (solid line) and convention's target (dashed line); null: none. */
  readonly plancher: number | null;
  readonly cible: number | null;
  readonly titre: string;
  /** First and last month of the axis, from January of the first year; by default the year. */
  readonly axe?: { readonly premier: number; readonly dernier: number };
  /** In pixels: 360 fits a telephone; twelve month names fit from 560. */
  readonly largeur?: number;
};

type Quantiles = NonNullable<PointEventail["quantiles"]>;
type Point = { readonly mois: number; readonly projete: boolean; readonly quantiles: Quantiles };

const ABREGES = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];
const HAUTEUR = 236;
const MARGES = { haut: 10, droite: 100, bas: 46, gauche: 38 };
const TAILLE = 11;
const INTERLIGNE = 13;
const CLAIR = RAMPE[1];
const FONCE = RAMPE[2];
const LARGEUR_DOUZE_MOIS = 560;
const REPERES = 6;

/** Wide enough to name all months, on a page or in a document. */
export const LARGEUR_PAGE = 720;

type Cadre = {
  readonly largeur: number;
  readonly haut: number;
  readonly axe: NonNullable<Eventail["axe"]>;
  x(mois: number): number;
  y(taux: number): number;
  /** Round rates of the vertical axis, six or so. */
  readonly taux: readonly number[];
};

const DOUZE_MOIS = { premier: 1, dernier: 12 };

/** « septembre », in any year. */
function nameMonth(mois: number): string {
  return MOIS[(mois - 1) % 12] ?? "";
}

/**
 * Cumulated rate over the year: a line for signed leases, then a fan for what may come (5–95 % light, 25–75 % darker, median), with the floor and the
 * target. Only rect, path and text, which the documents' renderer draws like a browser.
 */
export function renderEventail(eventail: Eventail): string {
  const points = eventail.points.flatMap(({ mois, projete, quantiles }) =>
    quantiles ? [{ mois, projete, quantiles }] : [],
  );
  const cadre = frame(eventail, points);
  const parts = [
    ...drawAxes(cadre),
    ...drawFan(cadre, startFan(points)),
    ...drawReferences(cadre, eventail),
    ...drawSigned(cadre, points),
    ...drawLabels(cadre, eventail, points),
    points.length === 0 ? drawNothing(cadre) : drawLegend(points),
  ];
  const { largeur } = cadre;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${HAUTEUR}" width="${largeur}" height="${HAUTEUR}" role="img" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title>${escapeXml(`${eventail.titre} : ${describe(eventail, points)}`)}</title>${parts.join("")}</svg>`;
}

function frame({ largeur = 360, plancher, cible, axe = DOUZE_MOIS }: Eventail, points: readonly Point[]): Cadre {
  const shown = [plancher ?? 0, cible ?? 0, ...points.map(({ quantiles }) => quantiles[4])];
  // A margin of 8 % above the highest line; the scale is never empty.
  const haut = Math.min(1, Math.max(0.05, Math.max(...shown) * 1.08));
  const droite = largeur - MARGES.droite;
  // A single month is drawn at the right end of its axis, beside its label.
  const x = scaleLinear([axe.premier, axe.dernier], [axe.dernier === axe.premier ? droite : MARGES.gauche, droite]);
  const y = scaleLinear([0, haut], [HAUTEUR - MARGES.bas, MARGES.haut]);
  return { largeur, haut, axe, x: (mois) => round1(x(mois)), y: (taux) => round1(y(taux)), taux: y.ticks(REPERES) };
}

function drawAxes({ largeur, taux: rates, axe: { premier, dernier }, x, y }: Cadre): string[] {
  const rules = rates.map((rate) => `M${x(premier)} ${y(rate)}H${x(dernier)}`).join("");
  const months = Array.from({ length: dernier - premier + 1 }, (_, rank) => premier + rank);
  const ticks = months.map((mois) => `M${x(mois)} ${y(0)}v4`).join("");
  const every = Math.ceil(months.length / (largeur >= LARGEUR_DOUZE_MOIS ? 12 : 6));
  const named = months.flatMap((mois, i) =>
    i % every === every - 1 ? [{ nom: ABREGES[(mois - 1) % 12] ?? "", mois }] : [],
  );
  return [
    `<path d="${rules}" stroke="#d9dfe6" stroke-width="0.7" fill="none"/>`,
    `<path d="M${x(premier)} ${y(0)}H${x(dernier)}${ticks}" stroke="${TRAIT}" stroke-width="1" fill="none"/>`,
    ...rates.map((rate) => text(x(premier) - 5, y(rate) + 4, formatTauxCourt(rate), "end")),
    ...named.map(({ nom, mois }) => text(x(mois), y(0) + 16, nom, "middle")),
  ];
}

/** The fan starts at the last signed month, whose quantiles are equal. */
function startFan(points: readonly Point[]): readonly Point[] {
  const signed = points.filter(({ projete }) => !projete);
  const projected = points.filter(({ projete }) => projete);
  return projected.length === 0 ? [] : [...signed.slice(-1), ...projected];
}

function drawFan({ x, y }: Cadre, fan: readonly Point[]): string[] {
  const [first] = fan;
  if (!first) return [];
  const bands = [
    [0, 4, CLAIR],
    [1, 3, FONCE],
  ] as const;
  if (fan.length === 1) {
    const at = (low: number, high: number, couleur: string) =>
      `<rect x="${x(first.mois) - 4}" y="${y(high)}" width="8" height="${round1(y(low) - y(high))}" fill="${couleur}"/>`;
    return bands.map(([low, high, couleur]) => at(first.quantiles[low], first.quantiles[high], couleur));
  }
  const band = (low: number, high: number) =>
    area<Point>(
      ({ mois }) => x(mois),
      ({ quantiles }) => y(quantiles[low] ?? 0),
      ({ quantiles }) => y(quantiles[high] ?? 0),
    )(fan);
  return [
    ...bands.map(([low, high, couleur]) => `<path d="${band(low, high)}" fill="${couleur}" stroke="none"/>`),
    `<path d="${medians(fan, x, y)}" fill="none" stroke="${ACCENT}" stroke-width="1.2"/>`,
  ];
}

function drawSigned({ x, y }: Cadre, points: readonly Point[]): string[] {
  const signed = points.filter(({ projete }) => !projete);
  const last = signed.at(-1);
  if (!last) return [];
  return [
    `<path d="${medians(signed, x, y)}" fill="none" stroke="${ACCENT}" stroke-width="2.6"/>`,
    `<circle cx="${x(last.mois)}" cy="${y(last.quantiles[2])}" r="3.4" fill="${ACCENT}"/>`,
  ];
}

function medians(points: readonly Point[], x: Cadre["x"], y: Cadre["y"]): string {
  const draw = line<Point>(
    ({ mois }) => x(mois),
    ({ quantiles }) => y(quantiles[2]),
  );
  return draw(points) ?? "";
}

function drawReferences({ x, y, axe }: Cadre, { plancher, cible }: Eventail): string[] {
  const across = (taux: number) => `M${x(axe.premier)} ${y(taux)}H${x(axe.dernier)}`;
  const style = `fill="none" stroke="${ENCRE}" stroke-width="1.6"`;
  return [
    ...(plancher === null ? [] : [`<path d="${across(plancher)}" ${style}/>`]),
    ...(cible === null ? [] : [`<path d="${across(cible)}" ${style} stroke-dasharray="5 3"/>`]),
  ];
}

/** Names at the right end of the lines, moved apart when lines are close; a thin stroke ties a name to its line. */
function drawLabels(
  { x, y, axe: { dernier } }: Cadre,
  { plancher, cible }: Eventail,
  points: readonly Point[],
): string[] {
  const last = points.at(-1);
  const wanted = [
    ...(plancher === null ? [] : [{ nom: `plancher ${formatTauxCourt(plancher)}`, taux: plancher, couleur: ENCRE }]),
    ...(cible === null ? [] : [{ nom: `cible ${formatTauxCourt(cible)}`, taux: cible, couleur: ENCRE }]),
    ...(last ? [{ nom: labelOf(last), taux: last.quantiles[2], couleur: ACCENT, mois: last.mois }] : []),
  ].sort((a, b) => b.taux - a.taux);
  const heights = spreadOut(
    wanted.map(({ taux }) => y(taux)),
    y(0),
  );
  return wanted.flatMap(({ nom, taux, couleur, mois = dernier }, i) => {
    const at = round1(heights[i] ?? y(taux));
    return [
      `<path d="M${x(mois)} ${y(taux)}H${x(dernier) + 2}L${x(dernier) + 8} ${at}" fill="none" stroke="${couleur}" stroke-width="0.7"/>`,
      `<text x="${round1(x(dernier) + 10)}" y="${round1(at + 4)}" fill="${couleur}" font-weight="600">${escapeXml(nom)}</text>`,
    ];
  });
}

function labelOf({ projete, quantiles }: Point): string {
  return `${projete ? "médiane" : "signé"} ${formatTaux(quantiles[2])}`;
}

/** Heights from the top down, at least a line apart, and above the lowest. */
function spreadOut(heights: readonly number[], lowest: number): number[] {
  const spread: number[] = [];
  for (const height of heights) spread.push(Math.max(height, (spread.at(-1) ?? -INTERLIGNE) + INTERLIGNE));
  for (let i = spread.length - 1; i >= 0; i--) {
    const limit = i === spread.length - 1 ? lowest : (spread[i + 1] ?? lowest) - INTERLIGNE;
    spread[i] = Math.min(spread[i] ?? limit, limit);
  }
  return spread;
}

function drawLegend(points: readonly Point[]): string {
  const y = HAUTEUR - 8;
  const signed = [
    `<path d="M${MARGES.gauche} ${y - 4}h16" fill="none" stroke="${ACCENT}" stroke-width="2.6"/>`,
    text(MARGES.gauche + 20, y, "déjà signé", "start"),
  ];
  const projected = [
    `<rect x="${MARGES.gauche + 82}" y="${y - 9}" width="16" height="10" fill="${FONCE}"/>`,
    text(MARGES.gauche + 102, y, "1 chance sur 2", "start"),
    `<rect x="${MARGES.gauche + 186}" y="${y - 9}" width="16" height="10" fill="${CLAIR}"/>`,
    text(MARGES.gauche + 206, y, "9 chances sur 10", "start"),
  ];
  return [
    ...(points.some(({ projete }) => !projete) ? signed : []),
    ...(points.some(({ projete }) => projete) ? projected : []),
  ].join("");
}

function drawNothing({ x, y, haut, axe }: Cadre): string {
  return text((x(axe.premier) + x(axe.dernier)) / 2, y(haut / 2), "aucune attribution comptée", "middle");
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end"): string {
  return `<text x="${round1(x)}" y="${round1(y)}" fill="${ENCRE}" text-anchor="${anchor}">${escapeXml(words)}</text>`;
}

/** The text alternative of the picture. */
function describe({ plancher, cible }: Eventail, points: readonly Point[]): string {
  const signed = points.filter(({ projete }) => !projete).at(-1);
  const end = points.filter(({ projete }) => projete).at(-1);
  const sentences = [
    ...(signed ? [`${formatTaux(signed.quantiles[2])} à fin ${nameMonth(signed.mois)}`] : []),
    ...(end ? [describeEnd(end)] : []),
    ...(points.length === 0 ? ["aucune attribution comptée"] : []),
    ...(plancher === null ? [] : [`plancher légal ${formatTauxCourt(plancher)}`]),
    ...(cible === null ? [] : [`cible de la convention ${formatTauxCourt(cible)}`]),
  ];
  return `${sentences.join("\u00A0; ")}.`;
}

function describeEnd({ mois, quantiles: [q05, q25, q50, q75, q95] }: Point): string {
  return `à fin ${nameMonth(mois)}, médiane ${formatTaux(q50)}, 1 chance sur 2 d’être ${within(q25, q75)}, 9 chances sur 10 d’être ${within(q05, q95)}`;
}

function within(low: number, high: number): string {
  const words = formatBornes([low, high]);
  return words.startsWith("entre") ? words : `à ${words}`;
}
