import type { Context } from "hono";
import { z } from "zod";
import { computeLoyers, type Loyers, type QuestionLoyers } from "#application/loyer/compute-loyers.ts";
import { MAILLES_LOYER, PARTIES_LOYER } from "#application/loyer/ports.ts";
import { TYPES_MENAGE } from "#domain/loyer/menage.ts";
import { Refus } from "#domain/shared/refus.ts";
import { CHEMIN_LOYERS, renderLoyersPage, renderLoyersVide } from "#web/loyer/loyers-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { drawAhead } from "../observatoire/draw-ahead.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, readFond, type Site } from "../site.ts";

/** `/t/:epci/observatoire/loyers`: rents of the stock, and who may pay them, under hypotheses that the address keeps. */
export function loyerRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes().get(`/t/:epci/${CHEMIN_LOYERS}`, garde("indicateur-interne", "lire"), cache, (c) =>
    showLoyers(site, c),
  );
  return figureRoutes(app, site, {
    chemin: CHEMIN_LOYERS,
    read: async (c, epci) => {
      const loyers = await computeLoyers(c.var.base, readQuestion(epci, c.req.query()));
      if (loyers === null)
        throw new Refus("page-introuvable", "Aucun parc n’est publié : il n’y a pas encore de loyers.");
      return { figures: loyers.figures, fond: await fondOf(site, c, loyers) };
    },
  });
}

async function showLoyers(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const question = readQuestion(epci, c.req.query());
  const loyers = await computeLoyers(c.var.base, question);
  if (loyers === null) return c.html(renderLoyersVide(cadre, epci));
  const comparer = parseInput(comparerSchema, c.req.query("comparer"));
  const fond = await fondOf(site, c, loyers);
  await drawAhead(loyers.figures, fond, { comparer });
  return c.html(renderLoyersPage({ cadre, loyers, fond, comparer }));
}

/** Contours are read for the pages that have a map. */
async function fondOf(site: Site, c: Context<Env>, { question, figures }: Loyers) {
  if (figures.every(({ carte }) => carte === null)) return null;
  return readFond(site, c.var.base, question.epci, Number(question.millesime.slice(0, 4)));
}

/** An empty field says nothing. */
function orNull<T>(schema: z.ZodType<T>) {
  return z
    .literal("")
    .transform(() => null)
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);
}

/** « 2,5 » as « 2.5 ». */
function between(min: number, max: number) {
  const nombre = z.string().regex(/^\d{1,6}([.,]\d{1,2})?$/);
  return orNull(nombre.transform((texte) => Number(texte.replace(",", "."))).pipe(z.number().min(min).max(max)));
}

function whole(min: number, max: number) {
  return orNull(z.coerce.number().int().min(min).max(max));
}

const comparerSchema = orNull(z.string().max(200));

const questionSchema = z.object({
  millesime: orNull(z.string().regex(/^\d{4}$/)),
  maille: orNull(z.enum(MAILLES_LOYER)),
  partie: orNull(z.enum(PARTIES_LOYER)),
  secteur: orNull(z.string().max(200)),
  commune: orNull(z.string().regex(/^\d[\dAB]\d{3}$/)),
  bailleur: orNull(z.string().regex(/^\d{9}$/)),
  annee: whole(2000, 2100),
  ressources: whole(0, 100_000),
  charges: between(0, 10),
  effort: between(1, 100),
  pieces: whole(0, 5),
  mobilite: between(0, 100),
  menage: orNull(z.enum(TYPES_MENAGE.map(({ code }) => code))),
});

function readQuestion(epci: string, parametres: Readonly<Record<string, unknown>>): QuestionLoyers {
  const { maille, partie, ...question } = parseInput(questionSchema, parametres);
  return { ...question, epci, maille: maille ?? "grand-territoire", partie: partie ?? "loyers" };
}
