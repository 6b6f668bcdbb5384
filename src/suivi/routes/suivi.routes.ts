import type { Context } from "hono";
import { repondre } from "#attributions/actes/proposition/repondre.ts";
import { MOTIFS_REFUS_MENAGE } from "#dossier/regles/proposition/proposition.ts";
import { epciOf, ouvrirVisite } from "#dossier/routes/commun.ts";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { lireDetenu } from "../actes/donnees-detenues.ts";
import { lireSuivi, listEvenements, listOuvertures, listPropositions } from "../lectures/lire-suivi.ts";
import { renderReponsePage } from "../pages/reponse-page.tsx";
import { renderSuiviPage } from "../pages/suivi-page.tsx";
import { renderEvenementsMenagePage, renderOuverturesPage } from "../pages/traces-page.tsx";
import { messagesRoutes } from "./messages.routes.ts";
import { type RefusLu, refusLu, SANS_REFUS_LU } from "./refus-lu.ts";
import { reglagesRoutes } from "./reglages.routes.ts";

const LIRE = garde("demande-menage", "lire");
const REPONDRE = garde("proposition", "valider");
const REPONSE = "/ma-demande/:epci/propositions/:proposition{[1-9][0-9]{0,14}}/:sens{accepter|refuser}";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  accepter: "Vous avez accepté. L’organisme est prévenu.",
  refuser: "Vous avez refusé. L’organisme est prévenu. Votre demande reste active.",
  renouvelee: "Votre demande est renouvelée.",
  envoyee: "Votre demande est envoyée.",
};

/** `/ma-demande/:epci`: what the household follows, and what it answers. */
export function suiviRoutes(site: Site): Routes {
  return (
    new Routes()
      // Without a visit, it leads to the way in.
      .get("/ma-demande/:epci", garde("information", "lire"), (c) => show(site, c))
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
      .get(REPONSE, REPONDRE, (c) => showReponse(site, c, {}, SANS_REFUS_LU))
      .post(REPONSE, REPONDRE, (c) => send(site, c))
      .route("/", messagesRoutes(site))
      .route("/", reglagesRoutes(site))
  );
}

async function show(site: Site, c: Context<Env>): Promise<Response> {
  const epci = epciOf(c);
  if (c.var.acteur.demandeurs.length === 0) return c.redirect(hrefDemande(epci, "reprendre"), 303);
  const { commun, dossier } = await ouvrirVisite(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lu = await lireSuivi(c.var.base, { epci, demandeur: dossier.id, aujourdhui });
  return c.html(renderSuiviPage({ commun, lu, annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null }));
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

async function showReponse(site: Site, c: Context<Env>, saisie: Lecture["saisie"], refus: RefusLu): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const propositions = await listPropositions(c.var.base, { epci, demandeur, aujourdhui });
  const proposition = propositions.find(({ id }) => id === Number(c.req.param("proposition")));
  if (!proposition) throw new Refus("proposition-inconnue", "Cette proposition n’existe pas, ou n’est pas la vôtre.");
  // Answered, or too late: the page of the demande says so.
  if (proposition.etat !== "attendue" && refus === SANS_REFUS_LU) return c.redirect(hrefDemande(epci), 303);
  const page = renderReponsePage({
    commun,
    proposition,
    sens: sensOf(c),
    etat: { saisie, refus: refus.code === null ? SANS_REFUS : refus.affiche },
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const sens = sensOf(c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const motif = new Lecture(saisie).choiceOrNull("motif", "Votre raison", MOTIFS_REFUS_MENAGE);
  try {
    await repondre(c.var.base, site.deps.horloge, {
      epci,
      demandeur,
      proposition: Number(c.req.param("proposition")),
      motif,
      reponse: sens === "accepter" ? "acceptee" : "refusee",
    });
  } catch (error) {
    return showReponse(
      site,
      c,
      saisie,
      refusLu(error, ["proposition-motif", "proposition-repondue", "proposition-close"]),
    );
  }
  return c.redirect(`${hrefDemande(epci)}?fait=${sens}`, 303);
}
