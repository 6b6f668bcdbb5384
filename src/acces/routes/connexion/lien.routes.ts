import type { Context } from "hono";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { ouverte } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readEnvoi } from "#socle/routes/page-actes.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { emptyCadre } from "#socle/routes/site.ts";
import { acceptLien, readLien } from "../../actes/connexion/lien.ts";
import { envoyerOubli } from "../../lectures/connexion/envoyer-lien.ts";
import { normalizeCourriel, tooManyTries } from "../../lectures/connexion/login.ts";
import { LONGUEUR_MIN } from "../../lectures/connexion/mot-de-passe.ts";
import { renderBienvenuePage } from "../../pages/connexion/bienvenue-page.tsx";
import { renderOubliPage } from "../../pages/connexion/oubli-page.tsx";
import { enter, envoiLienDeps, refusalOf, type SiteConnexion, sayWait } from "./entree.ts";
import { safeRetour } from "./retour.ts";

const OUVERTE = ouverte("le lien à usage unique dit qui l’ouvre");
// Written by hand, like the login: a one-time link, and an answer as long whether or not the account exists.
const OUBLI = ouverte("on se connecte avant d’être connu");

/** `/bienvenue/:jeton`: first administrator, invitation, forgotten password. `readLien` refuses an invalid link. */
export function lienRoutes(site: SiteConnexion): Routes {
  return new Routes()
    .get("/bienvenue/:jeton", OUVERTE, (c) => showBienvenue(site, c, {}))
    .post("/bienvenue/:jeton", OUVERTE, async (c) => {
      const champs = { courriel: brut(), prenom: brut(), nom: brut(), mot_de_passe: brut() };
      const { mot_de_passe: motDePasse, ...saisie } = await readEnvoi(c, champs);
      try {
        const asked = { ...saisie, motDePasse };
        const entree = await acceptLien(site.deps.connexion, paramOf(c, "jeton"), asked);
        const retour = safeRetour(c.req.query("retour"));
        return await enter(site, c, { entree, moyen: "lien", retour: retour === "/" ? "/mon-compte" : retour });
      } catch (error) {
        return showBienvenue(site, c, { saisie, refus: refusalOf(site, c, error, "lien") });
      }
    })
    .get("/mot-de-passe-oublie", OUBLI, (c) => showOubli(site, c, {}))
    .post("/mot-de-passe-oublie", OUBLI, (c) => askOubli(site, c));
}

async function askOubli(site: SiteConnexion, c: Context<Env>): Promise<Response> {
  const { connexion } = site.deps;
  const { courriel } = await readEnvoi(c, { courriel: brut() });
  const attenteS = await connexion.freinMessages.take(connexion.adresse(c), normalizeCourriel(courriel) ?? "");
  if (attenteS !== null) {
    const refus = tooManyTries(attenteS);
    sayWait(c, refus);
    return showOubli(site, c, { courriel, refus });
  }
  // Not awaited: an existing account must not answer more slowly.
  envoyerOubli(envoiLienDeps(site), courriel).catch(connexion.onDefaut ?? (() => {}));
  return showOubli(site, c, { courriel, demande: true });
}

function showOubli(
  site: SiteConnexion,
  c: Context<Env>,
  { courriel = "", refus, demande = false }: { courriel?: string; refus?: Refus; demande?: boolean },
): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  const html = renderOubliPage({
    cadre: emptyCadre(site, c),
    courriel,
    demande,
    depot: site.deps.courrier.depot !== null,
    erreur: refus?.message ?? null,
  });
  return c.html(html, refus ? statutOf(refus) : 200);
}

type Saisie = { readonly courriel: string; readonly prenom: string; readonly nom: string };

async function showBienvenue(
  site: SiteConnexion,
  c: Context<Env>,
  { saisie, refus }: { readonly saisie?: Saisie; readonly refus?: Refus },
): Promise<Response> {
  const jeton = c.req.param("jeton") ?? "";
  c.header("cache-control", "no-store");
  const { lien, compte } = await readLien(site.deps.connexion, jeton);
  const html = renderBienvenuePage({
    cadre: emptyCadre(site, c),
    jeton,
    usage: lien.usage,
    retour: safeRetour(c.req.query("retour")),
    courriel: compte?.courriel ?? null,
    saisie: saisie ?? { courriel: "", prenom: compte?.prenom ?? "", nom: compte?.nom ?? "" },
    longueurMin: LONGUEUR_MIN,
    erreur: refus?.message ?? null,
  });
  return c.html(html, refus ? statutOf(refus) : 200);
}
