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
 * Logging in and out by all means, and the person's own account. The login is written by hand: the actor is unknown, the refusals of all means share
 * one page, and its effects are cookies rather than an act of a page.
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
 * What the browser clears at logout. Not "cookies": that would clear those of all applications of the domain, and the one that holds this device's
 * own count of trials.
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

/** The login page with the refusal's reason, for every means. */
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
    // « Mon compte » tells what stays closed and how to open it; the requested page would only refuse.
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
 * Closes the session here at once, then ProConnect's by sending the browser there: by a header rather than a redirection, since browsers apply
 * `form-action` to a form's whole chain of redirections.
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
  clearCookie(c, connexion, "recents");
  c.header("clear-site-data", A_EFFACER);
  c.header("cache-control", "no-store");
  const idToken = lue?.session.idToken ?? null;
  // A silent provider must not prevent the logout here.
  const proconnect =
    idToken === null ? null : await (connexion.fournisseur?.closeAddress(idToken).catch(() => null) ?? null);
  if (proconnect === null) return c.redirect(ensuite, 303);
  c.header("refresh", `0; url=${proconnect}`);
  const cadre = { ...emptyCadre(site, c), connecte: false };
  return c.html(renderDeconnexionPage({ cadre, ouverte: false, proconnect }));
}
