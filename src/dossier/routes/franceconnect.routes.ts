import type { Context } from "hono";
import type { IdentiteFranceConnect } from "#acces/lectures/connexion/identite-franceconnect.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde, ouverte } from "#socle/routes/acces/garde.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import {
  BUTS_FRANCECONNECT,
  type ButFranceConnect,
  type FranceConnectDeps,
  finishFranceConnect,
  lierFranceConnect,
  REFUS_FRANCECONNECT,
  refusFranceConnect,
  startFranceConnect,
} from "../actes/franceconnect.ts";
import { ouvrirVisite } from "../lectures/acces.ts";
import { type DossierOuvert, lireMonDossier } from "../lectures/lire-dossier.ts";
import { renderEchecFranceConnect } from "../pages/franceconnect.tsx";
import { epciOf, readCommun } from "./commun.ts";
import { writeIdentite, writeSortie } from "./franceconnect.ts";
import { entrer, oublierChoix } from "./visite.ts";

const OUVERTE = garde("information", "lire");
/** One return URL for all territories, because each must be declared to FranceConnect. */
const RETOUR = ouverte("FranceConnect renvoie ici, avant qu’on sache qui revient");

type Fournisseur = FranceConnectDeps["fournisseur"];

/**
 * `/ma-demande/:epci/franceconnect` redirects to FranceConnect, which returns to `/franceconnect/retour`. No route is mounted when the service is not
 * configured. It only opens a household's file: no account is read, created or opened.
 */
export function franceConnectRoutes(site: Site): Routes {
  const app = new Routes();
  const { franceConnect } = site.deps.connexion;
  if (franceConnect === null) return app;
  return app
    .get("/ma-demande/:epci/franceconnect", OUVERTE, (c) => partir(site, c, franceConnect))
    .get("/ma-demande/:epci/franceconnect/echec", OUVERTE, async (c) => {
      const code = Object.keys(REFUS_FRANCECONNECT).find((one) => one === c.req.query("refus"));
      const commun = await readCommun(site, c);
      const message = REFUS_FRANCECONNECT[(code ?? "franceconnect-refuse") as keyof typeof REFUS_FRANCECONNECT]; // one of its keys
      return c.html(renderEchecFranceConnect(commun, message), 422);
    })
    .get("/franceconnect/retour", RETOUR, (c) => revenir(site, c, franceConnect))
    .get("/franceconnect/sortie", RETOUR, (c) => {
      const epci = /^\d{9}$/.exec(c.req.query("state") ?? "")?.[0];
      const vers = epci === undefined ? "/logement-social" : `${hrefDemande(epci, "reprendre")}?fait=quitte`;
      return c.redirect(vers, 303);
    });
}

function depsOf(site: Site, c: Context<Env>, fournisseur: Fournisseur): FranceConnectDeps {
  const { connexion, bases, horloge } = site.deps;
  const onEchec = (raison: string) =>
    connexion.log.info({ requete: c.get("requete"), raison }, "franceconnect en échec");
  return { queries: bases.connexions, horloge, fournisseur, onEchec };
}

async function partir(site: Site, c: Context<Env>, fournisseur: Fournisseur): Promise<Response> {
  const epci = epciOf(c);
  // Refuses a territory that is not open.
  await readCommun(site, c);
  const but = BUTS_FRANCECONNECT.find((one) => one === c.req.query("but")) ?? "reprendre";
  try {
    refuseAgent(c);
    const { jeton, adresse } = await startFranceConnect(depsOf(site, c, fournisseur), { epci, but });
    writeCookie(c, site.deps.connexion, "defi-franceconnect", jeton);
    return c.redirect(adresse, 302);
  } catch (error) {
    return echec(c, error, epci);
  }
}

/** An agent's own demande never opens in the session of their rights. */
function refuseAgent(c: Context<Env>): void {
  if (c.var.acteur.habilitations.length > 0) throw refusFranceConnect("franceconnect-agent");
}

/** Error shown on a page of the territory; on the page of errors when the territory is unknown. */
function echec(c: Context<Env>, error: unknown, known: string | null): Response {
  if (!(error instanceof Refus)) throw error;
  const epci = known ?? error.details.epci;
  if (typeof epci !== "string") throw error;
  return c.redirect(`${hrefDemande(epci, "franceconnect/echec")}?refus=${error.code}`, 303);
}

async function revenir(site: Site, c: Context<Env>, fournisseur: Fournisseur): Promise<Response> {
  const { connexion } = site.deps;
  const jeton = readCookie(c, connexion, "defi-franceconnect");
  clearCookie(c, connexion, "defi-franceconnect");
  c.header("cache-control", "no-store");
  let epci: string | null = null;
  try {
    const deps = depsOf(site, c, fournisseur);
    const { identite, but, ...voyage } = await finishFranceConnect(deps, { adresse: new URL(c.req.url), jeton });
    epci = voyage.epci;
    refuseAgent(c);
    writeSortie(site, c, identite.idToken);
    return c.redirect(await suiteOf(site, c, { deps, epci, but, identite }), 303);
  } catch (error) {
    return echec(c, error, epci);
  }
}

type Retour = {
  readonly deps: FranceConnectDeps;
  readonly epci: string;
  readonly but: ButFranceConnect;
  readonly identite: IdentiteFranceConnect;
};

async function suiteOf(site: Site, c: Context<Env>, retour: Retour): Promise<string> {
  const { deps, epci, but, identite } = retour;
  const connus = await deps.queries.dossiersDuSujet(identite.sujet);
  const ouvert = await dossierOuvert(site, c, epci);
  // A first return ties the open file; a person who already has files must press « Garder cette demande ».
  if (ouvert !== null && (but === "garder" || connus.length === 0)) {
    await lierFranceConnect(c.var.base, deps, { dossier: ouvert, identite });
    return `${hrefDemande(epci, "pause")}?fait=garde`;
  }
  const [premier] = connus;
  if (but === "nouvelle" || premier === undefined) {
    writeIdentite(site, c, identite);
    return but === "nouvelle"
      ? hrefDemande(epci, "nouvelle")
      : `${hrefDemande(epci, "reprendre")}?fait=franceconnect-inconnu`;
  }
  const { sujet } = identite;
  const visite = {
    demandeur: premier.demandeur,
    epci: premier.epci,
    lien: "titulaire",
    moyen: "franceconnect",
    sujet,
  } as const;
  await entrer(site, c, await ouvrirVisite(deps, visite), premier.epci);
  if (connus.length > 1) oublierChoix(site, c);
  return hrefDemande(premier.epci, "mes-demandes");
}

/** The person's own file open in this browser; null: none, or a mandate only. */
async function dossierOuvert(site: Site, c: Context<Env>, epci: string): Promise<DossierOuvert | null> {
  if (!c.var.acteur.demandeurs.some(({ lien }) => lien === "titulaire")) return null;
  const ouvert = await lireMonDossier(c.var.base, site.deps.coffre, epci).catch((error: unknown) => {
    if (error instanceof Refus) return null;
    throw error;
  });
  return ouvert?.lien === "titulaire" ? ouvert : null;
}
