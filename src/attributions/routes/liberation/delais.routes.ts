import { figureRoutes } from "#observatoire/routes/figures.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeDelais } from "../../lectures/liberation/figures-delais.ts";
import { CHEMIN_DELAIS } from "../../pages/liberation/chemins.ts";
import { renderDelaisAttributionPage } from "../../pages/liberation/delais-page.tsx";
import { readDepuis } from "./depuis.ts";

/** `/t/:epci/liberations/delais`, and the files of its figures. */
export function delaisRoutes(site: Site): Routes {
  const app = new Routes().get(`/t/:epci/${CHEMIN_DELAIS}`, garde("logement-prive", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const question = readDepuis(site, c, epci);
    const delais = await computeDelais(c.var.base, question);
    return c.html(renderDelaisAttributionPage({ cadre, epci, delais, depuis: question.depuis }));
  });
  return figureRoutes(app, site, {
    chemin: CHEMIN_DELAIS,
    read: async (c, epci) => ({ ...(await computeDelais(c.var.base, readDepuis(site, c, epci))), fond: null }),
  });
}
