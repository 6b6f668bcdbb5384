import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { type CarteDetaillee, INDICATEURS_CARTE, type QuestionCarte } from "#application/carte/carte.ts";
import { computeCarte } from "#application/carte/compute-carte.ts";
import { readDesequilibres } from "#application/desequilibre/read-analyse.ts";
import { Refus } from "#domain/shared/refus.ts";
import { CHEMIN_CARTE, type FondTuiles, renderCartePage, renderCarteVide } from "#web/carte/carte-page.tsx";
import { renderContours, renderPoints } from "#web/carte/points.ts";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { writePolitique } from "../serveur/security.ts";
import { openCadre, readFond, type Site } from "../site.ts";

const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/carte`: the résidences on a map to move in, with what it is drawn from. */
export function carteRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes()
    .get(`/t/:epci/${CHEMIN_CARTE}`, LIRE, openPolitique(site.deps.tuiles ?? null), cache, (c) => showCarte(site, c))
    .get(`/t/:epci/${CHEMIN_CARTE}/residences.geojson`, LIRE, cache, (c) => sendPoints(site, c))
    .get(`/t/:epci/${CHEMIN_CARTE}/communes.geojson`, LIRE, cache, (c) => sendContours(site, c, "communes"))
    .get(`/t/:epci/${CHEMIN_CARTE}/qpv.geojson`, LIRE, cache, (c) => sendContours(site, c, "qpv"));
  return figureRoutes(app, site, {
    chemin: CHEMIN_CARTE,
    read: async (c, epci) => {
      const carte = await readCarte(site, c, epci);
      return { figures: [carte.figure], fond: await fondOf(site, c, carte) };
    },
  });
}

/** The map's worker is a file of ours; the tiles, when the installation has chosen some, are the only thing from elsewhere. */
function openPolitique(tuiles: FondTuiles | null): MiddlewareHandler<Env> {
  const origine = tuiles ? [new URL(tuiles.modele.replaceAll(/[{}]/g, "")).origin] : [];
  const politique = writePolitique({ "worker-src": ["'self'"], "img-src": origine, "connect-src": origine });
  return async (c, next) => {
    await next();
    if (c.res.status === 200 || c.res.status === 304) c.set("politique", politique);
  };
}

async function showCarte(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const carte = await findCarte(site, c, epci);
  if (!carte) return c.html(renderCarteVide(cadre));
  const comparer = parseInput(texteSchema, c.req.query("comparer"));
  const tuiles = site.deps.tuiles ?? null;
  return c.html(renderCartePage({ cadre, carte, fond: await fondOf(site, c, carte), tuiles, comparer }));
}

async function sendPoints(site: Site, c: Context<Env>): Promise<Response> {
  return sendGeojson(c, renderPoints(await readCarte(site, c, c.req.param("epci") ?? "")));
}

async function sendContours(site: Site, c: Context<Env>, couche: "communes" | "qpv"): Promise<Response> {
  const carte = await readCarte(site, c, c.req.param("epci") ?? "");
  return sendGeojson(c, renderContours(await fondOf(site, c, carte), couche));
}

function sendGeojson(c: Context<Env>, contenu: string): Response {
  return c.body(contenu, 200, { "content-type": "application/geo+json; charset=utf-8" });
}

async function fondOf(site: Site, c: Context<Env>, { question, millesimes }: CarteDetaillee) {
  const millesime = question.millesime ?? millesimes.at(-1) ?? "";
  return readFond(site, c.var.base, question.epci, Number(millesime.slice(0, 4)));
}

/** The reading of imbalances is made for the map that shows it, and kept. null: no stock is published. */
async function findCarte({ deps, memoire }: Site, c: Context<Env>, epci: string): Promise<CarteDetaillee | null> {
  const question = readQuestion(epci, c.req.query());
  if (question.indicateur !== "desequilibre") return computeCarte(c.var.base, question);
  const { analyse } = await readDesequilibres(c.var.base, memoire, {
    ...{ epci, millesime: question.millesime, enquete: null, methode: null },
    aujourdhui: deps.horloge.aujourdhui(),
  });
  const lectures = (analyse?.residences ?? []).map(
    ({ cle, populations }) => [cle, populations.occupants.classe] as const,
  );
  return computeCarte(c.var.base, question, new Map(lectures));
}

async function readCarte(site: Site, c: Context<Env>, epci: string): Promise<CarteDetaillee> {
  const carte = await findCarte(site, c, epci);
  if (carte) return carte;
  throw new Refus("page-introuvable", "Aucun parc n’est publié : il n’y a pas encore de carte.");
}

function orNull<T>(schema: z.ZodType<T>) {
  return z
    .literal("")
    .transform(() => null)
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);
}

const texteSchema = orNull(z.string().max(200));
const questionSchema = z.object({
  millesime: orNull(z.string().max(20)),
  indicateur: orNull(z.enum(INDICATEURS_CARTE)).transform((value) => value ?? "vacance"),
  bailleur: orNull(z.string().regex(/^\d{9}$/)),
  commune: orNull(z.string().regex(/^\d[\dAB]\d{3}$/)),
  classe: orNull(z.coerce.number().int().min(0).max(6)),
});

/** Throws `saisie-invalide`. */
function readQuestion(epci: string, parametres: Readonly<Record<string, unknown>>): QuestionCarte {
  return { epci, ...parseInput(questionSchema, parametres) };
}
