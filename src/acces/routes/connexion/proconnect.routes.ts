import type { Context } from "hono";
import { ouverte } from "#socle/routes/acces/garde.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { finishProConnect, type ProConnectDeps, startProConnect } from "../../lectures/connexion/proconnect.ts";
import { enter, refusalOf, type ShowRefus, type SiteConnexion } from "./entree.ts";
import { safeRetour } from "./retour.ts";

const OUVERTE = ouverte("on se connecte avant d’être connu");

/** `/connexion/proconnect` redirects to the provider, which returns to `…/retour`. No routes when the service is not declared. */
export function proconnectRoutes(site: SiteConnexion, showRefus: ShowRefus): Routes {
  const app = new Routes();
  const { fournisseur } = site.deps.connexion;
  if (fournisseur === null) return app;
  const depsOf = (c: Context<Env>): ProConnectDeps => ({
    ...site.deps.connexion,
    fournisseur,
    onEchec: (raison) => site.deps.connexion.log.info({ requete: c.get("requete"), raison }, "proconnect en échec"),
  });
  return app
    .get("/connexion/proconnect", OUVERTE, async (c) => {
      const retour = safeRetour(c.req.query("retour"));
      try {
        const { jeton, adresse } = await startProConnect(depsOf(c), retour);
        writeCookie(c, site.deps.connexion, "defi-proconnect", jeton);
        c.header("cache-control", "no-store");
        return c.redirect(adresse, 302);
      } catch (error) {
        return showRefus(site, c, refusalOf(site, c, error, "proconnect"), retour);
      }
    })
    .get("/connexion/proconnect/retour", OUVERTE, async (c) => {
      const { connexion } = site.deps;
      const jeton = readCookie(c, connexion, "defi-proconnect");
      clearCookie(c, connexion, "defi-proconnect");
      try {
        const { retour, ...entree } = await finishProConnect(depsOf(c), { adresse: new URL(c.req.url), jeton });
        return await enter(site, c, { entree, moyen: "proconnect", retour: safeRetour(retour) });
      } catch (error) {
        return showRefus(site, c, refusalOf(site, c, error, "proconnect"), "/");
      }
    });
}
