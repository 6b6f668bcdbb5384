import { Hono } from "hono";
import { readAFaire } from "#application/tache/read-a-faire.ts";
import { habilitationsIn } from "#domain/habilitation/peut.ts";
import { renderAFairePage } from "#web/tache/a-faire-page.tsx";
import { gardeMembre } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { openCadre, type Site } from "../site.ts";

/** `/t/:epci/a-faire`: the home page of whoever holds something in the territory. */
export function tacheRoutes(site: Site): Hono<Env> {
  const { horloge } = site.deps;
  return new Hono<Env>().get("/t/:epci/a-faire", gardeMembre(), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const { acteur, base } = c.var;
    const question = { epci, aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
    const aFaire = await readAFaire(base, question);
    return c.html(renderAFairePage({ cadre, aFaire, habilitations: habilitationsIn(acteur, epci) }));
  });
}
