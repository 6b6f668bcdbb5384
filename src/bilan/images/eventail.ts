import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import {
  drawDates,
  drawNoms,
  drawPanneau,
  drawReperes,
  drawText,
  ETROIT,
  layOut,
  nomsReperes,
  type Panneau,
  sayDans,
  wrapSvg,
} from "#socle/images/axe.ts";
import { ACCENT, RAMPE, round1 } from "#socle/images/svg.ts";
import { formatTaux, formatTauxCourt, MOIS } from "#socle/regles/shared/format.ts";
import type { PointEventail } from "../lectures/effort/effort.ts";

export type Eventail = {
  readonly points: readonly PointEventail[];
  /** Between 0 and 1: legal floor (solid line) and convention's target (dashed line); null: none. */
  readonly plancher: number | null;
  readonly cible: number | null;
  readonly titre: string;
  /** First and last month of the axis, from January of the first year; by default the year. */
  readonly axe?: { readonly premier: number; readonly dernier: number };
  /** In pixels: a phone by default. */
  readonly largeur?: number;
};

type Quantiles = NonNullable<PointEventail["quantiles"]>;
type Point = { readonly mois: number; readonly projete: boolean; readonly quantiles: Quantiles };

const ABREGES = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];
const HAUTEUR = 220;
const NOMS = 128;
/** 1 in 2 darker, 9 in 10 lighter. */
const BANDES = [
  [0, 4, RAMPE[1]],
  [1, 3, RAMPE[2]],
] as const;
const DOUZE_MOIS = { premier: 1, dernier: 12 };

/**
 * Cumulated rate over the year: a line for signed leases, then a fan for what may come (5–95 % light, 25–75 % darker, median), with the law and the
 * vote, from 0 to 100; closer beside it when all lies in a narrow band. The documents' renderer draws it like a browser.
 */
export function renderEventail(eventail: Eventail): string {
  const { largeur = ETROIT, plancher, cible, titre } = eventail;
  const points = eventail.points.flatMap(({ mois, projete, quantiles }) =>
    quantiles ? [{ mois, projete, quantiles }] : [],
  );
  const shown = [plancher ?? [], cible ?? [], ...points.map(({ quantiles }) => quantiles)].flat();
  const valeurs = points.length === 0 ? [] : shown;
  const { hauteur, panneaux } = layOut({ largeur, hauteur: HAUTEUR, genre: "taux", valeurs, noms: NOMS });
  const parts = panneaux.flatMap((panneau) => drawChamp(panneau, eventail, points));
  return wrapSvg({ titre, description: describe(eventail, points), largeur, hauteur }, parts);
}

type Position = (mois: number) => number;

function drawChamp(panneau: Panneau, eventail: Eventail, points: readonly Point[]): string[] {
  const { premier, dernier } = eventail.axe ?? DOUZE_MOIS;
  const { gauche, droite, haut, bas } = panneau;
  // A single month is drawn at the right end of its axis, beside its label.
  const place = scaleLinear([premier, dernier], [dernier === premier ? droite : gauche, droite]);
  const x = (mois: number) => round1(place(mois));
  const mois = Array.from({ length: dernier - premier + 1 }, (_, rang) => ABREGES[(premier + rang - 1) % 12] ?? "");
  const reperes = { loi: eventail.plancher, cible: eventail.cible };
  return [
    ...drawPanneau(panneau),
    ...drawDates(panneau, mois, (rang) => x(premier + rang)),
    ...drawFan(panneau, x, startFan(points)),
    ...drawReperes(panneau, reperes),
    ...drawSigned(panneau, x, points),
    ...drawNoms(panneau, [...nomsReperes(reperes), ...nomsPoints(points, x)]),
    ...(points.length > 0
      ? []
      : [drawText("aucune attribution comptée", { x: (gauche + droite) / 2, y: (haut + bas) / 2, ancre: "middle" })]),
  ];
}

/** The fan starts at the last signed month, whose quantiles are equal. */
function startFan(points: readonly Point[]): readonly Point[] {
  const signed = points.filter(({ projete }) => !projete);
  const projected = points.filter(({ projete }) => projete);
  return projected.length === 0 ? [] : [...signed.slice(-1), ...projected];
}

function drawFan({ y }: Panneau, x: Position, fan: readonly Point[]): string[] {
  const [first] = fan;
  if (!first) return [];
  if (fan.length === 1)
    return BANDES.map(([low, high, couleur]) => {
      const [top, bottom] = [y(first.quantiles[high]), y(first.quantiles[low])];
      return `<rect x="${x(first.mois) - 4}" y="${top}" width="8" height="${round1(bottom - top)}" fill="${couleur}"/>`;
    });
  const band = (low: number, high: number) =>
    area<Point>(
      ({ mois }) => x(mois),
      ({ quantiles }) => y(quantiles[low] ?? 0),
      ({ quantiles }) => y(quantiles[high] ?? 0),
    )(fan);
  return [
    ...BANDES.map(([low, high, couleur]) => `<path d="${band(low, high)}" fill="${couleur}" stroke="none"/>`),
    `<path d="${medians(fan, x, y)}" fill="none" stroke="${ACCENT}" stroke-width="1.2"/>`,
  ];
}

function drawSigned({ y }: Panneau, x: Position, points: readonly Point[]): string[] {
  const signed = points.filter(({ projete }) => !projete);
  const last = signed.at(-1);
  if (!last) return [];
  return [
    `<path d="${medians(signed, x, y)}" fill="none" stroke="${ACCENT}" stroke-width="2.6"/>`,
    `<circle cx="${x(last.mois)}" cy="${y(last.quantiles[2])}" r="3.4" fill="${ACCENT}"/>`,
  ];
}

function medians(points: readonly Point[], x: Position, y: Panneau["y"]): string {
  const draw = line<Point>(
    ({ mois }) => x(mois),
    ({ quantiles }) => y(quantiles[2]),
  );
  return draw(points) ?? "";
}

/** What is signed, or the median of what is to come. */
function nomsPoints(points: readonly Point[], x: Position) {
  return points.slice(-1).map(({ projete, quantiles, mois }) => ({
    texte: `${projete ? "médiane" : "signé"} ${formatTaux(quantiles[2])}`,
    valeur: quantiles[2],
    couleur: ACCENT,
    x: x(mois),
  }));
}

/** « septembre », in any year. */
function nameMonth(mois: number): string {
  return MOIS[(mois - 1) % 12] ?? "";
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
  return `à fin ${nameMonth(mois)}, médiane ${formatTaux(q50)}, 1 chance sur 2 d’être ${sayDans(q25, q75)}, 9 chances sur 10 d’être ${sayDans(q05, q95)}`;
}
