import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import { gardeMembre } from "#socle/routes/acces/garde.ts";
import { cacheWhileUnwritten } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readAFaire } from "../../lectures/tache/read-a-faire.ts";
import { renderAFairePage } from "../../pages/tache/a-faire-page.tsx";

/** `/t/:epci/a-faire`: home page of a member of the territory. */
export function tacheRoutes(site: Site): Routes {
  const { horloge } = site.deps;
  const cache = cacheWhileUnwritten(site.deps, { parMinute: true });
  return new Routes().get("/t/:epci/a-faire", gardeMembre(), cache, async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const { acteur, base } = c.var;
    const question = { epci, aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
    const aFaire = await readAFaire(base, question, site.taches);
    return c.html(renderAFairePage({ cadre, aFaire, habilitations: habilitationsIn(acteur, epci) }));
  });
}
