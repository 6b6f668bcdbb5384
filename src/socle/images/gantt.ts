import { fitText } from "./image.ts";
import { ACCENT, ENCRE, escapeXml, FOND, OCRE, POLICE, round1, TRAIT } from "./svg.ts";

/** ISO days; `fin` null: not over, drawn until today with an open end. */
export type BarreGantt = {
  readonly libelle: string;
  readonly reel: boolean;
  readonly debut: string;
  readonly fin: string | null;
};

export type LigneGantt = {
  readonly nom: string;
  /** « 402 jours de retard », written on the row; null: nothing. */
  readonly alerte: string | null;
  readonly barres: readonly BarreGantt[];
};

export type Gantt = {
  readonly titre: string;
  readonly aujourdhui: string;
  /** One heading each; empty groups are left out. */
  readonly groupes: readonly { readonly titre: string; readonly lignes: readonly LigneGantt[] }[];
};

const LARGEUR = 960;
const GAUCHE = 250;
const DROITE = 12;
const HAUT = 26;
const LIGNE = 28;
const TITRE = 26;
const TAILLE = 12;
const LEGENDE = 30;

type Cadre = {
  readonly debut: number;
  readonly fin: number;
  readonly x: (jour: string) => number;
  readonly hauteur: number;
};

/**
 * Bars over years: planned is a hollow bar above, done is a full bar below, readable without colours; today is a line. Only rect, path and text,
 * which the documents' renderer draws like a browser. null when no bar has a day.
 */
export function renderGantt(gantt: Gantt): string | null {
  const groupes = gantt.groupes.filter(({ lignes }) => lignes.length > 0);
  const cadre = frame(groupes, gantt.aujourdhui);
  if (cadre === null) return null;
  const parts: string[] = [...drawYears(cadre)];
  let y = HAUT;
  for (const { titre, lignes } of groupes) {
    parts.push(`<rect x="0" y="${y}" width="${LARGEUR}" height="${TITRE - 6}" fill="${FOND}"/>`);
    parts.push(text(4, y + 14, titre, ' font-weight="700"'));
    y += TITRE;
    for (const ligne of lignes) {
      parts.push(drawLigne(cadre, ligne, { y, aujourdhui: gantt.aujourdhui }));
      y += LIGNE;
    }
  }
  parts.push(...drawToday(cadre, gantt.aujourdhui), drawLegend(y + 18));
  const hauteur = cadre.hauteur;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${hauteur}" width="${LARGEUR}" height="${hauteur}" role="img" font-family="${escapeXml(POLICE)}" font-size="${TAILLE}"><title>${escapeXml(`${gantt.titre}. Les dates figurent dans le tableau.`)}</title>${parts.join("")}</svg>`;
}

function frame(groupes: Gantt["groupes"], aujourdhui: string): Cadre | null {
  const lignes = groupes.flatMap((groupe) => groupe.lignes);
  const jours = lignes.flatMap(({ barres }) => barres.flatMap(({ debut, fin }) => [debut, fin ?? aujourdhui]));
  if (jours.length === 0) return null;
  const sorted = jours.toSorted();
  const debut = Number(sorted[0]?.slice(0, 4));
  const fin = Number(sorted.at(-1)?.slice(0, 4)) + 1;
  const width = LARGEUR - GAUCHE - DROITE;
  return {
    debut,
    fin,
    x: (jour) => round1(GAUCHE + ((yearOf(jour) - debut) / (fin - debut)) * width),
    hauteur: HAUT + groupes.length * TITRE + lignes.length * LIGNE + LEGENDE,
  };
}

/** A day as a number of years, all months of equal length: the difference is under a pixel. */
function yearOf(jour: string): number {
  const [annee = 0, mois = 1, day = 1] = jour.slice(0, 10).split("-").map(Number);
  return annee + (mois - 1) / 12 + (day - 1) / 372;
}

function drawYears({ debut, fin, x, hauteur }: Cadre): string[] {
  const years = Array.from({ length: fin - debut }, (_, i) => debut + i);
  const pas = years.length > 16 ? 2 : 1;
  const bottom = hauteur - LEGENDE;
  const rules = [...years, fin].map((year) => `M${x(`${year}-01-01`)} ${HAUT - 6}V${bottom}`).join("");
  return [
    `<path d="${rules}" stroke="#d9dfe6" stroke-width="0.7" fill="none"/>`,
    ...years.filter((_, i) => i % pas === 0).map((year) => text(x(`${year}-01-01`) + 3, 15, String(year))),
  ];
}

type Place = { readonly y: number; readonly aujourdhui: string };

function drawLigne(cadre: Cadre, { nom, alerte, barres }: LigneGantt, { y, aujourdhui }: Place): string {
  const said = [nom, ...(alerte ? [alerte] : []), ...barres.map((barre) => describe(barre))].join("\u00A0; ");
  const name = alerte ? `▲ ${nom}` : nom;
  return [
    `<g><title>${escapeXml(said)}</title>`,
    text(4, y + 12, fitText(name, GAUCHE - 12, TAILLE), alerte ? ` font-weight="700"` : ""),
    alerte ? text(16, y + 24, alerte, ` fill="${OCRE}" font-size="10"`) : "",
    ...barres.map((barre) => drawBarre(cadre, barre, { y, aujourdhui })),
    "</g>",
  ].join("");
}

/** At least three pixels wide: a bar of one day stays visible. */
function drawBarre({ x }: Cadre, { reel, debut, fin }: BarreGantt, { y, aujourdhui }: Place): string {
  const left = x(debut);
  const right = Math.max(left + 3, x(fin ?? (aujourdhui > debut ? aujourdhui : debut)));
  const width = round1(right - left);
  if (!reel) {
    return `<rect x="${left}" y="${y + 3}" width="${width}" height="8" fill="#ffffff" stroke="${TRAIT}" stroke-width="1.2"/>`;
  }
  const full = `<rect x="${left}" y="${y + 13}" width="${width}" height="9" fill="${ACCENT}"/>`;
  return fin === null ? `${full}<path d="M${right} ${y + 13}l7 4.5l-7 4.5z" fill="${ACCENT}"/>` : full;
}

function describe({ libelle, reel, debut, fin }: BarreGantt): string {
  const day = (iso: string) => iso.slice(0, 10).split("-").reverse().join("/");
  const span =
    fin === null ? `depuis le ${day(debut)}` : fin === debut ? `le ${day(debut)}` : `du ${day(debut)} au ${day(fin)}`;
  return `${libelle}, ${reel ? "réel" : "prévu"}, ${span}`;
}

function drawToday({ debut, fin, x, hauteur }: Cadre, aujourdhui: string): string[] {
  const year = yearOf(aujourdhui);
  if (year < debut || year > fin) return [];
  const at = x(aujourdhui);
  const left = at > LARGEUR - 80;
  return [
    `<path d="M${at} ${HAUT - 8}V${hauteur - LEGENDE}" stroke="${OCRE}" stroke-width="1.6" stroke-dasharray="5 3" fill="none"/>`,
    `<text x="${left ? at - 4 : at + 4}" y="${HAUT - 14 + 12}" fill="${OCRE}" font-size="10" font-weight="700" text-anchor="${left ? "end" : "start"}">aujourd’hui</text>`,
  ];
}

function drawLegend(y: number): string {
  return [
    `<rect x="${GAUCHE}" y="${y - 9}" width="26" height="8" fill="#ffffff" stroke="${TRAIT}" stroke-width="1.2"/>`,
    text(GAUCHE + 32, y - 1, "prévu"),
    `<rect x="${GAUCHE + 90}" y="${y - 9}" width="26" height="9" fill="${ACCENT}"/>`,
    text(GAUCHE + 122, y - 1, "réel"),
    `<path d="M${GAUCHE + 170} ${y - 9}l7 4.5l-7 4.5z" fill="${ACCENT}"/>`,
    text(GAUCHE + 183, y - 1, "pas terminé"),
    text(GAUCHE + 275, y - 1, "▲ dernière date prévue passée"),
  ].join("");
}

function text(x: number, y: number, words: string, attributs = ""): string {
  const fill = attributs.includes("fill=") ? "" : ` fill="${ENCRE}"`;
  return `<text x="${round1(x)}" y="${round1(y)}"${fill}${attributs}>${escapeXml(words)}</text>`;
}
