import type { Context } from "hono";
import { Refus } from "#socle/regles/shared/refus.ts";
import { gardeCompte } from "#socle/routes/acces/garde.ts";
import { readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre } from "#socle/routes/site.ts";
import { removeCle } from "../../actes/connexion/cle-acces.ts";
import { changeMotDePasse, closeOwnSession, readMonCompte, refuseDemonstration } from "../../actes/connexion/compte.ts";
import { demanderPreuve } from "../../lectures/connexion/envoyer-lien.ts";
import { tooManyTries } from "../../lectures/connexion/login.ts";
import { LONGUEUR_MIN } from "../../lectures/connexion/mot-de-passe.ts";
import type { SessionLue } from "../../lectures/connexion/ports.ts";
import { renderMonComptePage } from "../../pages/connexion/mon-compte-page.tsx";
import { currentSession, envoiLienDeps, fieldOf, refusalOf, type SiteConnexion, statusOfRefus } from "./entree.ts";

/** A closed list, so that an address cannot make the page say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  cle: "La clé d’accès est ajoutée ; vos autres sessions sont fermées.",
  "cle-retiree": "La clé d’accès est retirée : elle ne donne plus accès à ce compte. Vos autres sessions sont fermées.",
  "mot-de-passe": "Le mot de passe est enregistré ; vos autres sessions sont fermées.",
  preuve: "Un message est parti à votre adresse : suivez son lien, qui sert une fois, pendant 24 heures.",
  session: "C’est fermé : le navigateur concerné devra se reconnecter.",
};

/** `/mon-compte`: who one is to Blaise, and by what one comes in. */
export function compteRoutes(site: SiteConnexion): Routes {
  const { connexion } = site.deps;
  return new Routes()
    .get("/mon-compte", gardeCompte(), (c) => showMonCompte(site, c, {}))
    .post("/mon-compte/mot-de-passe", gardeCompte(), (c) => savePassword(site, c))
    .post("/mon-compte/cles/retirer", gardeCompte(), (c) =>
      act(site, c, "cle-retiree", (lue, body) => removeCle(connexion, lue, fieldOf(body, "identifiant"))),
    )
    .post("/mon-compte/preuve", gardeCompte(), (c) => askPreuve(site, c))
    .post("/mon-compte/sessions/fermer", gardeCompte(), (c) =>
      act(site, c, "session", (lue, body) => closeOwnSession(connexion, lue, fieldOf(body, "session"))),
    );
}

async function askPreuve(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { connexion } = site.deps;
  const { compte, session } = await currentSession(site, c);
  try {
    refuseDemonstration(compte);
    const attenteS = await connexion.freinMessages.take(connexion.adresse(c), compte.courriel);
    if (attenteS !== null) throw tooManyTries(attenteS);
    const issue = await demanderPreuve(envoiLienDeps(site), compte);
    if (issue.etat === "echec") throw new Refus("message-non-parti", `Le message n’est pas parti. ${issue.motif}`);
  } catch (error) {
    return showMonCompte(site, c, { refus: refusalOf(site, c, error, session.moyen) });
  }
  return c.redirect("/mon-compte?fait=preuve", 303);
}

/** Says that it is done, or why it is not, on the page itself. */
async function act(
  site: SiteConnexion,
  c: Context<Env>,
  fait: keyof typeof ANNONCES,
  run: (lue: SessionLue, body: Readonly<Record<string, unknown>>) => Promise<void>,
): Promise<Response> {
  const lue = await currentSession(site, c);
  try {
    await run(lue, await c.req.parseBody());
  } catch (error) {
    return showMonCompte(site, c, { refus: refusalOf(site, c, error, lue.session.moyen) });
  }
  return c.redirect(`/mon-compte?fait=${fait}`, 303);
}

export async function showMonCompte(
  site: SiteConnexion,
  c: Context<Env>,
  { refus }: { readonly refus?: Refus },
): Promise<Response> {
  const { connexion } = site.deps;
  const monCompte = await readMonCompte(connexion, await currentSession(site, c));
  const html = renderMonComptePage({
    cadre: emptyCadre(site, c),
    monCompte,
    cles: connexion.cles !== null,
    longueurMin: LONGUEUR_MIN,
    erreur: refus?.message ?? null,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  c.header("cache-control", "no-store");
  return c.html(html, refus ? statusOfRefus(c, refus) : 200);
}

async function savePassword(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { connexion } = site.deps;
  const body = await c.req.parseBody();
  try {
    const appareils = await changeMotDePasse(connexion, await currentSession(site, c), {
      actuel: fieldOf(body, "actuel"),
      nouveau: fieldOf(body, "nouveau"),
      adresse: connexion.adresse(c),
      appareils: readCookie(c, connexion, "appareil"),
    });
    writeCookie(c, connexion, "appareil", appareils);
  } catch (error) {
    return showMonCompte(site, c, { refus: refusalOf(site, c, error, "mot-de-passe") });
  }
  return c.redirect("/mon-compte?fait=mot-de-passe", 303);
}
