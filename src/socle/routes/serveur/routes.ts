import { type Context, type Handler, Hono, type MiddlewareHandler } from "hono";
import type { Env } from "../deps.ts";

/** A guard, a cache, or what answers. */
type Geste = Handler<Env> | MiddlewareHandler<Env>;

/**
 * The routes of a context, in the order in which they are tried. Hono's own type carries the address, the inputs and the answer of each for a
 * typed client that we do not have: chained, our 550 routes were a sixth of all that the compiler had to hold.
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

/** What stands in the address under that name. An address without it is a defect of the route that asks. */
export function paramOf(c: Context<Env>, nom: string): string {
  const valeur = c.req.param(nom);
  if (valeur === undefined) throw new Error(`no :${nom} in ${c.req.path}`);
  return valeur;
}
