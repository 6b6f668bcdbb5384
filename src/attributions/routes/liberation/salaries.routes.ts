import { figureRoutes } from "#observatoire/routes/figures.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeSalaries } from "../../lectures/bail/figures-salaries.ts";
import { CHEMIN_SALARIES } from "../../pages/liberation/chemins.ts";
import { renderSalariesPage } from "../../pages/liberation/salaries-page.tsx";
import { readDepuis } from "./depuis.ts";

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
