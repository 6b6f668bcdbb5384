import { Hono } from "hono";
import { buildCadre } from "#application/bilan/cadre.ts";
import { computeBilan } from "#application/bilan/compute-bilan.ts";
import { buildMethodes } from "#application/bilan/methodes.ts";
import { listTaches } from "#application/tache/list-taches.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import { renderAccueilPage } from "#web/accueil/accueil-page.tsx";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { renderAccessibilitePage } from "#web/site/accessibilite-page.tsx";
import { renderMethodePage } from "#web/site/methode-page.tsx";
import { renderAFairePage } from "#web/tache/a-faire-page.tsx";
import type { Env } from "./deps.ts";
import { emptyCadre, openCadre, type Site } from "./site.ts";

/** Home, tasks, and the pages that depend on no territory. */
export function siteRoutes(site: Site): Hono<Env> {
  const { base, horloge } = site.deps;
  return new Hono<Env>()
    .get("/", async (c) => {
      const [first, ...others] = await base.territoires.list();
      return c.redirect(first && others.length === 0 ? hrefTerritoire(first.epci, "a-faire") : "/territoires", 302);
    })
    .get("/territoires", async (c) =>
      c.html(renderAccueilPage({ cadre: emptyCadre(site), territoires: await base.territoires.list() })),
    )
    .get("/t/:epci", async (c) => {
      const { epci } = await openCadre(site, c);
      return c.redirect(hrefTerritoire(epci, "a-faire"), 302);
    })
    .get("/t/:epci/a-faire", async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const aujourdhui = horloge.aujourdhui();
      const compute = (annee: number) => computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null });
      const taches = await listTaches(base, epci, aujourdhui, compute);
      return c.html(renderAFairePage({ cadre, taches, aujourdhui }));
    })
    .get("/t/:epci/methode", async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const annee = (await base.cubes.annees(epci)).at(-1) ?? currentYear(horloge);
      const seuil = await base.cubes.seuil(epci, annee);
      return c.html(renderMethodePage({ cadre, methodes: methodesOf(annee, seuil), annee }));
    })
    .get("/methode", (c) => {
      const annee = currentYear(horloge);
      return c.html(renderMethodePage({ cadre: emptyCadre(site), methodes: methodesOf(annee, null), annee }));
    })
    .get("/accessibilite", (c) => c.html(renderAccessibilitePage(emptyCadre(site))));
}

function methodesOf(annee: number, seuil: Parameters<typeof buildMethodes>[1]) {
  return buildMethodes(buildCadre(yearPeriode(annee), []), seuil);
}

function currentYear(horloge: Site["deps"]["horloge"]): number {
  return Number(horloge.aujourdhui().slice(0, 4));
}
