import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

/** The pattern of the matched route (« /t/:epci/bilan »), never the address; « aucune » without a match. */
export function routeOf(c: Context): string {
  const route = matchedRoutes(c).at(-1);
  return route === undefined || route.method === "ALL" ? "aucune" : route.path;
}

const METHODES: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Clients may invent methods; logs and metrics only know these. */
export function methodeOf(c: Context): string {
  return METHODES.has(c.req.method) ? c.req.method : "AUTRE";
}
