import type { Context } from "hono";
import { hashJeton } from "#socle/lectures/connexion/jeton.ts";
import { nonConnecte, Refus } from "#socle/regles/shared/refus.ts";
import { readJeton, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { AppDeps, Env } from "#socle/routes/deps.ts";
import type { SiteCadre } from "#socle/routes/site.ts";
import type { EnvoiLienDeps } from "../../lectures/connexion/envoyer-lien.ts";
import type { Entree } from "../../lectures/connexion/login.ts";
import type { Moyen, SessionLue } from "../../lectures/connexion/ports.ts";

export type SiteConnexion = SiteCadre & { readonly deps: Pick<AppDeps, "connexion" | "courrier"> };

/** What a message to the address of an account is made with. */
export function envoiLienDeps({ deps: { connexion, courrier } }: SiteConnexion): EnvoiLienDeps {
  const { queries, horloge, origine } = connexion;
  return { queries, horloge, origine, courrier };
}

/** The login page with the reason in front: what every means of coming in answers when it refuses. */
export type ShowRefus = (site: SiteConnexion, c: Context<Env>, refus: Refus, retour: string) => Promise<Response>;

/** Puts the new session in the browser, closes the one it replaces, and goes on. `retour` has been checked. */
export async function enter(
  { deps: { connexion } }: SiteConnexion,
  c: Context<Env>,
  { entree, moyen, retour }: { readonly entree: Entree; readonly moyen: Moyen; readonly retour: string },
): Promise<Response> {
  const former = readJeton(c, connexion);
  if (former !== undefined) await connexion.queries.closeSession(hashJeton(former), connexion.horloge.maintenant());
  writeCookie(c, connexion, "session", entree.jeton);
  connexion.log.info({ requete: c.get("requete"), compte: entree.compte, moyen }, "connexion");
  c.header("cache-control", "no-store");
  return c.redirect(retour, 303);
}

/** The refusal, in the log by its code alone, and how long to wait; anything else is a defect and goes on up. */
export function refusalOf(
  { deps: { connexion } }: SiteConnexion,
  c: Context<Env>,
  error: unknown,
  moyen: Moyen,
): Refus {
  if (!(error instanceof Refus)) throw error;
  connexion.log.info({ requete: c.get("requete"), refus: error.code, moyen }, "connexion refusée");
  sayWait(c, error);
  return error;
}

/** `retry-after` on the page that says how long to wait. */
export function sayWait(c: Context, { code, details }: Refus): void {
  if (code === "trop-d-essais") c.header("retry-after", String(details.attenteS));
}

/** The session of this request with its account. Throws `connexion-requise`. */
export async function currentSession({ deps: { connexion } }: SiteConnexion, c: Context<Env>): Promise<SessionLue> {
  const empreinte = c.get("session");
  const lue =
    empreinte === null ? null : await connexion.queries.findSession(empreinte, connexion.horloge.aujourdhui());
  if (!lue) throw nonConnecte("connexion-requise", "Connectez-vous pour voir cette page.");
  return lue;
}

/** JSON written by the browser in a form's field; null when it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
