import {
  BANDE_ECHELLE,
  type CommuneCarte,
  contourPath,
  drawEchelle,
  isInside,
  labels,
  namesAutour,
  perimetrePath,
  projectCommunes,
  SOMMETS_VOISINES,
  saySources,
  voisinesPath,
} from "#socle/images/carte-parts.ts";
import type { FondFigure, QpvFond } from "#socle/images/fond.ts";
import { type Cadre, fitCadre, pathOf, pointsOf } from "#socle/images/projection.ts";
import type { Point } from "#socle/images/simplify.ts";
import { ACCENT, ENCRE, escapeXml, FOND, OCRE, RAMPE, round1, TRAIT } from "#socle/images/svg.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

type Position = readonly [longitude: number, latitude: number];

/** What is to be found on the map. */
export type LieuSitue =
  | {
      readonly maille: "residence";
      readonly nom: string;
      /** Code INSEE. */
      readonly commune: string | null;
      /** null: nobody wrote its coordinates. */
      readonly point: Position | null;
      /** The located résidences of the same commune. */
      readonly autour: readonly Position[];
    }
  | { readonly maille: "commune" | "qpv"; readonly code: string; readonly nom: string };

type Situee = {
  readonly unite: { readonly nom: string; readonly commune: string | null; readonly point: Position | null };
  readonly autour: readonly Position[];
};

/** What the map needs of a fiche. */
export function situerResidence({ unite, autour }: Situee): LieuSitue {
  return { maille: "residence", nom: unite.nom, commune: unite.commune, point: unite.point, autour };
}

export type CarteSituation = {
  readonly svg: string;
  /** For who does not see it. */
  readonly alternative: string;
  /** What its marks mean, and whose shapes they are. */
  readonly notes: readonly string[];
};

type Format = { readonly largeur: number; readonly hauteur: number };

const FORMAT: Format = { largeur: 560, hauteur: 330 };
const RAYON = 8;
const RAYON_AUTOUR = 3.5;
/** Kilometres across, at least: a neighbourhood alone does not say where it is. */
const ETENDUE_MIN = 4;
/** The page of a résidence has tables besides. */
const SOMMETS = 500;

type Plan = {
  readonly lieu: LieuSitue;
  readonly fond: FondFigure;
  readonly cadre: Cadre;
  /** The subject, or where it is. */
  readonly communes: readonly CommuneCarte[];
  readonly quartier: QpvFond | null;
};

/** Where a résidence is in its commune, a neighbourhood in its own, a commune in its territory; null: no contour is known for it. */
export function renderCarteSituation(lieu: LieuSitue, fond: FondFigure | null): CarteSituation | null {
  const plan = fond ? planOf(lieu, fond) : null;
  if (!plan) return null;
  const alternative = sayLieu(plan);
  return { svg: draw(plan, alternative), alternative, notes: notesOf(plan) };
}

function planOf(lieu: LieuSitue, fond: FondFigure): Plan | null {
  const quartier = lieu.maille === "qpv" ? (fond.qpv.find(({ code }) => code === lieu.code) ?? null) : null;
  const codes = quartier?.communes ?? [lieu.maille === "residence" ? lieu.commune : lieu.code];
  const communes = fond.communes.filter(({ code }) => codes.includes(code));
  if (communes.length === 0) return null;
  const points = [...framedIn(lieu, { communes, fond, quartier })];
  const { largeur, hauteur } = FORMAT;
  const cadre = fitCadre(points, largeur, {
    hauteurMax: hauteur,
    hauteurMin: hauteur,
    marge: RAYON + 6,
    etendueMin: ETENDUE_MIN,
    bas: BANDE_ECHELLE,
  });
  return { lieu, fond, cadre, communes, quartier };
}

/** Around the place and what surrounds it: in a large commune, the whole of it would leave a dot. */
function framedIn(lieu: LieuSitue, { communes, fond, quartier }: Pick<Plan, "communes" | "fond" | "quartier">) {
  if (quartier) return pointsOf([quartier.contour]);
  if (lieu.maille === "residence" && lieu.point) return [lieu.point, ...lieu.autour];
  return pointsOf((lieu.maille === "commune" ? fond.communes : communes).map(({ contour }) => contour));
}

function draw(plan: Plan, alternative: string): string {
  const { fond, cadre, lieu, quartier } = plan;
  const { largeur, hauteur } = cadre;
  const voisines = projectCommunes(fond.voisines ?? [], cadre, SOMMETS_VOISINES).filter(({ rings }) =>
    isInside(rings, cadre),
  );
  const traces = projectCommunes(fond.communes, cadre, SOMMETS).filter(({ rings }) => isInside(rings, cadre));
  const autres = traces
    .filter(({ commune }) => !plan.communes.includes(commune))
    .toSorted((a, b) => (b.commune.population ?? 0) - (a.commune.population ?? 0));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${largeur} ${hauteur}" width="${largeur}" height="${hauteur}" role="img" aria-label="${escapeXml(alternative)}">`,
    voisinesPath(voisines),
    ...drawCommunes(plan, traces),
    ...fond.qpv.filter((one) => one !== quartier).map((perimetre) => perimetrePath(perimetre, cadre)),
    ...(quartier
      ? [
          `<path fill="${OCRE}" fill-opacity="0.45" stroke="${OCRE}" stroke-width="2" fill-rule="evenodd" d="${contourPath(quartier.contour, cadre)}"/>`,
        ]
      : []),
    ...(lieu.maille === "residence" ? drawPoints(lieu, cadre) : []),
    ...labels(namesOf(plan), {
      largeur,
      hauteur: hauteur - BANDE_ECHELLE,
      etiquettes: ETIQUETTES,
      telephone: true,
      autour: {
        noms: namesAutour([...autres, ...voisines]),
        sujet: traces.filter(({ commune }) => plan.communes.includes(commune)).flatMap(({ rings }) => rings),
      },
    }),
    drawEchelle(cadre),
    `<rect x="0.5" y="0.5" width="${largeur - 1}" height="${hauteur - 1}" fill="none" stroke="${TRAIT}" stroke-opacity="0.5"/>`,
    "</svg>",
  ].join("");
}

type Traces = ReturnType<typeof projectCommunes<CommuneCarte>>;

function drawCommunes({ communes, lieu }: Plan, traces: Traces): string[] {
  const pathsOf = (chosen: boolean) =>
    traces
      .filter(({ commune }) => communes.includes(commune) === chosen)
      .map(({ rings }) => pathOf(rings))
      .join("");
  const plein = lieu.maille === "commune" ? RAMPE[3] : RAMPE[0];
  const style = 'stroke-linejoin="round" fill-rule="evenodd"';
  return [
    `<path fill="${FOND}" stroke="${TRAIT}" stroke-width="0.6" ${style} d="${pathsOf(false)}"/>`,
    `<path fill="${plein}" stroke="${ENCRE}" stroke-width="1.4" ${style} d="${pathsOf(true)}"/>`,
  ];
}

type ResidenceSituee = Extract<LieuSitue, { readonly maille: "residence" }>;

function drawPoints({ point, autour }: ResidenceSituee, cadre: Cadre): string[] {
  const circle = (where: Position, attributs: string) => {
    const [x, y] = cadre.project(where);
    return `<circle cx="${round1(x)}" cy="${round1(y)}" ${attributs}/>`;
  };
  return [
    `<g fill="${RAMPE[2]}" stroke="#ffffff" stroke-width="0.8">`,
    ...autour.map((one) => circle(one, `r="${RAYON_AUTOUR}"`)),
    "</g>",
    ...(point ? [circle(point, `r="${RAYON}" fill="${ACCENT}" stroke="#ffffff" stroke-width="2"`)] : []),
  ];
}

const ETIQUETTES = 3;

/** Not the neighbourhood's: it would cover it. */
function namesOf({ lieu, cadre, communes }: Plan) {
  const nameForme = ({ nom, contour }: Pick<CommuneCarte, "nom" | "contour">) => ({
    nom,
    rings: contour.coordinates.flat().map((ring) => ring.map((point) => cadre.project(point))),
  });
  if (lieu.maille !== "residence") return communes.map(nameForme);
  if (!lieu.point) return communes.map(nameForme);
  const [x, y] = cadre.project(lieu.point);
  return [{ nom: lieu.nom, rings: [around([x, y - RAYON - 8])] }];
}

function around([x, y]: Point): Point[] {
  return [
    [x - 1, y - 1],
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x - 1, y + 1],
  ];
}

function sayLieu({ lieu, communes }: Plan): string {
  const ou = communes.map(({ nom }) => nom).join(", ");
  if (lieu.maille === "residence")
    return lieu.point ? `Place de la résidence ${lieu.nom} à ${ou}` : `${lieu.nom} : non localisée, à ${ou}`;
  return lieu.maille === "commune"
    ? `${lieu.nom} parmi les communes du territoire`
    : `Le quartier prioritaire ${lieu.nom} à ${ou}`;
}

function notesOf({ lieu, communes, fond }: Plan): readonly string[] {
  const source = saySources(communes);
  const qpv = fond.qpv.length > 0 ? ["Contour ocre : quartier prioritaire."] : [];
  return [...(lieu.maille === "residence" ? sayPoints(lieu) : []), ...qpv, ...(source ? [source] : [])];
}

function sayPoints({ point, autour }: ResidenceSituee): readonly string[] {
  const autres = autour.length > 0 ? [`Points clairs : ${sayAutres(autour.length)}.`] : [];
  return point
    ? ["Point plein : la résidence.", ...autres]
    : ["Non localisée : le parc publié n’a pas ses coordonnées. Sa commune est entourée.", ...autres];
}

function sayAutres(nombre: number): string {
  return `${formatCompte(nombre, "autre résidence localisée", "autres résidences localisées")} de la commune`;
}
