import type { Hono } from "hono";
import { type Declaration, declarationOf } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";

export type Route = { readonly methode: string; readonly chemin: string; readonly declaration: Declaration | null };

/** Every route of the product, with what it declares. */
export function routesOf(app: Hono<Env>): readonly Route[] {
  const found = new Map<string, Route>();
  const covers = (pattern: string, path: string) =>
    pattern === path || (pattern.endsWith("/*") && path.startsWith(pattern.slice(0, -1)));
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    const own = app.routes.filter((route) => ["ALL", method].includes(route.method) && covers(route.path, path));
    const declaration = own.map(({ handler }) => declarationOf(handler)).find((one) => one !== null) ?? null;
    found.set(`${method} ${path}`, { methode: method, chemin: path, declaration });
  }
  return [...found.values()];
}
