import { computeVueEnsemble } from "#application/observatoire/vue-ensemble.ts";
import { renderVueEnsemblePage } from "#web/parc/vue-ensemble-page.tsx";
import { garde } from "../acces/garde.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, type Site } from "../site.ts";

/** `/t/:epci/observatoire`: where one arrives. */
export function vueEnsembleRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  return new Routes().get("/t/:epci/observatoire", garde("indicateur-interne", "lire"), cache, async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const vue = await computeVueEnsemble(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
    return c.html(renderVueEnsemblePage({ cadre, vue }));
  });
}
