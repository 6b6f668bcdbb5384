import { formatTauxCourt } from "../regles/shared/format.ts";
import { ACCENT, ENCRE, escapeXml, FOND, POLICE, round1, TRAIT } from "./svg.ts";

export type Regle = {
  /** Between 0 and 1; null: too few, or unknown: hatched from end to end. */
  readonly part: number | null;
  /** As far as the unknown can go. */
  readonly bornes: readonly [number, number] | null;
  readonly loi: number;
  /** null: none. */
  readonly vote: number | null;
  /** In words, all that is drawn. */
  readonly nom: string;
};

const LARGEUR = 340;
const HAUTEUR = 54;
const [HAUT, EPAISSEUR] = [20, 14];
const BORD = 12;
/** Two words nearer than this would touch. */
const ECART_MOTS = 62;

/** A share from 0 to 100 %, always the same length, for documents: solid up to what is sure, hatched as far as the unknown can go. */
export function renderRegle({ part, bornes, loi, vote, nom }: Regle): string {
  const [bas, haut] = part === null ? [0, 1] : (bornes ?? [part, part]);
  const pleine = part === null ? "" : rect(0, bas, ACCENT);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${HAUTEUR}" width="${LARGEUR}" height="${HAUTEUR}" role="img" font-family="${escapeXml(POLICE)}" font-size="11" fill="${ENCRE}"><title>${escapeXml(nom)}</title>`,
    `<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/><path d="M0 0V5" stroke="#7e909c" stroke-width="3"/></pattern></defs>`,
    `<rect x="${BORD}" y="${HAUT}" width="${LARGEUR - 2 * BORD}" height="${EPAISSEUR}" fill="${FOND}" stroke="${TRAIT}" stroke-width="0.6"/>`,
    pleine,
    rect(bas, haut, "url(#h)"),
    ...[0, 0.25, 0.5, 0.75, 1].map(
      (cran) =>
        `<path d="M${at(cran)} ${HAUT + EPAISSEUR}v3" stroke="${TRAIT}"/><text x="${at(cran)}" y="${HAUTEUR - 6}" text-anchor="middle" fill="#4a5766">${formatTauxCourt(cran)}</text>`,
    ),
    ...marks(loi, vote),
    "</svg>",
  ].join("");
}

function at(part: number): number {
  return round1(BORD + Math.min(Math.max(part, 0), 1) * (LARGEUR - 2 * BORD));
}

function rect(from: number, to: number, fill: string): string {
  const width = round1(at(to) - at(from));
  return width <= 0
    ? ""
    : `<rect x="${at(from)}" y="${HAUT + 0.5}" width="${width}" height="${EPAISSEUR - 1}" fill="${fill}"/>`;
}

/** Words stand away from each other: the lower rate to the left of its line, the higher to its right. */
function marks(loi: number, vote: number | null): string[] {
  const line = (part: number, tirets: string) =>
    `<path d="M${at(part)} ${HAUT - 4}v${EPAISSEUR + 8}" stroke="${ENCRE}" stroke-width="2"${tirets}/>`;
  const word = (part: number, mot: string, ancre: "start" | "middle" | "end") =>
    `<text x="${at(part)}" y="12" text-anchor="${ancre}" font-weight="600">${mot} ${formatTauxCourt(part)}</text>`;
  if (vote === null) return [line(loi, ""), word(loi, "loi", "middle")];
  if (vote === loi) return [line(loi, ""), word(loi, "loi et voté", "middle")];
  const near = Math.abs(at(loi) - at(vote)) < ECART_MOTS;
  const side = (low: boolean) => (near ? (low ? "end" : "start") : "middle");
  return [
    line(loi, ""),
    line(vote, ' stroke-dasharray="3 2"'),
    word(loi, "loi", side(loi < vote)),
    word(vote, "voté", side(vote < loi)),
  ];
}
