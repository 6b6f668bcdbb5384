import { garde } from "#socle/routes/acces/garde.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeVueEnsemble } from "../../lectures/vue-ensemble.ts";
import { renderVueEnsemblePage } from "../../pages/parc/vue-ensemble-page.tsx";

/** `/t/:epci/observatoire`: the overview. */
export function vueEnsembleRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  return new Routes().get("/t/:epci/observatoire", garde("indicateur-interne", "lire"), cache, async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const vue = await computeVueEnsemble(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
    return c.html(renderVueEnsemblePage({ cadre, vue }));
  });
}
