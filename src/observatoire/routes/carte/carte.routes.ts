import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writePolitique } from "#socle/routes/serveur/security.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { type CarteDetaillee, INDICATEURS_CARTE, type QuestionCarte } from "../../lectures/carte/carte.ts";
import { computeCarte } from "../../lectures/carte/compute-carte.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { CHEMIN_CARTE, type FondTuiles, renderCartePage, renderCarteVide } from "../../pages/carte/carte-page.tsx";
import { renderContours, renderPoints } from "../../pages/carte/points.ts";
import { figureRoutes } from "../figures.ts";

const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/carte`: the résidences on an interactive map, and its data. */
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

/** Allows the map's worker, and the tile server's origin. */
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

/** Reads imbalances only when the map shows them. Null: no stock is published. */
async function findCarte({ deps, memoire }: Site, c: Context<Env>, epci: string): Promise<CarteDetaillee | null> {
  const question = readQuestion(epci, c.req.query());
  if (question.indicateur !== "desequilibre") return computeCarte(c.var.base, question);
  const { analyse } = await readDesequilibres(c.var.base, memoire, {
    epci,
    millesime: question.millesime,
    enquete: null,
    methode: null,
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
  throw pageIntrouvable("Aucun parc n’est publié : il n’y a pas encore de carte.");
}

const texteSchema = ouRien(z.string().max(200));
const questionSchema = z.object({
  millesime: ouRien(z.string().max(20)),
  indicateur: ouRien(z.enum(INDICATEURS_CARTE)).transform((value) => value ?? "vacance"),
  bailleur: ouRien(z.string().regex(/^\d{9}$/)),
  commune: ouRien(z.string().regex(/^\d[\dAB]\d{3}$/)),
  classe: ouRien(z.coerce.number().int().min(0).max(6)),
});

/** Throws `saisie-invalide`. */
function readQuestion(epci: string, parametres: Readonly<Record<string, unknown>>): QuestionCarte {
  return { epci, ...parseInput(questionSchema, parametres) };
}
