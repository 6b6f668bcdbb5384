import { formatCompte, formatFraction, formatTaux, formatTauxCourt } from "#domain/shared/format.ts";
import { anchorOf, type Cadre, type ContourCarte, fitCadre, pathOf, pointsOf } from "./projection.ts";
import { type Point, simplifyRings } from "./simplify.ts";
import { ENCRE, escapeXml, OCRE, POLICE, RAMPE, round1, TRAIT } from "./svg.ts";

/** One commune's figure: `realise` out of `assiette`. No entry, or a base of 0, is « aucune donnée ». */
export type ValeurCarte = { readonly realise: number; readonly assiette: number };

/** What the map needs of a commune; `CommuneRow` of the importers fits. */
export type CommuneCarte = {
  readonly code: string;
  readonly nom: string;
  readonly contour: ContourCarte;
  readonly schematique: boolean;
};

export type PerimetreCarte = { readonly nom: string; readonly contour: ContourCarte; readonly fictif: boolean };

export type EntreeLegende = {
  readonly couleur: string;
  readonly libelle: string;
  readonly motif: "aucun" | "hachures" | "hachures-grises";
  /** A 24 × 16 swatch, hatching included, for pages and documents. */
  readonly svg: string;
};

export type CarteCommunes = {
  readonly svg: string;
  readonly legende: readonly EntreeLegende[];
  /** How the classes were chosen, for the caption. */
  readonly classes: string;
  /** « Carte schématique… » when shapes are not the official ones; null otherwise. */
  readonly mention: string | null;
  readonly largeur: number;
  readonly hauteur: number;
  /** The shapes drawn, in order, for renderers that do not read SVG. */
  readonly formes: readonly FormeCarte[];
};

/** Rings in pixels of the frame, filled by the even-odd rule. */
export type FormeCarte = {
  readonly couleur: string;
  readonly motif: EntreeLegende["motif"];
  readonly trait: string;
  readonly rings: readonly (readonly Point[])[];
};

export type CarteCommunesDemande = {
  readonly communes: readonly CommuneCarte[];
  readonly valeurs: ReadonlyMap<string, ValeurCarte>;
  /** The rate around which the five classes are cut, between 0 and 1. */
  readonly objectif: number;
  readonly titre: string;
  readonly qpv?: readonly PerimetreCarte[];
  /** Pixels of the drawing's own frame; it stretches to its place. */
  readonly largeur: number;
  readonly hauteurMax?: number;
  /** A link on each commune. The picture is then a group of links instead of one image. */
  readonly href?: (code: string) => string;
  /** Names written on the map, the largest bases first. */
  readonly etiquettes?: number;
  /** Distinguishes two maps on one page. */
  readonly id?: string;
};

/** Under this base a rate says something about households rather than about the commune: the fraction stays in the title. */
const BASE_MINIMALE = 5;

const GRIS = "#e3e7ec";
export const TRAIT_HACHURES = "#b4bec9";
export const TRAIT_HACHURES_GRISES = "#8a96a6";

/** Half a pixel moves no border that a reader can see; the next ones are for territories whose shapes would weigh too much. */
const TOLERANCES = [0.5, 1, 2, 4] as const;

/** About 4 gzipped bytes a vertex: the map of sixty communes stays under 12 kB. */
const SOMMETS_MAX = 2400;

/**
 * Choropleth of the communes as one SVG string. Colours are `fill` attributes: a document renderer does not read classes.
 * The table beside the map is its accessible alternative; each shape also carries its figures in a `<title>`.
 */
export function renderCarteCommunes(demande: CarteCommunesDemande): CarteCommunes {
  const { communes, titre, largeur } = demande;
  const id = demande.id ?? "carte";
  const cadre = fitCadre(pointsOf(communes.map((c) => c.contour)), largeur, {
    hauteurMax: demande.hauteurMax ?? Math.round(largeur * 1.1),
  });
  const shapes = projectCommunes(communes, cadre);
  const seuils = classLimits(demande.objectif);
  const mention = communes.some((c) => c.schematique)
    ? "Carte schématique : les formes des communes ne sont pas leurs contours officiels."
    : null;
  const role = demande.href ? "group" : "img";
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${cadre.hauteur}" width="${largeur}" height="${cadre.hauteur}" role="${role}" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escapeXml(titre)}</title>`,
    `<desc id="${id}-d">${escapeXml(`Les valeurs figurent dans le tableau par commune.${mention ? ` ${mention}` : ""}`)}</desc>`,
    `<defs>${hatch(`${id}-sd`, "#ffffff", TRAIT_HACHURES)}${hatch(`${id}-em`, GRIS, TRAIT_HACHURES_GRISES)}</defs>`,
    `<g stroke="${TRAIT}" stroke-width="0.6" stroke-linejoin="round" fill-rule="evenodd">`,
    ...shapes.map(({ commune, rings }) => communePath(commune, rings, demande, seuils, id)),
    "</g>",
    ...(demande.qpv ?? []).map((perimetre) => perimetrePath(perimetre, cadre)),
    ...labels(shapes, demande),
    "</svg>",
  ].join("");
  return {
    svg,
    legende: legend(seuils, demande.objectif),
    classes: `Classes de 5 points autour de l’objectif de ${formatTauxCourt(demande.objectif)}.`,
    mention,
    largeur,
    hauteur: cadre.hauteur,
    formes: [
      ...shapes.map(({ commune, rings }) => ({
        ...remplissage(demande.valeurs.get(commune.code), seuils),
        trait: TRAIT,
        rings,
      })),
      ...(demande.qpv ?? []).map(({ contour }) => ({
        couleur: "none",
        motif: "aucun" as const,
        trait: OCRE,
        rings: contourRings(contour, cadre),
      })),
    ],
  };
}

type Forme = { readonly commune: CommuneCarte; readonly rings: readonly Point[][] };

function projectCommunes(communes: readonly CommuneCarte[], cadre: Cadre): Forme[] {
  const owners: CommuneCarte[] = [];
  const rings: Point[][] = [];
  for (const commune of communes) {
    for (const ring of commune.contour.coordinates.flat()) {
      owners.push(commune);
      rings.push(ring.map((point) => cadre.project(point)));
    }
  }
  const simplified = simplifyToBudget(rings);
  const byCommune = new Map<CommuneCarte, Point[][]>(communes.map((commune) => [commune, []]));
  owners.forEach((commune, i) => {
    byCommune.get(commune)?.push(simplified[i] ?? []);
  });
  return [...byCommune].map(([commune, own]) => ({ commune, rings: own }));
}

function simplifyToBudget(rings: readonly (readonly Point[])[]): Point[][] {
  let simplified: Point[][] = [];
  for (const tolerance of TOLERANCES) {
    simplified = simplifyRings(rings, tolerance);
    if (simplified.reduce((sum, ring) => sum + ring.length, 0) <= SOMMETS_MAX) break;
  }
  return simplified;
}

/** Cuts at objective − 10, − 5, 0 and + 5 points, rounded so that 21 % − 5 is 16 % and not 15.999…. */
function classLimits(objectif: number): readonly number[] {
  return [-0.1, -0.05, 0, 0.05].map((delta) => Math.round((objectif + delta) * 100_000) / 100_000);
}

function classOf(taux: number, seuils: readonly number[]): number {
  return seuils.filter((seuil) => taux >= seuil).length;
}

function communePath(
  commune: CommuneCarte,
  rings: readonly Point[][],
  demande: CarteCommunesDemande,
  seuils: readonly number[],
  id: string,
): string {
  const valeur = demande.valeurs.get(commune.code);
  const texte = escapeXml(`${commune.nom} : ${describe(valeur)}`);
  const path = `<path id="${id}-${escapeXml(commune.code)}" fill="${fillOf(valeur, seuils, id)}" d="${pathOf(rings)}"><title>${texte}</title></path>`;
  return demande.href ? `<a href="${escapeXml(demande.href(commune.code))}" aria-label="${texte}">${path}</a>` : path;
}

function describe(valeur: ValeurCarte | undefined): string {
  if (!valeur || valeur.assiette === 0) return "aucune donnée";
  const fraction = formatFraction(valeur.realise, valeur.assiette);
  if (valeur.assiette < BASE_MINIMALE) return `${fraction}, effectif trop faible pour un taux`;
  return `${fraction} (${formatTaux(valeur.realise / valeur.assiette)})`;
}

type Remplissage = Pick<FormeCarte, "couleur" | "motif">;

function remplissage(valeur: ValeurCarte | undefined, seuils: readonly number[]): Remplissage {
  if (!valeur || valeur.assiette === 0) return { couleur: "#ffffff", motif: "hachures" };
  if (valeur.assiette < BASE_MINIMALE) return { couleur: GRIS, motif: "hachures-grises" };
  return { couleur: RAMPE[classOf(valeur.realise / valeur.assiette, seuils)] ?? RAMPE[0], motif: "aucun" };
}

function fillOf(valeur: ValeurCarte | undefined, seuils: readonly number[], id: string): string {
  const { couleur, motif } = remplissage(valeur, seuils);
  if (motif === "aucun") return couleur;
  return `url(#${id}-${motif === "hachures" ? "sd" : "em"})`;
}

function hatch(id: string, fond: string, trait: string): string {
  return `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="${fond}"/><path d="M-2 2l4-4M0 7l7-7M5 9l4-4" stroke="${trait}" stroke-width="0.7" fill="none"/></pattern>`;
}

function legend(seuils: readonly number[], objectif: number): EntreeLegende[] {
  const classes = RAMPE.map((couleur, i): EntreeLegende | null => {
    const [from, to] = [seuils[i - 1], seuils[i]];
    // A class that no rate can reach (objective under 10 % or over 95 %) is not listed.
    if ((to !== undefined && to <= 0) || (from !== undefined && from > 1)) return null;
    return { couleur, libelle: classLabel(from, to, objectif), motif: "aucun", svg: swatch(couleur, null) };
  });
  return [
    ...classes.filter((entry) => entry !== null),
    {
      couleur: GRIS,
      libelle: `effectif trop faible (moins de ${BASE_MINIMALE})`,
      motif: "hachures-grises",
      svg: swatch(GRIS, TRAIT_HACHURES_GRISES),
    },
    { couleur: "#ffffff", libelle: "aucune donnée", motif: "hachures", svg: swatch("#ffffff", TRAIT_HACHURES) },
  ];
}

function classLabel(from: number | undefined, to: number | undefined, objectif: number): string {
  const reached = from !== undefined && from >= objectif ? ", objectif atteint" : "";
  if (from === undefined || from <= 0) return `moins de ${formatTauxCourt(to ?? 1)}`;
  if (to === undefined || to > 1) return `${formatTauxCourt(from)} ou plus${reached}`;
  return `${formatTauxCourt(from)} à moins de ${formatTauxCourt(to)}${reached}`;
}

function swatch(fond: string, trait: string | null): string {
  const lines = trait
    ? `<path d="M1 8l7-7M1 15l14-14M9 15l14-14M16 15l7-7" stroke="${trait}" stroke-width="0.8" fill="none"/>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><rect x="0.5" y="0.5" width="23" height="15" fill="${fond}" stroke="${TRAIT}"/>${lines}</svg>`;
}

function perimetrePath(perimetre: PerimetreCarte, cadre: Cadre): string {
  const titre = `Quartier prioritaire ${perimetre.nom}${perimetre.fictif ? " (périmètre fictif)" : ""}`;
  return `<path fill="${OCRE}" fill-opacity="0.12" stroke="${OCRE}" stroke-width="1.4" fill-rule="evenodd" d="${contourPath(perimetre.contour, cadre)}"><title>${escapeXml(titre)}</title></path>`;
}

function contourPath(contour: ContourCarte, cadre: Cadre): string {
  return pathOf(contourRings(contour, cadre));
}

function contourRings(contour: ContourCarte, cadre: Cadre): Point[][] {
  const rings = contour.coordinates.flat().map((ring) => ring.map((point) => cadre.project(point)));
  return simplifyRings(rings, TOLERANCES[0]);
}

const TAILLE_ETIQUETTE = 12;

function labels(shapes: readonly Forme[], demande: CarteCommunesDemande): string[] {
  const ranked = shapes
    .map((forme) => ({ forme, assiette: demande.valeurs.get(forme.commune.code)?.assiette ?? 0 }))
    .filter((entry) => entry.assiette > 0)
    .toSorted((a, b) => b.assiette - a.assiette)
    .slice(0, demande.etiquettes ?? 0);
  const placed: { x: number; y: number; width: number }[] = [];
  const texts: string[] = [];
  for (const { forme } of ranked) {
    const anchor = anchorOf(forme.rings);
    if (!anchor) continue;
    // Half an em a letter is the mean advance of Source Sans 3.
    const width = forme.commune.nom.length * TAILLE_ETIQUETTE * 0.5;
    const x = Math.min(Math.max(anchor.x, width / 2 + 2), demande.largeur - width / 2 - 2);
    const overlaps = placed.some(
      (p) => Math.abs(p.y - anchor.y) < TAILLE_ETIQUETTE * 1.3 && Math.abs(p.x - x) < (p.width + width) / 2,
    );
    if (overlaps) continue;
    placed.push({ x, y: anchor.y, width });
    texts.push(`<text x="${round1(x)}" y="${round1(anchor.y + 4)}">${escapeXml(forme.commune.nom)}</text>`);
  }
  if (texts.length === 0) return [];
  const style = `font-family="${escapeXml(POLICE)}" font-size="${TAILLE_ETIQUETTE}" font-weight="600" text-anchor="middle" stroke-linejoin="round"`;
  // The white outline is a text of its own underneath: `paint-order` is not drawn by every document renderer.
  return [
    `<g ${style} fill="#ffffff" stroke="#ffffff" stroke-width="3" aria-hidden="true">${texts.join("")}</g>`,
    `<g ${style} fill="${ENCRE}" aria-hidden="true">${texts.join("")}</g>`,
  ];
}

export type PointProposition = { readonly longitude: number; readonly latitude: number; readonly numero: number };

export type CarteProposition = {
  readonly commune: { readonly nom: string; readonly contour: ContourCarte } | null;
  readonly qpv: readonly PerimetreCarte[];
  readonly points: readonly PointProposition[];
  readonly largeur?: number;
  readonly hauteur?: number;
  readonly id?: string;
};

const RAYON = 10;

/** Numbered proposals over their commune and the QPV perimeters: the frame follows points and perimeters, not the whole commune. */
export function renderCarteProposition(demande: CarteProposition): string {
  const { largeur = 280, hauteur = 200, id = "proposition" } = demande;
  const perimeters = demande.qpv.map((q) => q.contour);
  const points = demande.points.map((p): [number, number] => [p.longitude, p.latitude]);
  const framed = points.length > 0 ? [...points, ...pointsOf(perimeters)] : [...pointsOf(communeContours(demande))];
  const cadre = fitCadre(framed, largeur, {
    hauteurMax: hauteur,
    hauteurMin: hauteur,
    marge: RAYON + 6,
    etendueMin: 0.8,
  });
  const titre = `${formatCompte(points.length, "proposition")}${demande.commune ? ` à ${demande.commune.nom}` : ""}`;
  const fond = communeContours(demande).map(
    (contour) => `<path fill="${RAMPE[0]}" stroke="${TRAIT}" fill-rule="evenodd" d="${contourPath(contour, cadre)}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" aria-labelledby="${id}-t">`,
    `<title id="${id}-t">${escapeXml(titre)}</title>`,
    `<rect width="${largeur}" height="${hauteur}" fill="#ffffff"/>`,
    ...fond,
    ...demande.qpv.map((perimetre) => perimetrePath(perimetre, cadre)),
    ...markers(demande.points, cadre),
    `<rect x="0.5" y="0.5" width="${largeur - 1}" height="${hauteur - 1}" fill="none" stroke="${TRAIT}"/>`,
    "</svg>",
  ].join("");
}

function communeContours(demande: CarteProposition): ContourCarte[] {
  return demande.commune ? [demande.commune.contour] : [];
}

/** Two proposals of one residence share a point: the later one moves to the right until its number can be read. */
function markers(points: readonly PointProposition[], cadre: Cadre): string[] {
  const placed: Point[] = [];
  return points.map((point) => {
    let [x, y] = cadre.project([point.longitude, point.latitude]);
    while (placed.some(([px, py]) => Math.hypot(px - x, py - y) < RAYON * 2 - 2)) x += RAYON * 2;
    placed.push([x, y]);
    [x, y] = [round1(x), round1(y)];
    return `<g><circle cx="${x}" cy="${y}" r="${RAYON}" fill="${RAMPE[4]}" stroke="#ffffff" stroke-width="1.5"/><text x="${x}" y="${round1(y + 4.5)}" font-family="${escapeXml(POLICE)}" font-size="13" font-weight="700" text-anchor="middle" fill="#ffffff">${point.numero}</text></g>`;
  });
}
