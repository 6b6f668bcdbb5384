import { type Context, Hono } from "hono";
import { z } from "zod";
import { computeDelais, type QuestionDelais } from "#application/liberation/figures-delais.ts";
import { addMonths } from "#domain/shared/calendrier.ts";
import { CHEMIN_DELAIS } from "#web/liberation/chemins.ts";
import { renderDelaisAttributionPage } from "#web/liberation/delais-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { parseInput } from "../serveur/input.ts";
import { openCadre, type Site } from "../site.ts";

/** `/t/:epci/liberations/delais`, and the files of its figures. */
export function delaisRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>().get(`/t/:epci/${CHEMIN_DELAIS}`, garde("logement-prive", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const question = readQuestion(site, c, epci);
    const delais = await computeDelais(c.var.base, question);
    return c.html(renderDelaisAttributionPage({ cadre, epci, delais, depuis: question.depuis }));
  });
  return figureRoutes(app, site, {
    chemin: CHEMIN_DELAIS,
    read: async (c, epci) => ({ ...(await computeDelais(c.var.base, readQuestion(site, c, epci))), fond: null }),
  });
}

const schema = z.object({ depuis: z.literal("").or(z.iso.date()).optional() });

/** A year by default. Throws `saisie-invalide`. */
function readQuestion(site: Site, c: Context<Env>, epci: string): QuestionDelais {
  const { depuis } = parseInput(schema, c.req.query());
  const aujourdhui = site.deps.horloge.aujourdhui();
  return { epci, depuis: depuis || addMonths(aujourdhui, -12), aujourdhui };
}
