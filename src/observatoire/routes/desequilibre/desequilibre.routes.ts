import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readDesequilibres, readEtatDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { buildVue } from "../../lectures/desequilibre/vue.ts";
import { nameAbsentsRpls } from "../../lectures/parc/champs.ts";
import { CHEMIN_DESEQUILIBRES } from "../../pages/desequilibre/chemin.ts";
import { renderDesequilibresPage } from "../../pages/desequilibre/desequilibres-page.tsx";
import { drawAhead } from "../draw-ahead.ts";
import { figureRoutes } from "../figures.ts";
import { ficheRoutes } from "./fiche.routes.ts";
import { listesRoutes } from "./listes.routes.ts";
import { methodeRoutes } from "./methode.routes.ts";
import { readVueDemandee } from "./question.ts";

/** `/t/:epci/observatoire/desequilibres` and the fiches of résidences. */
export function desequilibreRoutes(site: Site): Routes {
  const app = new Routes();
  const cache = cacheAnswers(site.deps, readEtatDesequilibres);
  app.get(`/t/:epci/${CHEMIN_DESEQUILIBRES}`, garde("indicateur-interne", "lire"), cache, (c) =>
    showDesequilibres(site, c),
  );
  figureRoutes(app, site, {
    chemin: CHEMIN_DESEQUILIBRES,
    read: async (c, epci) => {
      const { vue } = await readVue(site, c, epci);
      return { figures: vue?.figures ?? [] };
    },
  });
  ficheRoutes(app, site);
  methodeRoutes(app, site);
  listesRoutes(app, site);
  return app;
}

async function readVue({ deps, memoire }: Site, c: Context<Env>, epci: string) {
  const asked = readVueDemandee(epci, c.req.query(), deps.horloge.aujourdhui());
  const lus = await readDesequilibres(c.var.base, memoire, asked.question);
  if (!lus.analyse) return { ...asked, lus, vue: null };
  const vue = buildVue(lus.analyse, asked.filtre);
  const { millesime } = lus.analyse;
  return {
    ...asked,
    lus,
    vue: { ...vue, figures: await nameAbsentsRpls(c.var.base, { epci, millesime }, vue.figures) },
  };
}

async function showDesequilibres(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  const [{ lus, vue, filtre, adresse }, fond] = await Promise.all([
    readVue(site, c, epci),
    readFond(site, base, epci, annee),
  ]);
  await drawAhead(vue?.figures ?? [], fond, adresse);
  return c.html(
    renderDesequilibresPage({
      cadre,
      epci,
      lus,
      vue,
      filtre,
      fond,
      question: adresse,
      deposer: peut(acteur, "lot", "creer", epci),
    }),
  );
}
