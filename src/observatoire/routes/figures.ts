import type { Context } from "hono";
import { z } from "zod";
import { renderFigureCsv, renderFigureXlsx } from "#bilan/documents/figure.ts";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { type LieuClasseur, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { renderFigureGeojson } from "#socle/documents/figure-geojson.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { DECOUPAGES } from "#socle/regles/observatoire/decoupage.ts";
import { pageIntrouvable, type Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, type Routes } from "#socle/routes/serveur/routes.ts";
import { type DocumentEnvoye, sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderFigureJson, renderFigurePng } from "../documents/figure-partagee.ts";
import type { FondObservatoire } from "../pages/adresses.ts";
import { renderFigurePage } from "../pages/figure-page.tsx";
import { renderFigureSvg } from "../pages/image.tsx";

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
};

/** `/t/:epci/<chemin>/figures/:fichier`: the page and the files of each figure of one page, for whoever may read the page. */
export function figureRoutes(app: Routes, site: Site, { chemin, read }: PageFigures): Routes {
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
    return c.html(renderFigurePage({ cadre, figure, chemin: ici, question: c.req.query(), fond }));
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
