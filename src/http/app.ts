import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { Refus } from "#domain/shared/refus.ts";
import { apiRoutes } from "./api/routes.ts";
import { Assets } from "./assets.ts";
import { bilanRoutes } from "./bilan.routes.ts";
import { depotRoutes } from "./depot.routes.ts";
import { Depots } from "./depots.ts";
import type { AppDeps, Env } from "./deps.ts";
import { localiserRoutes } from "./localiser.routes.ts";
import { lotRoutes } from "./lot.routes.ts";
import { handleError } from "./on-error.ts";
import { rapportRoutes } from "./rapport.routes.ts";
import { logRequests } from "./request-log.ts";
import { refuseCrossSite, restrictHosts, securityHeaders } from "./security.ts";
import { siteRoutes } from "./site.routes.ts";
import { emptyCadre, type Site } from "./site.ts";

/** Forms are small; the deposit of files has its own limits, and the report's comments theirs. */
const FORMULAIRE_MAX = 500_000;

/** The whole server: pages, documents, API. It opens nothing: give it to `serveApp`, or ask it with `app.request`. */
export function createApp(deps: AppDeps): Hono<Env> {
  const assets = new Assets();
  const site: Site = { deps, ressources: assets.ressources, depots: new Depots(deps) };
  const app = new Hono<Env>();
  app.onError(handleError(deps, emptyCadre(site)));
  app.notFound(() => {
    throw new Refus("page-introuvable", "Cette page n’existe pas, ou n’existe plus. Vérifiez l’adresse.");
  });
  app.use(logRequests(deps));
  app.use(securityHeaders);
  if (deps.hotes) app.use(restrictHosts(deps.hotes));
  app.use(refuseCrossSite);
  app.use(compress());
  app.route("/statique", assets.routes());
  addProbes(app, deps);
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "private, no-cache");
  });
  const limit = bodyLimit({ maxSize: FORMULAIRE_MAX });
  app.use((c, next) => (c.req.path.endsWith("/donnees/deposer") ? next() : limit(c, next)));
  app.route("/api/v1", apiRoutes(site));
  for (const routes of [siteRoutes, bilanRoutes, rapportRoutes, depotRoutes, localiserRoutes, lotRoutes]) {
    app.route("/", routes(site));
  }
  return app;
}

/** `/vivant`: the process answers. `/pret`: and its database too. */
function addProbes(app: Hono<Env>, { base, version }: AppDeps): void {
  app.get("/vivant", (c) => c.json({ vivant: true, version }));
  app.get("/pret", async (c) => {
    const pret = await base.territoires.list().then(
      () => true,
      () => false,
    );
    return c.json({ pret }, pret ? 200 : 503);
  });
}
