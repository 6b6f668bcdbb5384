import type { Context } from "hono";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { ouverte } from "#socle/routes/acces/garde.ts";
import { brut, numeroCache } from "#socle/routes/champs.ts";
import { clearCookie, readCookie, readJeton, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readEnvoi } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { closeSession } from "../../actes/connexion/session.ts";
import { loginByDemonstration, loginByMotDePasse } from "../../lectures/connexion/login.ts";
import { renderConnexionPage } from "../../pages/connexion/connexion-page.tsx";
import { renderDeconnexionPage } from "../../pages/connexion/deconnexion-page.tsx";
import { cleRoutes } from "./cle.routes.ts";
import { compteRoutes } from "./compte.routes.ts";
import { enter, refusalOf, type SiteConnexion } from "./entree.ts";
import { lienRoutes } from "./lien.routes.ts";
import { proconnectRoutes } from "./proconnect.routes.ts";
import { safeRetour } from "./retour.ts";

const OUVERTE = ouverte("on se connecte avant d’être connu");

/**
 * Coming in and going out, whatever the means, and one's own account. Coming in is by hand: nobody is known yet, the refusals of every means come back
 * on one page, and what is done there is cookies and not an act of a page.
 */
export function connexionRoutes(site: Site): Routes {
  const { connexion } = site.deps;
  const app = new Routes();
  app
    .get("/connexion", OUVERTE, async (c) => {
      const retour = safeRetour(c.req.query("retour"));
      const encore = c.req.query("encore") !== undefined;
      if (c.get("session") !== null && !encore) return c.redirect(retour, 302);
      return showConnexion(site, c, { retour });
    })
    .post("/connexion", OUVERTE, (c) => logIn(site, c))
    .get("/deconnexion", OUVERTE, (c) => {
      c.header("cache-control", "no-store");
      const ouverte = c.get("session") !== null;
      return c.html(renderDeconnexionPage({ cadre: emptyCadre(site, c), ouverte, proconnect: null }));
    })
    .post("/deconnexion", OUVERTE, (c) => logOut(site, c));
  if (connexion.demonstration) app.post("/connexion/demonstration", OUVERTE, (c) => logInDemonstration(site, c));
  for (const routes of [proconnectRoutes, cleRoutes, lienRoutes, compteRoutes]) app.route("/", routes(site, showRefus));
  return app;
}

/**
 * What the browser forgets at logout. Not "cookies": it would take those of every other application of the domain, and the one by which
 * this device keeps its own count of trials.
 */
const A_EFFACER = '"cache", "storage"';

type Montre = { readonly retour: string; readonly courriel?: string; readonly refus?: Refus };

async function showConnexion(site: SiteConnexion, c: Context<Env>, montre: Montre): Promise<Response> {
  const { connexion } = site.deps;
  const { refus } = montre;
  const html = renderConnexionPage({
    cadre: emptyCadre(site, c),
    retour: montre.retour,
    erreur: refus?.message ?? null,
    courriel: montre.courriel ?? "",
    expiree: c.get("session") === null && readJeton(c, connexion) !== undefined,
    encore: c.get("session") !== null,
    proconnect: connexion.fournisseur !== null,
    cles: connexion.cles !== null,
    demonstration: connexion.demonstration
      ? await connexion.queries.listComptesDemonstration(connexion.horloge.aujourdhui())
      : null,
  });
  c.header("cache-control", "no-store");
  return c.html(html, refus ? statutOf(refus) : 200);
}

/** The login page with the reason in front: what every means of coming in answers when it refuses. */
function showRefus(site: SiteConnexion, c: Context<Env>, refus: Refus, retour: string): Promise<Response> {
  return showConnexion(site, c, { retour, refus });
}

async function logIn(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { connexion } = site.deps;
  const envoi = await readEnvoi(c, { retour: brut(), courriel: brut(), mot_de_passe: brut() });
  const { courriel, mot_de_passe: motDePasse } = envoi;
  const retour = safeRetour(envoi.retour);
  try {
    const { appareils, restreinte, ...entree } = await loginByMotDePasse(connexion, {
      courriel,
      motDePasse,
      adresse: connexion.adresse(c),
      appareils: readCookie(c, connexion, "appareil"),
    });
    writeCookie(c, connexion, "appareil", appareils);
    // « Mon compte » says what stays closed, and what would open it; the page asked for would only refuse.
    return await enter(site, c, { entree, moyen: "mot-de-passe", retour: restreinte ? "/mon-compte" : retour });
  } catch (error) {
    return showConnexion(site, c, { retour, courriel, refus: refusalOf(site, c, error, "mot-de-passe") });
  }
}

async function logInDemonstration(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { compte, retour } = await readEnvoi(c, { compte: numeroCache(), retour: brut() });
  const entree = await loginByDemonstration(site.deps.connexion, compte);
  return enter(site, c, { entree, moyen: "demonstration", retour: safeRetour(retour) });
}

/**
 * Closes the session here at once. ProConnect's is closed by going there: with a header and not a redirection, since a browser holds the
 * form's whole chain of redirections to `form-action`.
 */
async function logOut(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { connexion } = site.deps;
  const envoi = await readEnvoi(c, { ensuite: brut() });
  const ensuite = envoi.ensuite === "connexion" ? "/connexion" : "/deconnexion";
  const empreinte = c.get("session");
  const lue =
    empreinte === null ? null : await connexion.queries.findSession(empreinte, connexion.horloge.aujourdhui());
  if (lue) await closeSession(connexion, lue);
  clearCookie(c, connexion, "session");
  c.header("clear-site-data", A_EFFACER);
  c.header("cache-control", "no-store");
  const idToken = lue?.session.idToken ?? null;
  // A provider that does not answer must not keep anybody logged in here.
  const proconnect =
    idToken === null ? null : await (connexion.fournisseur?.closeAddress(idToken).catch(() => null) ?? null);
  if (proconnect === null) return c.redirect(ensuite, 303);
  c.header("refresh", `0; url=${proconnect}`);
  const cadre = { ...emptyCadre(site, c), connecte: false };
  return c.html(renderDeconnexionPage({ cadre, ouverte: false, proconnect }));
}
