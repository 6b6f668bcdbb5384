import { anchorOf, type Cadre, type ContourCarte, pathOf } from "./projection.ts";
import { type Point, simplifyRings, simplifyToBudget } from "./simplify.ts";
import { ENCRE, escapeXml, OCRE, POLICE, round1, TRAIT } from "./svg.ts";

/** What a map needs of a commune; `CommuneRow` of the importers fits. */
export type CommuneCarte = {
  readonly code: string;
  readonly nom: string;
  readonly contour: ContourCarte;
  /** Whose shape it is, and of which year. */
  readonly source: string | null;
};

export type PerimetreCarte = { readonly nom: string; readonly contour: ContourCarte; readonly fictif: boolean };

/** A commune around the territory; null: the code book has no name for it. */
export type VoisineCarte = { readonly nom: string | null; readonly contour: ContourCarte };

export type EntreeLegende = {
  readonly couleur: string;
  readonly libelle: string;
  readonly motif: "aucun" | "hachures" | "points";
  /** A 24 × 16 swatch, hatching included, for pages and documents. */
  readonly svg: string;
};

/** Rings in pixels of the frame, filled by the even-odd rule. */
export type FormeCarte = {
  readonly couleur: string;
  readonly motif: EntreeLegende["motif"];
  readonly trait: string;
  readonly rings: readonly (readonly Point[])[];
};

/** For the notes of a map; null when no shape says whose it is. */
export function saySources(communes: readonly Pick<CommuneCarte, "source">[]): string | null {
  const sources = [...new Set(communes.flatMap(({ source }) => source ?? []))].sort();
  return sources.length === 0 ? null : `Contours des communes\u00a0: ${sources.join("\u00a0; ")}.`;
}

export const GRIS = "#e3e7ec";
export const TRAIT_HACHURES = "#b4bec9";

/** Half a pixel moves no visible border; the next tolerances are for territories whose shapes would weigh too much. */
const TOLERANCES = [0.5, 1, 2, 4] as const;

/** About 4 gzipped bytes a vertex: the map of sixty communes stays under 12 kB. */
const SOMMETS_MAX = 2400;

/** A département has more: points that share a pixel are then merged before anything else. */
const SOMMETS_LUS = 50_000;

type Tracee<T> = { readonly commune: T; readonly rings: readonly Point[][] };

/** Whether some of it may be seen in the frame. */
export function isInside(rings: readonly (readonly Point[])[], { largeur, hauteur }: Cadre): boolean {
  const [xs, ys] = [rings.flat().map(([x]) => x), rings.flat().map(([, y]) => y)];
  return Math.min(...xs) < largeur && Math.max(...xs) > 0 && Math.min(...ys) < hauteur && Math.max(...ys) > 0;
}

/** Communes in pixels of the frame. Shared borders stay shared, and get coarser when vertices exceed `sommets`. */
export function projectCommunes<T extends { readonly contour: ContourCarte }>(
  communes: readonly T[],
  cadre: Cadre,
  sommets: number = SOMMETS_MAX,
): Tracee<T>[] {
  const owners: T[] = [];
  const rings: Point[][] = [];
  for (const commune of communes) {
    for (const ring of commune.contour.coordinates.flat()) {
      owners.push(commune);
      rings.push(ring.map((point) => cadre.project(point)));
    }
  }
  const pas = rings.reduce((sum, ring) => sum + ring.length, 0) > SOMMETS_LUS ? 1 : 0.1;
  const simplified = simplifyToBudget(rings, { tolerances: TOLERANCES, sommets, pas });
  const byCommune = new Map<T, Point[][]>(communes.map((commune) => [commune, []]));
  owners.forEach((commune, i) => {
    byCommune.get(commune)?.push(simplified[i] ?? []);
  });
  return [...byCommune].map(([commune, own]) => ({ commune, rings: own }));
}

/** They only tell where the territory is. */
export const SOMMETS_VOISINES = 500;

const FOND_VOISINES = "#eceff2";

/** Names of those around that are seen, in the order given. */
export function namesAutour(
  traces: readonly { readonly commune: { readonly nom: string | null }; readonly rings: readonly Point[][] }[],
): readonly Nommee[] {
  return traces.flatMap(({ commune: { nom }, rings }) => (nom === null ? [] : [{ nom, rings }]));
}

/** The communes around, under those of the territory; empty without any. */
export function voisinesPath(traces: readonly { readonly rings: readonly Point[][] }[]): string {
  if (traces.length === 0) return "";
  return `<path fill="${FOND_VOISINES}" stroke="#ffffff" stroke-width="0.8" d="${traces.map(({ rings }) => pathOf(rings)).join("")}"/>`;
}

/** The two fillings of what has no figure: `<id>-sd` hatched on white, no data; `<id>-em` dotted on grey, known and not shown. */
export function hatches(id: string): string {
  return `<defs>${hatch(`${id}-sd`, "#ffffff", TRAIT_HACHURES)}${dots(`${id}-em`)}</defs>`;
}

function hatch(id: string, fond: string, trait: string): string {
  return `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="${fond}"/><path d="M-2 2l4-4M0 7l7-7M5 9l4-4" stroke="${trait}" stroke-width="0.7" fill="none"/></pattern>`;
}

function dots(id: string): string {
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${GRIS}"/><path d="M1.5 1.5h.01M4.5 4.5h.01" stroke="${TRAIT}" stroke-width="1.5" stroke-linecap="round"/></pattern>`;
}

export type Remplissage = Pick<FormeCarte, "couleur" | "motif">;

export function fillOf({ couleur, motif }: Remplissage, id: string): string {
  if (motif === "aucun") return couleur;
  return `url(#${id}-${motif === "hachures" ? "sd" : "em"})`;
}

export function entreeLegende({ couleur, motif }: Remplissage, libelle: string): EntreeLegende {
  return { couleur, libelle, motif, svg: swatch(couleur, MARQUES[motif]) };
}

/** The perimeters as `perimetrePath` draws them. */
export function entreePerimetre(): EntreeLegende {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><rect x="1" y="1" width="22" height="14" fill="${OCRE}" fill-opacity="0.12" stroke="${OCRE}" stroke-width="1.4"/></svg>`;
  return { couleur: "#ffffff", libelle: "quartier prioritaire (périmètre)", motif: "aucun", svg };
}

const MARQUES: Readonly<Record<EntreeLegende["motif"], string>> = {
  aucun: "",
  hachures: `<path d="M1 8l7-7M1 15l14-14M9 15l14-14M16 15l7-7" stroke="${TRAIT_HACHURES}" stroke-width="0.8" fill="none"/>`,
  points: `<path d="M4 4h.01M10 4h.01M16 4h.01M22 4h.01M7 8h.01M13 8h.01M19 8h.01M4 12h.01M10 12h.01M16 12h.01M22 12h.01" stroke="${TRAIT}" stroke-width="1.6" stroke-linecap="round"/>`,
};

function swatch(fond: string, lines: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><rect x="0.5" y="0.5" width="23" height="15" fill="${fond}" stroke="${TRAIT}"/>${lines}</svg>`;
}

/** Drawn over what is below it. */
export function perimetrePath(perimetre: PerimetreCarte, cadre: Cadre): string {
  return `<path fill="${OCRE}" fill-opacity="0.12" stroke="${OCRE}" stroke-width="1.4" fill-rule="evenodd" d="${contourPath(perimetre.contour, cadre)}"><title>${escapeXml(titrePerimetre(perimetre))}</title></path>`;
}

function titrePerimetre({ nom, fictif }: Pick<PerimetreCarte, "nom" | "fictif">): string {
  return `Quartier prioritaire ${nom}${fictif ? " (périmètre fictif)" : ""}`;
}

export function contourPath(contour: ContourCarte, cadre: Cadre): string {
  return pathOf(contourRings(contour, cadre));
}

export function contourRings(contour: ContourCarte, cadre: Cadre): Point[][] {
  const rings = contour.coordinates.flat().map((ring) => ring.map((point) => cadre.project(point)));
  return simplifyRings(rings, TOLERANCES[0]);
}

const TAILLE_ETIQUETTE = 12;
/** On a phone the drawing is half as wide: names that keep apart at that size are the only ones shown there. */
const TAILLE_TELEPHONE = 22;

type Nommee = { readonly nom: string; readonly rings: readonly Point[][] };
type Pose = { readonly nom: string; readonly x: number; readonly y: number; readonly taille: number };

type CadreEtiquettes = {
  readonly largeur: number;
  readonly hauteur: number;
  readonly etiquettes: number;
  /** Marks those that a phone has no room for, `data-fin`; documents have no such reader. */
  readonly telephone?: boolean;
  readonly autour?: Autour;
};

/** What is around the subject: lighter names, where the others leave room, none over `sujet` nor over a circle. */
type Autour = {
  readonly noms: readonly Nommee[];
  readonly sujet: readonly (readonly Point[])[];
  readonly cercles?: readonly { readonly centre: Point; readonly rayon: number }[];
};

/** `etiquettes` names at most, in the order given, none over another nor out of the frame: one without room above or below its place is left out. */
export function labels(formes: readonly Nommee[], cadre: CadreEtiquettes): string[] {
  const poses = placeLabels(formes, cadre);
  const autour = placeAutour(poses, cadre);
  return [...writeLabels(autour, cadre, AUTOUR), ...writeLabels(poses, cadre, SUJET)];
}

function placeLabels(formes: readonly Nommee[], cadre: CadreEtiquettes): readonly Pose[] {
  const poses: Pose[] = [];
  const asked = formes.slice(0, cadre.etiquettes);
  for (const taille of cadre.telephone ? [TAILLE_TELEPHONE, TAILLE_ETIQUETTE] : [TAILLE_ETIQUETTE]) {
    for (const forme of asked) {
      if (poses.some(({ nom }) => nom === forme.nom)) continue;
      const pose = placeLabel(forme, taille, { poses, cadre });
      if (pose) poses.push(pose);
    }
  }
  return poses;
}

/** A few: they tell where the territory is. */
const AUTOUR_MAX = 6;

/** Each within the frame where it stands: a name pushed aside would be over another commune. */
function placeAutour(sujet: readonly Pose[], cadre: CadreEtiquettes): readonly Pose[] {
  const { autour } = cadre;
  const poses = [...sujet];
  for (const { nom, rings } of autour?.noms ?? []) {
    const anchor = anchorOf(rings);
    if (!autour || !anchor || poses.length - sujet.length === AUTOUR_MAX) continue;
    const pose = { nom, x: anchor.x, y: anchor.y, taille: TAILLE_ETIQUETTE };
    const free = fits(pose, cadre) && isApart(pose, cadre.largeur, autour);
    if (free && !poses.some((other) => other.nom === nom || collides(pose, other))) poses.push(pose);
  }
  return poses.slice(sujet.length);
}

/** Within the width, and nowhere over what the map is about. */
function isApart({ nom, x, y, taille }: Pose, largeur: number, { sujet, cercles = [] }: Autour): boolean {
  const demi = widthLabel(nom, taille) / 2 + 3;
  if (x < demi || x > largeur - demi) return false;
  const places = [-1, -0.5, 0, 0.5, 1].flatMap((part) => [-6, 6].map((dy): Point => [x + part * demi, y + dy]));
  return !places.some(
    (place) =>
      sujet.some((ring) => encloses(ring, place)) ||
      cercles.some(({ centre, rayon }) => Math.hypot(centre[0] - place[0], centre[1] - place[1]) < rayon),
  );
}

/** By the crossings of a half-line to the right. */
function encloses(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

type Encrage = { readonly couleur: string; readonly fond: string; readonly graisse: number };
const SUJET: Encrage = { couleur: ENCRE, fond: "#ffffff", graisse: 600 };
const AUTOUR: Encrage = { couleur: "#5b6875", fond: FOND_VOISINES, graisse: 400 };

function writeLabels(poses: readonly Pose[], { telephone }: CadreEtiquettes, encrage: Encrage): string[] {
  if (poses.length === 0) return [];
  const texts = poses.map(
    ({ nom, x, y, taille }) =>
      `<text x="${round1(x)}" y="${round1(y + 4)}"${telephone && taille < TAILLE_TELEPHONE ? ' data-fin=""' : ""}>${escapeXml(nom)}</text>`,
  );
  const style = `font-family="${escapeXml(POLICE)}" font-size="${TAILLE_ETIQUETTE}" font-weight="${encrage.graisse}" text-anchor="middle" stroke-linejoin="round"`;
  // The outline is a separate text underneath: some document renderers do not draw `paint-order`.
  return [
    `<g ${style} fill="${encrage.fond}" stroke="${encrage.fond}" stroke-width="3" aria-hidden="true">${texts.join("")}</g>`,
    `<g ${style} fill="${encrage.couleur}" aria-hidden="true">${texts.join("")}</g>`,
  ];
}

type Place = { readonly poses: readonly Pose[]; readonly cadre: CadreEtiquettes };

function placeLabel({ nom, rings }: Nommee, taille: number, { poses, cadre }: Place): Pose | null {
  const anchor = anchorOf(rings);
  const demi = widthLabel(nom, taille) / 2 + 3;
  if (!anchor || demi * 2 > cadre.largeur) return null;
  const x = Math.min(Math.max(anchor.x, demi), cadre.largeur - demi);
  const places = [0, -taille, taille].map((dy) => ({ nom, x, y: anchor.y + dy, taille }));
  return places.find((place) => fits(place, cadre) && !poses.some((pose) => collides(place, pose))) ?? null;
}

function fits({ y, taille }: Pose, { hauteur }: CadreEtiquettes): boolean {
  return y - taille * 0.75 >= 0 && y + taille * 0.75 <= hauteur;
}

function collides(a: Pose, b: Pose): boolean {
  // A name placed for a phone is smaller beside one placed for a screen.
  const taille = Math.min(a.taille, b.taille);
  const apart = (widthLabel(a.nom, taille) + widthLabel(b.nom, taille)) / 2 + 2;
  return Math.abs(a.y - b.y) < taille * 1.25 && Math.abs(a.x - b.x) < apart;
}

/** Slightly more than half an em a letter, the mean advance of Source Sans 3 in bold. */
function widthLabel(nom: string, taille: number): number {
  return nom.length * taille * 0.53;
}

/** Room kept under the drawing for its scale, in pixels. */
export const BANDE_ECHELLE = 20;

/** A bar of 1, 2 or 5 times a power of ten kilometres, about a fifth of the width, at the bottom left; none on a drawing without a size. */
export function drawEchelle({ largeur, hauteur, kmParPixel }: Cadre): string {
  const km = roundKm((largeur / 5) * kmParPixel);
  const bar = round1(km / kmParPixel);
  if (!Number.isFinite(bar) || bar <= 0) return "";
  const y = hauteur - 6;
  const libelle = km < 1 ? `${Math.round(km * 1000)}\u00a0m` : `${km}\u00a0km`;
  return `<g aria-hidden="true"><path d="M6 ${y - 5}v5h${bar}v-5" stroke="#ffffff" stroke-width="4" fill="none"/><path d="M6 ${y - 5}v5h${bar}v-5" stroke="${ENCRE}" stroke-width="1.2" fill="none"/><text x="${round1(bar + 12)}" y="${y}" font-family="${escapeXml(POLICE)}" font-size="${TAILLE_ETIQUETTE}" fill="${ENCRE}">${libelle}</text></g>`;
}

function roundKm(km: number): number {
  const unite = 10 ** Math.floor(Math.log10(km));
  const pas = [5, 2, 1].find((one) => one * unite <= km) ?? 1;
  return Number((pas * unite).toPrecision(3));
}
