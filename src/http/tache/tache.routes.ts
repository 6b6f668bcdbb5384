import { rememberEcarts } from "#application/tache/ecarts-controles.ts";
import { createSources, readAFaire } from "#application/tache/read-a-faire.ts";
import { habilitationsIn } from "#domain/habilitation/peut.ts";
import { renderAFairePage } from "#web/tache/a-faire-page.tsx";
import { gardeMembre } from "../acces/garde.ts";
import { cacheWhileUnwritten } from "../serveur/answer-cache.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, type Site } from "../site.ts";

/** A few numbers each. */
const TERRITOIRES_MAX = 64;

/** `/t/:epci/a-faire`: the home page of whoever holds something in the territory. */
export function tacheRoutes(site: Site): Routes {
  const { horloge } = site.deps;
  const sources = createSources(rememberEcarts(TERRITOIRES_MAX));
  const cache = cacheWhileUnwritten(site.deps, { parMinute: true });
  return new Routes().get("/t/:epci/a-faire", gardeMembre(), cache, async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const { acteur, base } = c.var;
    const question = { epci, aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
    const aFaire = await readAFaire(base, question, sources);
    return c.html(renderAFairePage({ cadre, aFaire, habilitations: habilitationsIn(acteur, epci) }));
  });
}
