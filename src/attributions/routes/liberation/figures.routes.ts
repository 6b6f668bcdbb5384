import type { Context } from "hono";
import { z } from "zod";
import { figureRoutes } from "#observatoire/routes/figures.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeSalaries } from "../../lectures/bail/figures-salaries.ts";
import { computeDelais } from "../../lectures/liberation/figures-delais.ts";
import { CHEMIN_DELAIS, CHEMIN_SALARIES } from "../../pages/liberation/chemins.ts";
import { renderDelaisAttributionPage } from "../../pages/liberation/delais-page.tsx";
import { renderSalariesPage } from "../../pages/liberation/salaries-page.tsx";

/** `/t/:epci/liberations/delais`, and the files of its figures. */
export function delaisRoutes(site: Site): Routes {
  const app = new Routes().get(`/t/:epci/${CHEMIN_DELAIS}`, garde("logement-prive", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const question = readDepuis(site, c, epci);
    const delais = await computeDelais(c.var.base, question);
    const { figure = null } = parseInput(z.object({ figure: z.string().max(40).optional() }), c.req.query());
    return c.html(renderDelaisAttributionPage({ cadre, epci, delais, depuis: question.depuis, figure }));
  });
  return figureRoutes(app, site, {
    chemin: CHEMIN_DELAIS,
    read: async (c, epci) => ({ ...(await computeDelais(c.var.base, readDepuis(site, c, epci))), fond: null }),
  });
}

/** `/t/:epci/liberations/salaries`, and the files of its figures. */
export function salariesRoutes(site: Site): Routes {
  const app = new Routes().get(`/t/:epci/${CHEMIN_SALARIES}`, garde("attribution", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const question = readDepuis(site, c, epci);
    const salaries = await computeSalaries(c.var.base, question);
    return c.html(renderSalariesPage({ cadre, epci, salaries, depuis: question.depuis }));
  });
  return figureRoutes(app, site, {
    chemin: CHEMIN_SALARIES,
    read: async (c, epci) => ({ ...(await computeSalaries(c.var.base, readDepuis(site, c, epci))), fond: null }),
  });
}

const schema = z.object({ depuis: ouRien(z.iso.date()) });

/** From the day of the URL, else a year ago. Throws `saisie-invalide`. */
function readDepuis({ deps }: Site, c: Context<Env>, epci: string) {
  const { depuis } = parseInput(schema, c.req.query());
  const aujourdhui = deps.horloge.aujourdhui();
  return { epci, depuis: depuis ?? addMonths(aujourdhui, -12), aujourdhui };
}
