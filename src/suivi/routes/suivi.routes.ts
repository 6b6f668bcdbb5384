import type { Context } from "hono";
import { repondreMenage } from "#attributions/actes/echange/mener-echange.ts";
import { repondre } from "#attributions/actes/proposition/repondre.ts";
import { echangeInconnu, listProposes } from "#attributions/lectures/echange/lire-echanges.ts";
import { isAttendu, OUI_NON } from "#attributions/regles/echange/echange.ts";
import { findProposee, MOTIFS_REFUS_MENAGE } from "#dossier/regles/proposition/proposition.ts";
import { epciOf, ouvrirVisite } from "#dossier/routes/commun.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, choixOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import type { Site } from "#socle/routes/site.ts";
import { lireDetenu } from "../actes/donnees-detenues.ts";
import { lireSuivi, listEvenements, listOuvertures, listPropositions } from "../lectures/lire-suivi.ts";
import { renderEchangePage } from "../pages/echange-page.tsx";
import { renderReponsePage } from "../pages/reponse-page.tsx";
import { renderSuiviPage } from "../pages/suivi-page.tsx";
import { renderEvenementsMenagePage, renderOuverturesPage } from "../pages/traces-page.tsx";
import { messagesRoutes } from "./messages.routes.ts";
import { reglagesRoutes } from "./reglages.routes.ts";

const LIRE = garde("demande-menage", "lire");
const VALIDER = garde("proposition", "valider");

const REPONDRE = defineActe({
  chemin: "",
  droit: VALIDER,
  annonce: null,
  champs: { motif: choixOuVide("Votre raison", MOTIFS_REFUS_MENAGE) },
  run: async ({ site, c, base, numero }, { motif }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const sens = sensOf(c);
    await repondre(base, site.deps.horloge, {
      epci: dossier.epci,
      demandeur: dossier.id,
      proposition: numero("proposition"),
      motif,
      reponse: sens === "accepter" ? "acceptee" : "refusee",
    });
    return new Suite({ chemin: "", fait: sens });
  },
});

const ECHANGER = defineActe({
  chemin: "",
  droit: VALIDER,
  annonce: null,
  champs: { reponse: choix("Votre réponse", OUI_NON) },
  run: async ({ site, c, base, aujourdhui, numero }, { reponse }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const { epci, id: demandeur } = dossier;
    await repondreMenage(base, { epci, demandeur, id: numero("echange"), reponse, aujourdhui });
    return new Suite({ chemin: "", fait: `echange-${reponse}` });
  },
});

/** `/ma-demande/:epci`: follow-up of the demande by the household, and its answers to proposals. */
export function suiviRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        racine: "/ma-demande/:epci",
        chemin: "",
        droit: garde("information", "lire"),
        show: showSuivi,
        actes: {},
        annonces: {
          accepter: "Vous avez accepté. L’organisme est prévenu.",
          refuser: "Vous avez refusé. L’organisme est prévenu. Votre demande reste active.",
          "echange-oui": "Vous avez dit oui à l’échange. Les deux bailleurs le lisent.",
          "echange-non": "Vous avez dit non à l’échange. Votre demande reste active.",
          renouvelee: "Votre demande est renouvelée.",
          envoyee: "Votre demande est envoyée.",
        },
      }),
    )
    .get("/ma-demande/:epci/evenements", LIRE, async (c) => {
      const { commun, dossier } = await ouvrirVisite(site, c);
      const evenements = await listEvenements(c.var.base, dossier.epci, dossier.id);
      return c.html(renderEvenementsMenagePage({ commun, evenements }));
    })
    .get("/ma-demande/:epci/acces", LIRE, async (c) => {
      const { commun, dossier } = await ouvrirVisite(site, c);
      return c.html(renderOuverturesPage({ commun, ouvertures: await listOuvertures(c.var.base, dossier.id) }));
    })
    .get("/ma-demande/:epci/mes-donnees.json", LIRE, (c) => sendDetenu(site, c))
    .route(
      "/",
      pageActes(site, {
        racine: "/ma-demande/:epci",
        chemin: "propositions/:proposition{[1-9][0-9]{0,14}}/:sens{accepter|refuser}",
        droit: VALIDER,
        show: showReponse,
        actes: { reponse: REPONDRE },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        racine: "/ma-demande/:epci",
        chemin: "echanges/:echange{[1-9][0-9]{0,14}}",
        droit: VALIDER,
        show: showEchange,
        actes: { reponse: ECHANGER },
      }),
    )
    .route("/", messagesRoutes(site))
    .route("/", reglagesRoutes(site));
}

/** Redirects a visitor who has no open session. */
async function showSuivi(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string | Response> {
  const epci = epciOf(c);
  if (c.var.acteur.demandeurs.length === 0) return c.redirect(hrefDemande(epci, "reprendre"), 303);
  const { commun, dossier } = await ouvrirVisite(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lu = await lireSuivi(c.var.base, { epci, demandeur: dossier.id, aujourdhui });
  return renderSuiviPage({ commun, lu, annonce });
}

async function sendDetenu(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { horloge, coffre } = site.deps;
  const ouvertures = await listOuvertures(c.var.base, dossier.id);
  const detenu = await lireDetenu(c.var.base, coffre, {
    epci: dossier.epci,
    demandeur: dossier.id,
    ouvertures,
    territoire: commun.nomTerritoire,
    maintenant: horloge.maintenant(),
  });
  return sendDocument(c, { nom: "ma-demande", type: "json", contenu: JSON.stringify(detenu, null, 2) });
}

function sensOf(c: Context<Env>): "accepter" | "refuser" {
  return c.req.param("sens") === "accepter" ? "accepter" : "refuser";
}

async function showReponse(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const propositions = await listPropositions(c.var.base, { epci, demandeur, aujourdhui });
  const proposition = findProposee(propositions, Number(c.req.param("proposition")));
  // Answered, or too late: the page of the demande says so.
  if (proposition.etat !== "attendue" && etat.acte === null) return c.redirect(hrefDemande(epci), 303);
  return renderReponsePage({ commun, proposition, sens: sensOf(c), etat });
}

async function showEchange(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const proposes = await listProposes(c.var.base, dossier.epci, dossier.id);
  const un = proposes.find(({ id }) => id === Number(c.req.param("echange")));
  if (un === undefined) throw echangeInconnu();
  // Answered, or over: the page of the demande says so.
  if (!isAttendu(un) && etat.acte === null) return c.redirect(hrefDemande(dossier.epci), 303);
  return renderEchangePage({ commun, un, etat });
}
