import type { Context } from "hono";
import { z } from "zod";
import { renderFigureCsv, renderFigureXlsx } from "#bilan/documents/figure.ts";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { type LieuClasseur, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { renderFigureGeojson } from "#socle/documents/figure-geojson.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { DECOUPAGES } from "#socle/regles/observatoire/decoupage.ts";
import { pageIntrouvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, type Routes } from "#socle/routes/serveur/routes.ts";
import { type DocumentEnvoye, sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site, territoireFerme } from "#socle/routes/site.ts";
import { renderFigureJson, renderFigurePng } from "../documents/figure-partagee.ts";
import type { FondObservatoire } from "../pages/adresses.ts";
import { renderFigurePage } from "../pages/figure-page.tsx";
import { renderFigureSvg } from "../pages/image.tsx";
import { MULTIPLES_MAX, PAR_MULTIPLES, type ParMultiples, type Regard } from "../pages/multiples.tsx";

export type FiguresLues = {
  readonly figures: readonly Figure[];
  /** Contours of its maps; absent: today's. */
  readonly fond?: FondObservatoire | null;
};

type PageFigures = {
  /** Path of the page under the territory: « observatoire/parc ». */
  readonly chemin: string;
  /** Reads the figures of the page, with its parameters. */
  readonly read: (c: Context<Env>, epci: string) => Promise<FiguresLues>;
  /** The same figures in the years, or of the bailleurs, that there are; absent: its maps are of all of them. */
  readonly decline?: (c: Context<Env>, epci: string, par: ParMultiples) => Promise<readonly Declinaison[]>;
  /** By what it declines; absent: by year and by bailleur. */
  readonly par?: readonly ParMultiples[];
};

/** Figures of a year or of a bailleur, read if they are drawn. */
export type Declinaison = { readonly nom: string; readonly read: () => Promise<readonly Figure[]> };

/** `/t/:epci/<chemin>/figures/:fichier`: the page and the files of each figure of one page, for whoever may read the page. */
export function figureRoutes(app: Routes, site: Site, page: PageFigures): Routes {
  const { chemin, read } = page;
  return app.get(`/t/:epci/${chemin}/figures/:fichier`, garde("indicateur-interne", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const fichier = paramOf(c, "fichier");
    const lues = cutAgain(await read(c, epci), c.req.query());
    const asked = lues.fond === undefined && DESSINE.test(fichier);
    const fond = asked ? await readFondDuJour(site, c, epci) : (lues.fond ?? null);
    if (fichier.includes("."))
      return sendFigure(c, { ...lues, fond, fichier, suffixe: epci, lieu: lieuClasseur(site, cadre, PARTENAIRES) });
    const figure = lues.figures.find(({ code }) => code === fichier);
    if (!figure) throw unknownFichier();
    const ici = cadre.chemin?.replace(/\/figures\/[^/]*$/, "") ?? chemin;
    const regard =
      fond && figure.carte ? await readRegard(site, c, { page, figure, fond, ici: cadre.territoire }) : null;
    return c.html(renderFigurePage({ cadre, figure, chemin: ici, question: c.req.query(), fond, regard }));
  });
}

const classesSchema = z.object({ classes: ouRien(z.enum(DECOUPAGES)) });

/** The figures, their maps in the classes that the address asks for. Throws `saisie-invalide`. */
function cutAgain(lues: FiguresLues, question: Readonly<Record<string, unknown>>): FiguresLues {
  const { classes } = parseInput(classesSchema, question);
  if (classes === null) return lues;
  const figures = lues.figures.map((figure) =>
    figure.carte ? { ...figure, carte: { ...figure.carte, decoupage: classes } } : figure,
  );
  return { ...lues, figures };
}

const regardSchema = z.object({
  multiples: ouRien(z.enum(PAR_MULTIPLES)),
  territoire: ouRien(z.string().regex(/^\d{9}$/)),
});

type Variante = Regard["variantes"][number];

type Regardee = {
  readonly page: PageFigures;
  readonly figure: Figure;
  readonly fond: FondObservatoire;
  readonly ici: Territoire;
};

/** The maps that are asked for beside that of a figure. Throws `saisie-invalide`, `territoire-inconnu`. */
async function readRegard(site: Site, c: Context<Env>, regardee: Regardee): Promise<Regard> {
  const { page, figure, fond, ici } = regardee;
  const question = c.req.query();
  const { multiples, territoire } = parseInput(regardSchema, question);
  const territoires = await listAutres(c, ici.epci);
  const parOffertes = page.decline && figure.lignes.every(({ point }) => !point) ? (page.par ?? PAR_MULTIPLES) : [];
  const rien = { par: null, variantes: [], omises: 0, parOffertes, territoires, territoire };
  if (territoire !== null) {
    const autre = territoires.find(({ code }) => code === territoire);
    if (!autre) throw territoireFerme();
    const ailleurs = await readAilleurs(site, c, { ...regardee, autre: autre.code });
    const variantes = [{ nom: ici.nom, figure, fond }, ...ailleurs.map((lue) => ({ nom: autre.nom, ...lue }))];
    return { ...rien, par: "territoire", variantes };
  }
  if (multiples === null || !page.decline) return rien;
  const declinaisons = await page.decline(c, ici.epci, multiples);
  const variantes: Variante[] = [];
  for (const { nom, read } of declinaisons.slice(0, MULTIPLES_MAX)) {
    const { figures } = cutAgain({ figures: await read() }, question);
    const lue = figures.find(({ code }) => code === figure.code);
    if (lue) variantes.push({ nom, figure: lue, fond });
  }
  return { ...rien, par: multiples, variantes, omises: Math.max(0, declinaisons.length - MULTIPLES_MAX) };
}

/** Territories of which the reader may read the same figures. */
async function listAutres(c: Context<Env>, epci: string): Promise<Regard["territoires"]> {
  const ouverts = await c.var.base.territoires.list();
  return ouverts
    .filter((autre) => autre.epci !== epci && peut(c.var.acteur, "indicateur-interne", "lire", autre.epci))
    .map((autre) => ({ code: autre.epci, nom: autre.nom }));
}

/** The figure of another territory, with its contours; empty when it publishes none. */
async function readAilleurs(
  site: Site,
  c: Context<Env>,
  { page, figure, autre }: Regardee & { readonly autre: string },
): Promise<readonly Pick<Variante, "figure" | "fond">[]> {
  const lues = await page.read(c, autre).catch((erreur: unknown): FiguresLues => {
    if (erreur instanceof Refus) return { figures: [] };
    throw erreur;
  });
  const lue = cutAgain(lues, c.req.query()).figures.find(({ code }) => code === figure.code);
  if (!lue) return [];
  return [{ figure: lue, fond: lues.fond ?? (await readFondDuJour(site, c, autre)) }];
}

/** The page of a figure, and the files that draw it. */
const DESSINE = /^[^.]+$|\.(geojson|svg|png)$/;

/** The contours in force today. */
export function readFondDuJour(site: Site, c: Context<Env>, epci: string) {
  return readFond(site, c.var.base, epci, Number(site.deps.horloge.aujourdhui().slice(0, 4)));
}

type FichierDemande = {
  readonly figures: readonly Figure[];
  readonly fond: FondObservatoire | null;
  /** « <code>.xlsx », « .csv » (spreadsheet), « .ouvert.csv », « .geojson », « .json », « .svg », « .png » */
  readonly fichier: string;
  /** End of the downloaded file's name: SIREN of the territory, number of a release. */
  readonly suffixe: string;
  readonly lieu: LieuClasseur;
};

/** One file of one figure. Throws `page-introuvable` for an unknown code or format. */
export async function sendFigure(
  c: Context,
  { figures, fichier, suffixe, ...autour }: FichierDemande,
): Promise<Response> {
  const { code, format } = parseFichier(fichier);
  const figure = figures.find((one) => one.code === code);
  if (!figure) throw unknownFichier();
  return sendDocument(c, await renderFichier(figure, format, { ...autour, nom: `${code}-${suffixe}` }));
}

const FORMATS = ["xlsx", "ouvert.csv", "csv", "geojson", "json", "svg", "png"] as const;
type FormatFigure = (typeof FORMATS)[number];

function parseFichier(fichier: string): { readonly code: string; readonly format: FormatFigure } {
  const format = FORMATS.find((one) => fichier.endsWith(`.${one}`));
  if (!format) throw unknownFichier();
  return { code: fichier.slice(0, -format.length - 1), format };
}

/** Throws `page-introuvable` for a missing map or chart. */
async function renderFichier(
  figure: Figure,
  format: FormatFigure,
  { fond, lieu, nom }: Pick<FichierDemande, "fond" | "lieu"> & { readonly nom: string },
): Promise<DocumentEnvoye> {
  switch (format) {
    case "xlsx":
      return { nom, type: "xlsx", contenu: await renderFigureXlsx(figure, lieu) };
    case "csv":
      return { nom, type: "csv", contenu: renderFigureCsv(figure, "tableur") };
    case "ouvert.csv":
      return { nom: `${nom}-ouvert`, type: "csv", contenu: renderFigureCsv(figure, "ouvert") };
    case "geojson":
      return { nom, type: "geojson", contenu: renderFigureGeojson(figure, fond) };
    case "json":
      return { nom, type: "json", contenu: renderFigureJson(figure) };
    case "svg":
      return { nom, type: "svg", contenu: drawFichier(figure, fond) };
    case "png":
      return { nom, type: "png", contenu: await renderFigurePng(drawFichier(figure, fond)) };
  }
}

function drawFichier(figure: Figure, fond: FondObservatoire | null): string {
  const contenu = renderFigureSvg(figure, fond);
  if (!contenu) throw unknownFichier();
  return contenu;
}

function unknownFichier(): Refus {
  return pageIntrouvable("Ce fichier n’existe pas. Revenez à la page de l’observatoire et choisissez-le.");
}
