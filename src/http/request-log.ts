import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppDeps, Env } from "./deps.ts";

/** One line a request: its route and not its address, so that no identifier enters the log. */
export function logRequests({ log }: Pick<AppDeps, "log">): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requete = randomUUID();
    c.set("requete", requete);
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    log.info({ requete, methode: c.req.method, route: routePath(c, -1), statut: c.res.status, ms }, "requête");
  };
}
