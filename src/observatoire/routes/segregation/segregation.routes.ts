import { garde } from "#socle/routes/acces/garde.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeSegregationLue } from "../../lectures/segregation/compute-segregation.ts";
import { CHEMIN_SEGREGATION, renderSegregationPage } from "../../pages/segregation/segregation-page.tsx";
import { figureRoutes } from "../figures.ts";

/** `/t/:epci/observatoire/segregation` and the files of its figures. */
export function segregationRoutes(site: Site): Routes {
  const app = new Routes().get(
    `/t/:epci/${CHEMIN_SEGREGATION}`,
    garde("indicateur-interne", "lire"),
    // Only depends on published data.
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
