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

/** Dependencies of a message to an account's address. */
export function envoiLienDeps({ deps: { connexion, courrier } }: SiteConnexion): EnvoiLienDeps {
  const { queries, horloge, origine } = connexion;
  return { queries, horloge, origine, courrier };
}

/** Renders the login page with the refusal's reason, for every means. */
export type ShowRefus = (site: SiteConnexion, c: Context<Env>, refus: Refus, retour: string) => Promise<Response>;

/** Sets the new session's cookie, closes the one it replaces, and redirects. `retour` is already checked. */
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

/** Logs a refusal by its code only, and sets its wait; any other error is rethrown as a defect. */
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

/** Sets `retry-after` on a page that asks to wait. */
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

/** JSON that the browser wrote in a form's field; null when invalid. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
