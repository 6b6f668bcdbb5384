import type { Hono, NotFoundHandler } from "hono";
import { pageIntrouvable, Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";

const METHODES = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** `methode-refusee` with the allowed methods when the address is one of ours, else `page-introuvable`. */
export function handleNotFound(app: Hono<Env>): NotFoundHandler<Env> {
  return (c) => {
    const allowed = METHODES.filter((method) => hasRoute(app, method, c.req.path));
    if (allowed.length === 0) {
      throw pageIntrouvable();
    }
    c.header("allow", allowed.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", "));
    throw new Refus(
      "methode-refusee",
      "Cette adresse ne se demande pas de cette façon. Ouvrez-la depuis les pages de Blaise.",
      {},
      "methode",
    );
  };
}

/** Ignores middlewares, which the router matches for every method. */
function hasRoute(app: Hono<Env>, method: string, path: string): boolean {
  const [handlers] = app.router.match(method, path);
  return handlers.some(([[, route]]) => route.method === method);
}
