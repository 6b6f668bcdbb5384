import { computeSegregationLue } from "#application/segregation/compute-segregation.ts";
import { CHEMIN_SEGREGATION, renderSegregationPage } from "#web/segregation/segregation-page.tsx";
import { garde } from "../acces/garde.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, type Site } from "../site.ts";

/** `/t/:epci/observatoire/segregation` and the files of its figures. */
export function segregationRoutes(site: Site): Routes {
  const app = new Routes().get(
    `/t/:epci/${CHEMIN_SEGREGATION}`,
    garde("indicateur-interne", "lire"),
    // Made of what is published alone.
    cacheAnswers(site.deps),
    async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      return c.html(renderSegregationPage({ cadre, lue: await computeSegregationLue(c.var.base, epci) }));
    },
  );
  return figureRoutes(app, site, {
    chemin: CHEMIN_SEGREGATION,
    read: (c, epci) => computeSegregationLue(c.var.base, epci),
  });
}
