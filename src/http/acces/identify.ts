import type { Context, MiddlewareHandler } from "hono";
import { resolveSession } from "#application/connexion/session.ts";
import { resolveVisite } from "#application/dossier/acces.ts";
import { type Acteur, PUBLIC } from "#domain/habilitation/acteur.ts";
import { readCookie, readJeton } from "../connexion/cookie.ts";
import type { AppDeps, Env } from "../deps.ts";

/**
 * Says who asks, at each request: the habilitations are read again, so that a revocation takes effect at once. Without an account it is the
 * household whose visit the browser holds; whoever brings nothing, or what no longer holds, is the public.
 */
export function identify({ bases, connexion }: Pick<AppDeps, "bases" | "connexion">): MiddlewareHandler<Env> {
  return async (c, next) => {
    const jeton = readJeton(c, connexion);
    const found = jeton === undefined ? null : await resolveSession(connexion, jeton);
    const acteur: Acteur = found?.acteur ?? (await readMenage(c, connexion)) ?? PUBLIC;
    c.set("bases", bases);
    c.set("acteur", acteur);
    c.set("fermees", found?.fermees ?? []);
    c.set("session", found?.session.empreinte ?? null);
    c.set("base", bases.pour(acteur));
    await next();
  };
}

async function readMenage(c: Context<Env>, connexion: AppDeps["connexion"]): Promise<Acteur | null> {
  const jeton = readCookie(c, connexion, "dossier");
  return jeton === "" ? null : resolveVisite(connexion, jeton);
}
