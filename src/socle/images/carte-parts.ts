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

export type EntreeLegende = {
  readonly couleur: string;
  readonly libelle: string;
  readonly motif: "aucun" | "hachures" | "hachures-grises";
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
export const TRAIT_HACHURES_GRISES = "#8a96a6";

/** Half a pixel moves no visible border; the next tolerances are for territories whose shapes would weigh too much. */
const TOLERANCES = [0.5, 1, 2, 4] as const;

/** About 4 gzipped bytes a vertex: the map of sixty communes stays under 12 kB. */
const SOMMETS_MAX = 2400;

/** A département has more: points that share a pixel are then merged before anything else. */
const SOMMETS_LUS = 50_000;

type Tracee<T> = { readonly commune: T; readonly rings: readonly Point[][] };

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

/** The two fillings of what has no figure: `<id>-sd` on white, no data; `<id>-em` on grey, not shown. */
export function hatches(id: string): string {
  return `<defs>${hatch(`${id}-sd`, "#ffffff", TRAIT_HACHURES)}${hatch(`${id}-em`, GRIS, TRAIT_HACHURES_GRISES)}</defs>`;
}

function hatch(id: string, fond: string, trait: string): string {
  return `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="${fond}"/><path d="M-2 2l4-4M0 7l7-7M5 9l4-4" stroke="${trait}" stroke-width="0.7" fill="none"/></pattern>`;
}

export type Remplissage = Pick<FormeCarte, "couleur" | "motif">;

export function fillOf({ couleur, motif }: Remplissage, id: string): string {
  if (motif === "aucun") return couleur;
  return `url(#${id}-${motif === "hachures" ? "sd" : "em"})`;
}

export function entreeLegende({ couleur, motif }: Remplissage, libelle: string): EntreeLegende {
  const traits = { aucun: null, hachures: TRAIT_HACHURES, "hachures-grises": TRAIT_HACHURES_GRISES };
  return { couleur, libelle, motif, svg: swatch(couleur, traits[motif]) };
}

function swatch(fond: string, trait: string | null): string {
  const lines = trait
    ? `<path d="M1 8l7-7M1 15l14-14M9 15l14-14M16 15l7-7" stroke="${trait}" stroke-width="0.8" fill="none"/>`
    : "";
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

type Nommee = { readonly nom: string; readonly rings: readonly Point[][] };

/** `etiquettes` names at most, in the order given; a name that would cover another is left out. */
export function labels(
  formes: readonly Nommee[],
  { largeur, etiquettes }: { readonly largeur: number; readonly etiquettes: number },
): string[] {
  const placed: { x: number; y: number; width: number }[] = [];
  const texts: string[] = [];
  for (const { nom, rings } of formes.slice(0, etiquettes)) {
    const anchor = anchorOf(rings);
    if (!anchor) continue;
    // Half an em a letter is the mean advance of Source Sans 3.
    const width = nom.length * TAILLE_ETIQUETTE * 0.5;
    const x = Math.min(Math.max(anchor.x, width / 2 + 2), largeur - width / 2 - 2);
    const overlaps = placed.some(
      (p) => Math.abs(p.y - anchor.y) < TAILLE_ETIQUETTE * 1.3 && Math.abs(p.x - x) < (p.width + width) / 2,
    );
    if (overlaps) continue;
    placed.push({ x, y: anchor.y, width });
    texts.push(`<text x="${round1(x)}" y="${round1(anchor.y + 4)}">${escapeXml(nom)}</text>`);
  }
  if (texts.length === 0) return [];
  const style = `font-family="${escapeXml(POLICE)}" font-size="${TAILLE_ETIQUETTE}" font-weight="600" text-anchor="middle" stroke-linejoin="round"`;
  // The white outline is a separate text underneath: some document renderers do not draw `paint-order`.
  return [
    `<g ${style} fill="#ffffff" stroke="#ffffff" stroke-width="3" aria-hidden="true">${texts.join("")}</g>`,
    `<g ${style} fill="${ENCRE}" aria-hidden="true">${texts.join("")}</g>`,
  ];
}
