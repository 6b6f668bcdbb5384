import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readInstances } from "../lectures/instance-lire.ts";
import { renderInstancesPage } from "../pages/instance-liste-page.tsx";
import { instanceActes } from "./instances-ecriture.ts";

/** `/t/:epci/commission`: instances, members and contacts. */
export function instancesRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/commission", garde("instance", "lire"), (c) => showInstances(site, c))
    .route("/", instanceActes(site));
}

async function showInstances(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lues = await readInstances(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  return c.html(renderInstancesPage({ cadre, lues }));
}
