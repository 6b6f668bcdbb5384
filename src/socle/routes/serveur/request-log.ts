import { randomUUID } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { Refus } from "../../regles/shared/refus.ts";
import type { AppDeps, Env } from "../deps.ts";
import { methodeOf, routeOf } from "./route-of.ts";
import { statutOf } from "./statut.ts";

/**
 * One line a request: who under a pseudonym, on which territory, by which route, and what was decided. The route and not its address, and
 * nothing that the client wrote, so that no identifier enters the log. The id of the request is ours alone, and goes back in `x-requete`.
 */
export function logRequests({ log, hash }: Pick<AppDeps, "log" | "hash">): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requete = randomUUID();
    c.set("requete", requete);
    const started = performance.now();
    await next();
    // Not before: an answer kept for the next reader would keep the id too.
    c.res.headers.set("x-requete", requete);
    const ms = Math.round(performance.now() - started);
    const route = { methode: methodeOf(c), route: routeOf(c), statut: c.res.status };
    log.info({ requete, ...route, ms, ...whoOf(c, hash), ...decisionOf(c) }, "requête");
  };
}

/** `acteur`: null when nobody has logged in. `epci`: that of the address when it is also one of the person's, else null. */
function whoOf(
  c: Context<Env>,
  hash: AppDeps["hash"],
): { readonly acteur: string | null; readonly epci: string | null } {
  // A request can be refused before anybody has been looked for.
  const { acteur } = c.var as Partial<Env["Variables"]>;
  const asked = c.req.param("epci");
  const epci = acteur?.habilitations.find((habilitation) => habilitation.epci === asked)?.epci ?? null;
  const compte = acteur?.compte ?? null;
  return { acteur: compte === null ? null : pseudonymOf(compte, hash), epci };
}

/** The same account has the same pseudonym as long as the key of the installation lives. */
function pseudonymOf(compte: number, hash: AppDeps["hash"]): string {
  return hash(`acteur ${compte}`).slice(0, 8);
}

/** Refusals about who asks and from where. What a person may not see is a 404: it is one of them. */
const ACCES_REFUSE: ReadonlySet<number> = new Set([401, 403, 404, 405, 421, 429]);

/** `refus`: the code of what was refused, null when nothing was. A page « Connectez-vous » may be a redirection: the code decides. */
function decisionOf({ error, res }: Context<Env>): { decision: "ouvert" | "refuse"; refus: string | null } {
  const refus = error instanceof Refus ? error : null;
  const statut = refus === null ? res.status : statutOf(refus);
  return { decision: ACCES_REFUSE.has(statut) ? "refuse" : "ouvert", refus: refus?.code ?? null };
}
