import { randomUUID } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { Refus } from "../../regles/shared/refus.ts";
import type { AppDeps, Env } from "../deps.ts";
import { methodeOf, routeOf } from "./route-of.ts";
import { statutOf } from "./statut.ts";

/**
 * One line per request: pseudonym, territory, route and decision. It holds the route rather than the address, and nothing that the client wrote, so
 * that no identifier enters the log. The id of the request is drawn by us, and returned in `x-requete`.
 */
export function logRequests({ log, hash }: Pick<AppDeps, "log" | "hash">): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requete = randomUUID();
    c.set("requete", requete);
    const started = performance.now();
    await next();
    // Set last: a cached answer would keep the id too.
    c.res.headers.set("x-requete", requete);
    const ms = Math.round(performance.now() - started);
    const route = { methode: methodeOf(c), route: routeOf(c), statut: c.res.status };
    log.info({ requete, ...route, ms, ...whoOf(c, hash), ...decisionOf(c) }, "requête");
  };
}

/** `acteur`: null when not logged in. `epci`: that of the address when the person has a role there, else null. */
function whoOf(
  c: Context<Env>,
  hash: AppDeps["hash"],
): { readonly acteur: string | null; readonly epci: string | null } {
  // A request may be refused before the actor is known.
  const { acteur } = c.var as Partial<Env["Variables"]>;
  const asked = c.req.param("epci");
  const epci = acteur?.habilitations.find((habilitation) => habilitation.epci === asked)?.epci ?? null;
  const compte = acteur?.compte ?? null;
  return { acteur: compte === null ? null : pseudonymOf(compte, hash), epci };
}

/** An account keeps its pseudonym as long as the key of the installation. */
function pseudonymOf(compte: number, hash: AppDeps["hash"]): string {
  return hash(`acteur ${compte}`).slice(0, 8);
}

/** Refusals about who asks and from where. 404 is one: it hides what a person may not see. */
const ACCES_REFUSE: ReadonlySet<number> = new Set([401, 403, 404, 405, 421, 429]);

/** `refus`: code of the refusal, null: none. The code decides rather than the status: « Connectez-vous » may be a redirection. */
function decisionOf({ error, res }: Context<Env>): { decision: "ouvert" | "refuse"; refus: string | null } {
  const refus = error instanceof Refus ? error : null;
  const statut = refus === null ? res.status : statutOf(refus);
  return { decision: ACCES_REFUSE.has(statut) ? "refuse" : "ouvert", refus: refus?.code ?? null };
}
