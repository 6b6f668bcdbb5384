import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

/** The pattern of the route that the request reaches (« /t/:epci/bilan »), and never its address; « aucune » when there is none. */
export function routeOf(c: Context): string {
  const route = matchedRoutes(c).at(-1);
  return route === undefined || route.method === "ALL" ? "aucune" : route.path;
}

const METHODES: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** A client may invent methods; logs and metrics only know these. */
export function methodeOf(c: Context): string {
  return METHODES.has(c.req.method) ? c.req.method : "AUTRE";
}
