import { type Context, type Handler, Hono, type MiddlewareHandler } from "hono";
import type { Env } from "../deps.ts";

type Geste = Handler<Env> | MiddlewareHandler<Env>;

/**
 * The routes of a context, in the order in which they are tried. Hono's own chained type carries the address, inputs and answer of each route for a
 * typed client that we do not have: for our 550 routes, that was a sixth of the compiler's memory.
 */
export class Routes {
  readonly hono = new Hono<Env>();

  get(chemin: string, premier: Geste, ...suivants: readonly Geste[]): this {
    this.hono.get(chemin, premier, ...suivants);
    return this;
  }

  post(chemin: string, premier: Geste, ...suivants: readonly Geste[]): this {
    this.hono.post(chemin, premier, ...suivants);
    return this;
  }

  route(chemin: string, autres: Routes): this {
    this.hono.route(chemin, autres.hono);
    return this;
  }
}

/** A parameter of the address. Throws a plain error when the route does not have it: a defect of the caller. */
export function paramOf(c: Context<Env>, nom: string): string {
  const valeur = c.req.param(nom);
  if (valeur === undefined) throw new Error(`no :${nom} in ${c.req.path}`);
  return valeur;
}
