import { formatCompte, formatFraction, formatTaux, formatTauxCourt } from "../regles/shared/format.ts";
import {
  BANDE_ECHELLE,
  type CommuneCarte,
  contourPath,
  contourRings,
  drawEchelle,
  type EntreeLegende,
  entreeLegende,
  type FormeCarte,
  fillOf,
  GRIS,
  hatches,
  labels,
  namesAutour,
  type PerimetreCarte,
  perimetrePath,
  projectCommunes,
  type Remplissage,
  SOMMETS_VOISINES,
  saySources,
  type VoisineCarte,
  voisinesPath,
} from "./carte-parts.ts";
import { type Cadre, type ContourCarte, fitCadre, pathOf, pointsOf } from "./projection.ts";
import type { Point } from "./simplify.ts";
import { escapeXml, OCRE, POLICE, RAMPE, round1, TRAIT } from "./svg.ts";

/** One commune's figure: `realise` out of `assiette`. No entry, or a base of 0, is « aucune donnée ». */
export type ValeurCarte = { readonly realise: number; readonly assiette: number };

export type CarteCommunes = {
  readonly svg: string;
  readonly legende: readonly EntreeLegende[];
  /** For the caption: how the classes were chosen. */
  readonly classes: string;
  /** Whose shapes are drawn. */
  readonly mention: string | null;
  readonly largeur: number;
  readonly hauteur: number;
  /** The shapes drawn, in order, for renderers that do not read SVG. */
  readonly formes: readonly FormeCarte[];
};

export type CarteCommunesDemande = {
  readonly communes: readonly CommuneCarte[];
  readonly valeurs: ReadonlyMap<string, ValeurCarte>;
  /** The rate around which the five classes are cut, between 0 and 1. */
  readonly objectif: number;
  readonly titre: string;
  readonly qpv?: readonly PerimetreCarte[];
  /** Communes around the territory, those to name first. */
  readonly voisines?: readonly VoisineCarte[];
  /** In pixels of the drawing's own frame, which stretches to its place. */
  readonly largeur: number;
  readonly hauteurMax?: number;
  /** A link on each commune. The picture is then a group of links instead of one image. */
  readonly href?: (code: string) => string;
  /** How many names to write, the largest bases first. */
  readonly etiquettes?: number;
  /** Distinguishes two maps of one page. */
  readonly id?: string;
};

/** Under this base, a rate is about households rather than about the commune: the fraction stays in the title. */
const BASE_MINIMALE = 5;

/**
 * Choropleth of the communes as one SVG string. Colours are `fill` attributes: a document renderer does not read classes.
 * The table beside the map is its accessible alternative; each shape also carries its figures in a `<title>`.
 */
export function renderCarteCommunes(demande: CarteCommunesDemande): CarteCommunes {
  const { communes, titre, largeur } = demande;
  const id = demande.id ?? "carte";
  const cadre = fitCadre(pointsOf(communes.map((c) => c.contour)), largeur, {
    hauteurMax: demande.hauteurMax ?? Math.round(largeur * 1.1),
    bas: BANDE_ECHELLE,
  });
  const shapes = projectCommunes(communes, cadre);
  const voisines = projectCommunes(demande.voisines ?? [], cadre, SOMMETS_VOISINES);
  const seuils = classLimits(demande.objectif);
  const mention = saySources(communes);
  const role = demande.href ? "group" : "img";
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${cadre.hauteur}" width="${largeur}" height="${cadre.hauteur}" role="${role}" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escapeXml(titre)}</title>`,
    `<desc id="${id}-d">${escapeXml(`Les valeurs figurent dans le tableau par commune.${mention ? ` ${mention}` : ""}`)}</desc>`,
    hatches(id),
    voisinesPath(voisines),
    `<g stroke="${TRAIT}" stroke-width="0.6" stroke-linejoin="round" fill-rule="evenodd">`,
    ...shapes.map(({ commune, rings }) => communePath(commune, rings, demande, seuils, id)),
    "</g>",
    ...(demande.qpv ?? []).map((perimetre) => perimetrePath(perimetre, cadre)),
    ...labels(rankByBase(shapes, demande.valeurs), {
      largeur,
      hauteur: cadre.hauteur - BANDE_ECHELLE,
      etiquettes: demande.etiquettes ?? 0,
      telephone: true,
      autour: { noms: namesAutour(voisines), sujet: shapes.flatMap(({ rings }) => rings) },
    }),
    drawEchelle(cadre),
    "</svg>",
  ].join("");
  return {
    svg,
    legende: legend(seuils, demande),
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

type Tracee = { readonly commune: CommuneCarte; readonly rings: readonly Point[][] };

/** The largest bases first; communes without one have no name on the map. */
function rankByBase(shapes: readonly Tracee[], valeurs: CarteCommunesDemande["valeurs"]) {
  return shapes
    .map(({ commune, rings }) => ({ nom: commune.nom, rings, assiette: valeurs.get(commune.code)?.assiette ?? 0 }))
    .filter(({ assiette }) => assiette > 0)
    .toSorted((a, b) => b.assiette - a.assiette);
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
  const path = `<path id="${id}-${escapeXml(commune.code)}" fill="${fillOf(remplissage(valeur, seuils), id)}" d="${pathOf(rings)}"><title>${texte}</title></path>`;
  return demande.href ? `<a href="${escapeXml(demande.href(commune.code))}" aria-label="${texte}">${path}</a>` : path;
}

function describe(valeur: ValeurCarte | undefined): string {
  if (!valeur || valeur.assiette === 0) return "aucune donnée";
  const fraction = formatFraction(valeur.realise, valeur.assiette);
  if (valeur.assiette < BASE_MINIMALE) return `${fraction}, effectif trop faible pour un taux`;
  return `${fraction} (${formatTaux(valeur.realise / valeur.assiette)})`;
}

function remplissage(valeur: ValeurCarte | undefined, seuils: readonly number[]): Remplissage {
  if (!valeur || valeur.assiette === 0) return { couleur: "#ffffff", motif: "hachures" };
  if (valeur.assiette < BASE_MINIMALE) return { couleur: GRIS, motif: "points" };
  return { couleur: RAMPE[classOf(valeur.realise / valeur.assiette, seuils)] ?? RAMPE[0], motif: "aucun" };
}

function legend(seuils: readonly number[], { objectif, communes, valeurs }: CarteCommunesDemande): EntreeLegende[] {
  const assiettes = communes.map(({ code }) => valeurs.get(code)?.assiette ?? 0);
  const petites = assiettes.filter((assiette) => assiette > 0 && assiette < BASE_MINIMALE).length;
  const vides = assiettes.filter((assiette) => assiette === 0).length;
  const classes = RAMPE.map((couleur, i): EntreeLegende | null => {
    const [from, to] = [seuils[i - 1], seuils[i]];
    // A class that no rate can reach (objective under 10 % or over 95 %) is not listed.
    if ((to !== undefined && to <= 0) || (from !== undefined && from > 1)) return null;
    return entreeLegende({ couleur, motif: "aucun" }, classLabel(from, to, objectif));
  });
  return [
    ...classes.filter((entry) => entry !== null),
    entreeLegende({ couleur: GRIS, motif: "points" }, `effectif trop faible, moins de ${BASE_MINIMALE} (${petites})`),
    entreeLegende({ couleur: "#ffffff", motif: "hachures" }, `aucune donnée (${vides})`),
  ];
}

function classLabel(from: number | undefined, to: number | undefined, objectif: number): string {
  const reached = from !== undefined && from >= objectif ? ", objectif atteint" : "";
  if (from === undefined || from <= 0) return `moins de ${formatTauxCourt(to ?? 1)}`;
  if (to === undefined || to > 1) return `${formatTauxCourt(from)} ou plus${reached}`;
  return `${formatTauxCourt(from)} à moins de ${formatTauxCourt(to)}${reached}`;
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

/** Two proposals of one residence share a point: the later one is shifted right until its number is readable. */
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
