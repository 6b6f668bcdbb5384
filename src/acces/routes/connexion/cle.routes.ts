import { gardeCompte, ouverte } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import { readEnvoi } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { type CleDeps, loginByCle, prepareAjoutCle, prepareLoginCle } from "../../actes/connexion/cle-acces.ts";
import { currentSession, enter, jsonOf, refusalOf, type ShowRefus, type SiteConnexion } from "./entree.ts";
import { safeRetour } from "./retour.ts";

const OUVERTE = ouverte("on se connecte avant d’être connu");

/**
 * Each act first asks for its options, then sends the browser's answer. The login is not an act of a page, since the actor is unknown. No routes when
 * no key can be bound to the address.
 */
export function cleRoutes(site: SiteConnexion, showRefus: ShowRefus): Routes {
  const app = new Routes();
  const { connexion } = site.deps;
  const { cles } = connexion;
  if (cles === null) return app;
  const deps: CleDeps = { ...connexion, cles };
  return app
    .post("/connexion/cle/options", OUVERTE, async (c) => {
      const { jeton, options } = await prepareLoginCle(deps);
      writeCookie(c, connexion, "defi-cle", jeton);
      return c.json(options, 200, { "cache-control": "no-store" });
    })
    .post("/connexion/cle", OUVERTE, async (c) => {
      const envoi = await readEnvoi(c, { retour: brut(), reponse: brut() });
      const retour = safeRetour(envoi.retour);
      const jeton = readCookie(c, connexion, "defi-cle");
      clearCookie(c, connexion, "defi-cle");
      try {
        const entree = await loginByCle(deps, { jeton, reponse: jsonOf(envoi.reponse) });
        return await enter(site, c, { entree, moyen: "cle-acces", retour });
      } catch (error) {
        return showRefus(site, c, refusalOf(site, c, error, "cle-acces"), retour);
      }
    })
    .post("/mon-compte/cles/options", gardeCompte(), async (c) => {
      const { jeton, options } = await prepareAjoutCle(deps, await currentSession(site, c));
      writeCookie(c, connexion, "defi-cle", jeton);
      return c.json(options, 200, { "cache-control": "no-store" });
    });
}
