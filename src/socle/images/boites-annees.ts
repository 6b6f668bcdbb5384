import { scaleBand } from "d3-scale";
import { formatTaux, formatTauxCourt } from "../regles/shared/format.ts";
import {
  drawDates,
  drawPanneau,
  drawText,
  ETROIT,
  layOut,
  PALE,
  type Panneau,
  sayDans,
  TIRETS,
  wrapSvg,
} from "./axe.ts";
import { ACCENT, ENCRE, RAMPE, round1 } from "./svg.ts";

/** Legend of the boxes, under the drawing, on the page and in the document. */
export const LEGENDE_BOITES =
  "Une boîte par année : bande foncée, 1 chance sur 2 d’y être ; bande claire, 9 chances sur 10 ; trait plein, médiane ; tirets, taux visé. La dernière boîte est la période entière.";

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
  /** In pixels: a phone by default. */
  readonly largeur?: number;
  /** In pixels; shorter on a printed page. */
  readonly hauteur?: number;
};

const HAUTEUR = 230;
const LEGENDE = 20;
const NOMS = 14;

/**
 * One box a year, from 0 to 100 and closer beside it: where the rate has 9 chances in 10 of being (light), 1 in 2 (dark), its median, and its target.
 * Years are independent: nothing is drawn between them. The documents' renderer draws it like a browser.
 */
export function renderBoitesAnnees(boites: BoitesAnnees): string {
  const { largeur = ETROIT, hauteur: voulue = HAUTEUR, titre, depart } = boites;
  const valeurs = boites.boites.flatMap(({ quantiles, cible }) => [...quantiles, ...(cible === null ? [] : [cible])]);
  const { hauteur, panneaux } = layOut({
    largeur,
    hauteur: voulue - LEGENDE,
    genre: "taux",
    valeurs: [...valeurs, ...(depart ? [depart.taux] : [])],
    noms: NOMS,
  });
  const parts = [...panneaux.flatMap((panneau) => drawChamp(panneau, boites)), drawLegend(hauteur, largeur)];
  return wrapSvg({ titre, description: describe(boites), largeur, hauteur: hauteur + LEGENDE }, parts);
}

function drawChamp(panneau: Panneau, { depart, boites }: BoitesAnnees): string[] {
  const { gauche, droite, y } = panneau;
  const libelles = [...(depart ? [depart.libelle] : []), ...boites.map(({ libelle }) => shorten(libelle))];
  const place = scaleBand(
    libelles.map((_, rang) => rang),
    [gauche, droite],
  );
  const x = (rang: number) => round1((place(rang) ?? 0) + place.bandwidth() / 2);
  const first = depart ? 1 : 0;
  return [
    ...drawPanneau(panneau),
    ...drawDates(panneau, libelles, x),
    ...(depart ? [`<circle cx="${x(0)}" cy="${y(depart.taux)}" r="4" fill="${ENCRE}"/>`] : []),
    ...boites.map((boite, rang) => drawBoite(panneau, boite, { x: x(rang + first), pas: place.bandwidth() })),
  ];
}

/** « 2021–2023 » is wider than its place: « 21–23 ». */
function shorten(libelle: string): string {
  return libelle.includes("–") ? libelle.replaceAll(/\b(?:19|20)(\d\d)\b/g, "$1") : libelle;
}

type Place = { readonly x: number; readonly pas: number };

function drawBoite({ y }: Panneau, { quantiles, cible, ensemble }: BoiteAnnee, { x, pas }: Place): string {
  const [q05, q25, q50, q75, q95] = quantiles;
  const width = round1(Math.min(34, pas * 0.62));
  const left = round1(x - width / 2);
  const rect = (low: number, high: number, style: string) =>
    `<rect x="${left}" y="${y(high)}" width="${width}" height="${round1(Math.max(1, y(low) - y(high)))}" ${style}/>`;
  const across = (taux: number, more: number, style: string) =>
    `<path d="M${round1(left - more)} ${y(taux)}h${round1(width + 2 * more)}" fill="none" ${style}/>`;
  return [
    rect(q05, q95, `fill="${RAMPE[1]}"`),
    rect(q25, q75, `fill="${RAMPE[2]}"`),
    across(q50, 0, `stroke="${ACCENT}" stroke-width="2.4"`),
    ensemble ? rect(q05, q95, `fill="none" stroke="${ACCENT}" stroke-width="1.2"`) : "",
    cible === null
      ? ""
      : across(cible, Math.min(5, pas * 0.16), `stroke="${ENCRE}" stroke-width="1.8" stroke-dasharray="${TIRETS}"`),
  ].join("");
}

/** Under the fields, each mark beside its word. */
function drawLegend(y: number, largeur: number): string {
  const at = y + 10;
  const entries = [
    [`<rect x="0" y="-9" width="14" height="10" fill="${RAMPE[2]}"/>`, "1 sur 2"],
    [`<rect x="0" y="-9" width="14" height="10" fill="${RAMPE[1]}"/>`, "9 sur 10"],
    [`<path d="M0 -4h14" stroke="${ACCENT}" stroke-width="2.4"/>`, "médiane"],
    [`<path d="M0 -4h14" stroke="${ENCRE}" stroke-width="1.8" stroke-dasharray="${TIRETS}"/>`, "visé"],
  ] as const;
  const step = Math.min(120, largeur / entries.length);
  return entries
    .map(([mark, words], i) => {
      const x = round1(4 + i * step);
      return `<g transform="translate(${x} ${at})">${mark}</g>${drawText(words, { x: x + 19, y: at, couleur: PALE })}`;
    })
    .join("");
}

/** The same figures in words, for readers who do not see the picture. */
function describe({ depart, boites }: BoitesAnnees): string {
  const said = boites.map(({ libelle, quantiles: [q05, , q50, , q95], cible }) => {
    const visee = cible === null ? "" : `, ${formatTauxCourt(cible)} visés`;
    return `${libelle}, médiane ${formatTaux(q50)}, 9 chances sur 10 d’être ${sayDans(q05, q95)}${visee}`;
  });
  return `${[...(depart ? [`${depart.libelle}, ${formatTaux(depart.taux)} compté`] : []), ...said].join("\u00A0; ")}.`;
}
