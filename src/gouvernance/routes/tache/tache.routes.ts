import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import { garde, gardeMembre } from "#socle/routes/acces/garde.ts";
import { cacheWhileUnwritten } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readAFaire } from "../../lectures/tache/read-a-faire.ts";
import { renderAFairePage } from "../../pages/tache/a-faire-page.tsx";
import { renderDemarragePage } from "../../pages/tache/demarrage-page.tsx";

/** `/t/:epci/a-faire`: the home page of whoever holds something in the territory; `/t/:epci/demarrage`: the way to its first report. */
export function tacheRoutes(site: Site): Routes {
  const { horloge } = site.deps;
  const cache = cacheWhileUnwritten(site.deps, { parMinute: true });
  const questionOf = (epci: string) => ({
    epci,
    aujourdhui: horloge.aujourdhui(),
    maintenant: horloge.maintenant(),
  });
  return new Routes()
    .get("/t/:epci/a-faire", gardeMembre(), cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const { acteur, base } = c.var;
      const [aFaire, demarrage] = await Promise.all([
        readAFaire(base, questionOf(epci), site.taches),
        site.readDemarrage(base, questionOf(epci)),
      ]);
      return c.html(renderAFairePage({ cadre, aFaire, demarrage, habilitations: habilitationsIn(acteur, epci) }));
    })
    .get("/t/:epci/demarrage", garde("habilitation", "lire"), async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      return c.html(
        renderDemarragePage({ cadre, demarrage: await site.readDemarrage(c.var.base, questionOf(epci), true) }),
      );
    });
}
