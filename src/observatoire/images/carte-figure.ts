import {
  BANDE_ECHELLE,
  contourPath,
  drawEchelle,
  type EntreeLegende,
  entreeLegende,
  entreePerimetre,
  fillOf,
  GRIS,
  hatches,
  isInside,
  labels,
  namesAutour,
  perimetrePath,
  projectCommunes,
  type Remplissage,
  SOMMETS_VOISINES,
  saySources,
  type VoisineCarte,
  voisinesPath,
} from "#socle/images/carte-parts.ts";
import { type Cercle, drawCercles, legendeCercles, lier, PLEIN, RAYON_MAX } from "#socle/images/cercles.ts";
import { chooseEchelle, type Echelle } from "#socle/images/echelle.ts";
import { type CommuneFond, type FondFigure, shapesOf } from "#socle/images/fond.ts";
import type { ImageFigure } from "#socle/images/image.ts";
import { anchorOf, type Cadre, type ContourCarte, fitCadre, pathOf, pointsOf } from "#socle/images/projection.ts";
import type { Point } from "#socle/images/simplify.ts";
import { ENCRE, escapeXml, FOND, round1, TRAIT } from "#socle/images/svg.ts";
import { celluleOf, formatBornesCellule, formatCellule, nombreOf } from "#socle/images/texte-figure.ts";
import type { CarteFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { drawHistogramme } from "./histogramme.ts";

type Demande = {
  readonly figure: Figure;
  readonly carte: CarteFigure;
  readonly fond: FondFigure;
  /** Key of the highlighted row; null: none. */
  readonly comparer: string | null;
  readonly format: Format;
  /** Rows that its colours and circles are cut on, the whole territory's included: those of all the maps that are read together. */
  readonly parmi: readonly LigneFigure[];
};

type Format = {
  readonly id: string;
  readonly largeur: number;
  readonly hauteurMax: number;
  readonly hauteurMin: number;
  /** Names at most. */
  readonly etiquettes: number;
  /** Kilometres a pixel at least: maps side by side have one scale. */
  readonly kmMin: number;
};

type Plan = Demande & {
  readonly colonne: ColonneFigure;
  readonly lignes: readonly LigneFigure[];
  readonly cadre: Cadre;
  readonly communes: readonly { readonly commune: CommuneFond; readonly rings: readonly Point[][] }[];
  readonly echelle: Echelle;
  /** Each commune leads to its row. */
  readonly liens: boolean;
};

const LARGEUR = 640;
const PAGE = { largeur: LARGEUR, hauteurMax: 340, hauteurMin: 220, etiquettes: 7 };
/** What a phone has room for, drawn at its size. */
const PETITE = { largeur: 340, hauteurMax: 280, hauteurMin: 160, etiquettes: 3 };
/** Half the vertices of the bilan's map: a page of 30 kB may hold several. */
const SOMMETS_MAX = 1200;
/** Each circle is about 25 gzipped bytes with its title. */
const POINTS_MAX = 250;
const RAYON_POINT = 5;

/**
 * The map of a figure; null when none of its rows has a place. Rates fill shapes or points, counts are circles whose area is the count; a missing
 * value is hatched. Colours are `fill` attributes, since document renderers do not read classes.
 */
export function renderCarteFigure(figure: Figure, fond: FondFigure, comparer: string | null): ImageFigure | null {
  if (!figure.carte) return null;
  const format = { id: `carte-${figure.code}`, ...PAGE, kmMin: 0 };
  const plan = prepare({ figure, carte: figure.carte, fond, comparer, format, parmi: figure.lignes });
  if (!plan) return null;
  const { cadre, echelle } = plan;
  return {
    hauteur: cadre.hauteur,
    // A file has no page to go to.
    draw: (largeur) => draw({ ...plan, liens: largeur === "100%" }, largeur),
    legende:
      plan.carte.genre === "cercles"
        ? [
            ...legendeCercles(plan.colonne, nombres(plan), { echelle, largeur: LARGEUR, rayonMax: RAYON_MAX }),
            ...legendeQpv(plan),
          ]
        : legendeAplats(plan),
    notes: notesOf(plan),
  };
}

/** One of several maps that are read together: « 2017 », « Hamaris », « CA de Saint-Dizier ». */
export type Variante = { readonly nom: string; readonly figure: Figure; readonly fond: FondFigure };

export type CartesEnsemble = {
  readonly cartes: readonly { readonly nom: string; readonly svg: string }[];
  readonly legende: ImageFigure["legende"];
  readonly notes: readonly string[];
};

/** Small maps of the same column, in the same classes and at the same scale; null when fewer than two have a place. */
export function renderCartesEnsemble(variantes: readonly Variante[], comparer: string | null): CartesEnsemble | null {
  const parmi = variantes.flatMap(({ figure }) => figure.lignes);
  const prepareAll = (kmMin: number) =>
    variantes.flatMap(({ nom, figure, fond }, rang) => {
      // The first is where the rows of the table lead.
      const format = { id: `carte-${figure.code}${rang === 0 ? "" : `-${rang + 1}`}`, ...PETITE, kmMin };
      const plan = figure.carte ? prepare({ figure, carte: figure.carte, fond, comparer, format, parmi }) : null;
      return plan ? [{ nom, plan: { ...plan, liens: true } }] : [];
    });
  const libres = prepareAll(0);
  const km = Math.max(...libres.map(({ plan }) => plan.cadre.kmParPixel));
  const plans = libres.every(({ plan }) => plan.cadre.kmParPixel === km) ? libres : prepareAll(km);
  const [premier] = plans;
  if (!premier || plans.length < 2) return null;
  return {
    cartes: plans.map(({ nom, plan }) => ({ nom, svg: draw(plan, "100%", nom) })),
    legende: legendeEnsemble(plans.map(({ plan }) => plan)),
    notes: [
      ...notesOf(premier.plan),
      "Les classes et l’échelle sont les mêmes d’une carte à l’autre ; les nombres entre parenthèses comptent les lignes de toutes.",
    ],
  };
}

function legendeEnsemble(plans: readonly Plan[]): ImageFigure["legende"] {
  const [premier] = plans;
  if (!premier) return [];
  const { carte, colonne, echelle } = premier;
  if (carte.genre === "cercles") {
    const cercles = legendeCercles(colonne, nombres(premier), {
      echelle,
      largeur: PETITE.largeur,
      rayonMax: rayonMaxOf(premier),
    });
    // Maps side by side keep their size, where one alone takes the width of its page.
    return [...cercles.map(({ large: _, ...entree }) => entree), ...legendeQpv(premier)];
  }
  const sans = plans.reduce((sum, plan) => sum + countSansLigne(plan), 0);
  return [
    ...echelle.legende,
    ...(sans === 0 ? [] : [entreeLegende(SANS_LIGNE, `aucune donnée (${sans})`)]),
    ...legendeQpv(premier),
  ];
}

/** Counts communes without a row among the hatched. */
function legendeAplats(plan: Plan): readonly EntreeLegende[] {
  const sans = countSansLigne(plan);
  return [
    ...plan.echelle.legende,
    ...(sans === 0 ? [] : [entreeLegende(SANS_LIGNE, `aucune donnée (${sans})`)]),
    ...legendeQpv(plan),
  ];
}

function countSansLigne(plan: Plan): number {
  if (!hatchesEmpty(plan)) return 0;
  const rows = rowsByCommune(plan);
  return plan.communes.filter(({ commune }) => !rows.has(commune.code)).length;
}

/** The perimeters that are drawn over the map without a value of theirs. */
function legendeQpv(plan: Plan): ImageFigure["legende"] {
  return drawsPerimetres(plan) && plan.fond.qpv.length > 0 ? [entreePerimetre()] : [];
}

function drawsPerimetres({ figure, carte, lignes }: Plan): boolean {
  const surQpv = figure.maille === "qpv" || figure.maille === "grand-territoire";
  return !surQpv || carte.genre === "cercles" || lignes.some(({ point }) => point);
}

/** On a map of shapes that cover the territory, a commune without a row is missing data. */
function hatchesEmpty({ figure, carte, lignes }: Plan): boolean {
  return carte.genre === "aplats" && figure.maille !== "qpv" && !lignes.some(({ point }) => point);
}

function notesOf({ carte, echelle, lignes, fond, comparer }: Plan): readonly string[] {
  const choisie = lignes.find(({ cle }) => cle === comparer);
  const points = lignes.filter(({ point }) => point).length;
  return [
    ...(carte.genre === "cercles" ? ["La surface d’un cercle est proportionnelle à l’effectif."] : echelle.notes),
    ...(choisie ? [`Entourée d’un trait épais : ${choisie.libelle}.`] : []),
    ...(points > POINTS_MAX ? [`Seules les ${POINTS_MAX} premières lignes du tableau sont dessinées.`] : []),
    ...[saySources(fond.communes)].flatMap((source) => source ?? []),
  ];
}

/** Keys of the rows that the map of a figure shows; empty without a map. */
export function placedKeys({ carte, maille, lignes }: Figure, fond: FondFigure | null): ReadonlySet<string> {
  if (!carte || !fond) return new Set();
  return new Set(placedOf(maille, lignes, fond).map(({ cle }) => cle));
}

function placedOf(maille: Figure["maille"], lignes: readonly LigneFigure[], fond: FondFigure): readonly LigneFigure[] {
  return lignes.filter(({ cle, point, total }) => !total && (point || shapesOf(maille, cle, fond).length > 0));
}

function prepare(demande: Demande): Plan | null {
  const { figure, carte, fond, format } = demande;
  const colonne = figure.colonnes.find(({ code }) => code === carte.colonne);
  if (!colonne) throw new Error(`${figure.code}: no column ${carte.colonne} to draw`);
  const lignes = figure.lignes.filter(({ total }) => !total);
  const placed = placedOf(figure.maille, lignes, fond);
  if (placed.length === 0) return null;
  const points = [...framed(demande, placed)];
  const frame = (marge: number) =>
    fitCadre(points, format.largeur, { ...format, marge, etendueMin: 3, bas: BANDE_ECHELLE });
  const plan = planOf(demande, { colonne, lignes, cadre: frame(MARGE) });
  const depasse = overflow(plan);
  return depasse > 0 ? planOf(demande, { colonne, lignes, cadre: frame(MARGE + depasse) }) : plan;
}

const MARGE = 12;

/** By how many pixels circles leave the frame. */
function overflow(plan: Plan): number {
  if (plan.carte.genre !== "cercles") return 0;
  const { largeur, hauteur } = plan.cadre;
  const outside = circlesOf(plan).map(({ centre: [x, y], rayon }) =>
    Math.max(rayon - x, rayon - y, x + rayon - largeur, y + rayon - (hauteur - BANDE_ECHELLE)),
  );
  return Math.ceil(Math.max(0, ...outside));
}

/** The scale of its colours, as its reader asked for it. */
function echelleOf(lignes: readonly LigneFigure[], carte: CarteFigure, colonne: ColonneFigure): Echelle {
  const total = lignes.find((ligne) => ligne.total);
  return chooseEchelle(
    colonne,
    lignes.filter((ligne) => !ligne.total),
    carte.seuils,
    { decoupage: carte.decoupage ?? null, reference: total ? nombreOf(total, colonne.code) : null },
  );
}

/** How many rows have each value, under the classes of the map; null when its colours are not classes of numbers. */
export function renderHistogrammeClasses(figure: Figure): string | null {
  const { carte } = figure;
  const colonne = figure.colonnes.find(({ code }) => code === carte?.colonne);
  if (!carte || !colonne || carte.genre !== "aplats") return null;
  const { classes } = echelleOf(figure.lignes, carte, colonne);
  const valeurs = figure.lignes.filter(({ total }) => !total).flatMap((ligne) => nombreOf(ligne, colonne.code) ?? []);
  return classes && new Set(valeurs).size > 1 ? drawHistogramme(colonne, valeurs, classes) : null;
}

function planOf(demande: Demande, { colonne, lignes, cadre }: Pick<Plan, "colonne" | "lignes" | "cadre">): Plan {
  const { carte, fond, parmi } = demande;
  return {
    ...demande,
    colonne,
    lignes,
    cadre,
    communes: trace(fond.communes, cadre),
    echelle: echelleOf(parmi, carte, colonne),
    liens: false,
  };
}

/** The whole territory, unless its points or its QPV hold in a corner of it, where they would be dots. */
function framed({ figure, fond }: Demande, placed: readonly LigneFigure[]): readonly Position[] {
  const points = placed.flatMap(({ point }) => (point ? [point] : []));
  const territoire = thin(pointsOf(fond.communes.map(({ contour }) => contour)));
  const drawn = figure.maille === "qpv" ? thin(pointsOf(fond.qpv.map(({ contour }) => contour))) : points;
  if (drawn.length === 0) return territoire;
  return territoire.length > 0 && spanOf(drawn) > PART_LOUPE * spanOf(territoire) ? [...territoire, ...drawn] : drawn;
}

type Position = readonly [longitude: number, latitude: number];

/** Under this part of the territory's height or width, points have a frame of their own. */
const PART_LOUPE = 0.5;

function spanOf(points: readonly Position[]): number {
  const extent = (axe: 0 | 1) => {
    const values = points.map((point) => point[axe]);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.max(extent(0), extent(1));
}

const POINTS_CADRE = 5000;

/** A sample of points is enough to frame to the pixel; the margin holds the others. */
function thin(points: Iterable<readonly [number, number]>): readonly (readonly [number, number])[] {
  const all = [...points];
  const pas = Math.ceil(all.length / POINTS_CADRE);
  return pas < 2 ? all : all.filter((_, i) => i % pas === 0);
}

type Traces<T> = readonly { readonly commune: T; readonly rings: readonly Point[][] }[];
type Situee = { readonly contour: ContourCarte };

/** Cache: the maps of a page share their contours, and most of them their frame. */
function createTrace<T extends Situee>(sommets: number) {
  const kept = new WeakMap<readonly T[], Map<string, Traces<T>>>();
  return (communes: readonly T[], cadre: Cadre): Traces<T> => {
    const known = kept.get(communes) ?? new Map<string, Traces<T>>();
    kept.set(communes, known);
    return traceOnce(known, cadre, () => projectCommunes(communes, cadre, sommets));
  };
}

const trace = createTrace<CommuneFond>(SOMMETS_MAX);
const traceVoisines = createTrace<VoisineCarte>(SOMMETS_VOISINES);

function traceOnce<T>(known: Map<string, Traces<T>>, cadre: Cadre, project: () => Traces<T>): Traces<T> {
  // Two projected points identify a projection.
  const key = [cadre.largeur, cadre.hauteur, ...cadre.project([0, 45]), ...cadre.project([1, 46])].join();
  const traces = known.get(key) ?? project().filter(({ rings }) => isInside(rings, cadre));
  known.set(key, traces);
  return traces;
}

function nombres({ parmi, colonne }: Plan): readonly number[] {
  return parmi.flatMap((ligne) => (ligne.total ? [] : (nombreOf(ligne, colonne.code) ?? [])));
}

/** `nom`: what tells it from the other maps of its page. */
function draw(plan: Plan, largeur: number | "100%", nom = ""): string {
  const { figure, cadre, carte, fond, format } = plan;
  const { id } = format;
  const byPoint = plan.lignes.some(({ point }) => point);
  const aplats = carte.genre === "aplats" && !byPoint;
  const cercles = aplats ? [] : circlesOf(plan);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" viewBox="0 0 ${cadre.largeur} ${cadre.hauteur}" width="${largeur}" height="${largeur === "100%" ? cadre.hauteur : Math.round((cadre.hauteur * largeur) / cadre.largeur)}" role="${isLinked(plan) ? "group" : "img"}" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escapeXml(`${nom === "" ? figure.titre : nom} : ${plan.colonne.libelle}`)}</title>`,
    `<desc id="${id}-d">Les valeurs figurent dans le tableau.</desc>`,
    hatches(id),
    drawVoisines(plan),
    ...drawCommunes(plan, aplats),
    ...(drawsPerimetres(plan) ? fond.qpv.map((perimetre) => perimetrePath(perimetre, cadre)) : drawQpv(plan)),
    ...drawCercles(cercles, id),
    ...drawChoisie(plan),
    '<g class="noms">',
    ...labels(namesOf(plan), {
      largeur: cadre.largeur,
      hauteur: cadre.hauteur - BANDE_ECHELLE,
      etiquettes: format.etiquettes,
      telephone: cadre.largeur === LARGEUR,
      ...(cadre.largeur === LARGEUR ? { autour: autourOf(plan, cercles) } : {}),
    }),
    drawEchelle(cadre),
    "</g>",
    "</svg>",
  ].join("");
}

/** A map among others has no room for names around. */
function autourOf({ fond, cadre, communes }: Plan, cercles: readonly Cercle[]) {
  return {
    noms: namesAutour(traceVoisines(fond.voisines ?? [], cadre)),
    sujet: communes.flatMap(({ rings }) => rings),
    cercles,
  };
}

/** Row of a commune: its own, or that of its zone. */
function rowsByCommune({ figure, lignes, fond }: Plan): ReadonlyMap<string, LigneFigure> {
  const rows = new Map<string, LigneFigure>();
  if (figure.maille === "qpv" || figure.maille === "residence") return rows;
  for (const ligne of lignes) {
    for (const forme of shapesOf(figure.maille, ligne.cle, fond))
      if (forme.de === "commune") rows.set(forme.code, ligne);
  }
  return rows;
}

const SANS_LIGNE: Remplissage = { couleur: "#ffffff", motif: "hachures" };
const TU: Remplissage = { couleur: GRIS, motif: "points" };

function drawCommunes(plan: Plan, aplats: boolean): string[] {
  const trait = `stroke="${TRAIT}" stroke-width="0.6" stroke-linejoin="round" fill-rule="evenodd"`;
  if (!aplats || plan.figure.maille === "qpv") return [drawLimites(plan, trait)];
  const rows = rowsByCommune(plan);
  const paths = plan.communes.map(({ commune, rings }) => {
    const ligne = rows.get(commune.code);
    const fill = fillOf(ligne ? plan.echelle.fill(ligne) : SANS_LIGNE, plan.format.id);
    const titre = ligne ? titleOf(plan, ligne, commune.nom) : `${commune.nom} : aucune donnée`;
    const path = `<path fill="${fill}" d="${pathOf(rings)}"><title>${escapeXml(titre)}</title></path>`;
    return ligne ? lier(hrefLigne(plan, ligne), titre, path) : path;
  });
  return [`<g ${trait}>`, ...paths, "</g>"];
}

/** A file has no page to go to; points are as many as dwellings' places, which nobody goes through one by one: their rows are in the table. */
function isLinked({ liens, lignes }: Plan): boolean {
  return liens && !lignes.some(({ point }) => point);
}

/** Chooses its row, which the page then sets apart on the map and in the table alike. */
function hrefLigne(plan: Plan, { cle }: LigneFigure): string | undefined {
  return isLinked(plan) ? `?comparer=${encodeURIComponent(cle)}#lignes-${plan.figure.code}` : undefined;
}

/** Under circles and QPV, the communes are one path: five hundred of them weigh as much as their borders. */
function drawLimites({ communes }: Plan, trait: string): string {
  const d = communes.map(({ rings }) => pathOf(rings)).join("");
  return `<path fill="${FOND}" ${trait} d="${d}"><title>Limites des communes</title></path>`;
}

function drawVoisines({ fond, cadre }: Plan): string {
  return fond.voisines ? voisinesPath(traceVoisines(fond.voisines, cadre)) : "";
}

function drawQpv(plan: Plan): string[] {
  const { figure, lignes, fond, cadre, echelle } = plan;
  return lignes.flatMap((ligne) =>
    shapesOf(figure.maille, ligne.cle, fond)
      .filter(({ de }) => de === "qpv")
      .map(({ nom, contour }) => {
        const titre = titleOf(plan, ligne, nom);
        const path = `<path fill="${fillOf(echelle.fill(ligne), plan.format.id)}" stroke="${ENCRE}" stroke-width="1.4" fill-rule="evenodd" d="${contourPath(contour, cadre)}"><title>${escapeXml(titre)}</title></path>`;
        return lier(hrefLigne(plan, ligne), titre, path);
      }),
  );
}

/** « Wassy : 23,1 %, entre 20,0 % et 25,0 %, sur 39 », « Secteur Nord (Wassy) : secret ». */
function titleOf({ colonne }: Plan, ligne: LigneFigure, nom: string): string {
  const cellule = celluleOf(ligne, colonne.code);
  const bornes = formatBornesCellule(cellule, colonne.genre);
  const lieu = ligne.libelle === nom ? nom : `${ligne.libelle} (${nom})`;
  return `${lieu} : ${formatCellule(cellule, colonne.genre)}${bornes ? `, ${bornes}` : ""}${cellule.sur === undefined ? "" : `, sur ${cellule.sur}`}`;
}

function placeOf(plan: Plan, ligne: LigneFigure): Point | null {
  if (ligne.point) return plan.cadre.project(ligne.point);
  const formes = shapesOf(plan.figure.maille, ligne.cle, plan.fond);
  const rings = formes.flatMap(({ contour }) => contour.coordinates.flat().map((ring) => ring.map(plan.cadre.project)));
  const anchor = anchorOf(rings);
  return anchor ? [anchor.x, anchor.y] : null;
}

function circlesOf(plan: Plan): Cercle[] {
  const withPoint = plan.lignes.filter(({ point }) => point).slice(0, POINTS_MAX);
  const lignes = withPoint.length > 0 ? withPoint : plan.lignes;
  const rayon = rayonOf(plan);
  return lignes.flatMap((ligne) => {
    const centre = placeOf(plan, ligne);
    if (!centre) return [];
    const href = hrefLigne(plan, ligne);
    const cercle = {
      centre,
      rayon: rayon(ligne),
      titre: titleOf(plan, ligne, ligne.libelle),
      ...(href ? { href } : {}),
    };
    if (plan.carte.genre === "aplats") return [{ ...cercle, ...plan.echelle.fill(ligne) }];
    if (nombreOf(ligne, plan.colonne.code) === null) return [{ ...cercle, ...TU }];
    return cercle.rayon > 0 ? [{ ...cercle, ...PLEIN }] : [];
  });
}

function rayonMaxOf({ cadre }: Plan): number {
  return (RAYON_MAX * cadre.largeur) / LARGEUR;
}

/** In pixels: the area is the count; points without a count, or coloured by class, have one size. */
function rayonOf(plan: Plan): (ligne: LigneFigure) => number {
  if (plan.carte.genre === "aplats") return () => RAYON_POINT;
  const haut = Math.max(0, ...nombres(plan));
  return (ligne) => {
    const valeur = nombreOf(ligne, plan.colonne.code);
    if (valeur === null) return RAYON_POINT;
    return haut > 0 ? rayonMaxOf(plan) * Math.sqrt(Math.max(0, valeur) / haut) : 0;
  };
}

/** A thick line around the compared row. */
function drawChoisie(plan: Plan): string[] {
  const ligne = plan.lignes.find(({ cle }) => cle === plan.comparer);
  if (!ligne) return [];
  const trait = `fill="none" stroke="${ENCRE}" stroke-width="3"`;
  if (plan.carte.genre === "cercles" || ligne.point) {
    const centre = placeOf(plan, ligne);
    const rayon = Math.round(rayonOf(plan)(ligne) + 4);
    return centre ? [`<circle cx="${round1(centre[0])}" cy="${round1(centre[1])}" r="${rayon}" ${trait}/>`] : [];
  }
  return shapesOf(plan.figure.maille, ligne.cle, plan.fond).map(
    ({ contour }) => `<path ${trait} stroke-linejoin="round" d="${contourPath(contour, plan.cadre)}"/>`,
  );
}

type Nommee = { readonly nom: string; readonly rings: readonly Point[][] };

/** Those of the rows; under points, which are too many, those of their communes, the most peopled first. */
function namesOf(plan: Plan): readonly Nommee[] {
  const rows = namesOfRows(plan);
  if (!plan.lignes.some(({ point }) => point)) return rows;
  const communes = plan.communes
    .toSorted((a, b) => (b.commune.population ?? 0) - (a.commune.population ?? 0))
    .filter(({ rings }) => isAnchored(rings, plan.cadre))
    .map(({ commune, rings }) => ({ nom: commune.nom, rings }));
  return [...rows, ...communes];
}

function isAnchored(rings: readonly Point[][], { largeur, hauteur }: Cadre): boolean {
  const anchor = anchorOf(rings);
  return anchor !== null && anchor.x > 0 && anchor.x < largeur && anchor.y > 0 && anchor.y < hauteur - BANDE_ECHELLE;
}

/** The compared row first, then those with the largest bases. */
function namesOfRows(plan: Plan): readonly Nommee[] {
  const weight = (ligne: LigneFigure) => {
    if (ligne.cle === plan.comparer) return Infinity;
    const { sur } = celluleOf(ligne, plan.colonne.code);
    if (sur !== undefined) return sur;
    const premiere = plan.figure.colonnes.find(({ genre }) => genre === "nombre");
    return premiere ? (nombreOf(ligne, premiere.code) ?? 0) : 0;
  };
  const rayon = rayonOf(plan);
  const cercles = plan.carte.genre === "cercles" ? plan.lignes.map((one) => cercleOf(plan, one, rayon(one))) : [];
  // A name is written below its circle.
  const below = (ligne: LigneFigure) => (plan.carte.genre === "cercles" || ligne.point ? rayon(ligne) + 9 : 0);
  return plan.lignes
    .filter((ligne) => !ligne.point || ligne.cle === plan.comparer)
    .map((ligne) => ({ ligne, poids: weight(ligne) }))
    .toSorted((a, b) => b.poids - a.poids)
    .slice(0, plan.format.etiquettes * 2)
    .flatMap(({ ligne }) => {
      const centre = placeOf(plan, ligne);
      if (!centre || isCovered(ligne, centre, cercles)) return [];
      return [{ nom: ligne.libelle, rings: [around([centre[0], centre[1] + below(ligne)])] }];
    });
}

type CercleLigne = { readonly ligne: LigneFigure; readonly centre: Point | null; readonly rayon: number };

function cercleOf(plan: Plan, ligne: LigneFigure, rayon: number): CercleLigne {
  return { ligne, centre: placeOf(plan, ligne), rayon };
}

/** Written on the circle of another, a name would be read as its own. */
function isCovered(ligne: LigneFigure, [x, y]: Point, cercles: readonly CercleLigne[]): boolean {
  return cercles.some(
    ({ ligne: autre, centre, rayon }) =>
      autre !== ligne && centre !== null && Math.hypot(centre[0] - x, centre[1] - y) < rayon,
  );
}

function around([x, y]: Point): Point[] {
  return [
    [x - 1, y - 1],
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x - 1, y + 1],
  ];
}
