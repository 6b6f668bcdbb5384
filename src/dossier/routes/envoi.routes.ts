import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, coche } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import type { Site } from "#socle/routes/site.ts";
import { envoyerAuMenage } from "../actes/courrier/envoyer-au-menage.ts";
import { deposerDossier, renoncerDossier, renouvelerDossier } from "../actes/vie-dossier.ts";
import { reponsesDocument } from "../documents/reponses-document.ts";
import { offrirGuichets, SANS_GUICHET } from "../lectures/choisir-guichet.ts";
import { resumer } from "../lectures/resume.ts";
import { renderVerifierPage } from "../pages/verifier-page.tsx";
import { renderEnvoyeePage, renderRenoncerPage, renderRenouvelerPage } from "../pages/vie-pages.tsx";
import { findManques } from "../regles/completude.ts";
import { questionsPosees } from "../regles/question.ts";
import { delaiOf, peutTransiter, saisineLe } from "../regles/vie.ts";
import { ouvrirVisite, RACINE_MENAGE, readLieux } from "./commun.ts";

const ECRIRE = garde("demande-menage", "modifier");
const LIRE = garde("demande-menage", "lire");
/** Only the person renews or gives up the demande: a mandate fills it in and sends it. */
const VIVRE = garde("demande-identite", "modifier");

export function envoiRoutes(site: Site): Routes {
  const racine = RACINE_MENAGE;
  return new Routes()
    .route(
      "/",
      pageActes(
        site,
        { racine, chemin: "etapes/verifier", droit: ECRIRE, show: showVerifier, actes: { envoyee: ENVOYER } },
        { racine, chemin: "renouveler", droit: VIVRE, show: showRenouveler, actes: { renouvelee: RENOUVELER } },
        { racine, chemin: "renoncer", droit: VIVRE, show: showRenoncer, actes: { renoncee: RENONCER } },
      ),
    )
    .get(`${racine}/envoyee`, LIRE, (c) => showEnvoyee(site, c))
    .get(`${racine}/reponses.pdf`, LIRE, (c) => sendReponses(site, c));
}

function depsOf({ deps }: Site) {
  return { coffre: deps.coffre, code: deps.codeOfficiel, jour: deps.horloge.aujourdhui() };
}

async function showVerifier(site: Site, c: Context<Env>, { refus }: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { codeOfficiel: code, horloge } = site.deps;
  const [{ noms }, offerts] = await Promise.all([
    readLieux(c),
    offrirGuichets(c.var.base, { code, jour: horloge.aujourdhui() }, dossier),
  ]);
  return renderVerifierPage({
    commun,
    refus,
    resumes: questionsPosees(dossier).map((question) => ({ question, lignes: resumer(question, dossier, noms) })),
    manques: findManques(dossier),
    envoi: dossier.etat === "brouillon" ? "envoyer" : dossier.etat === "a-completer" ? "renvoyer" : null,
    ...offerts,
    sansGuichet: SANS_GUICHET,
    nomGuichet: dossier.nomGuichet,
    nomsCommunes: noms.communes,
    sensiblesAutrement: dossier.sensibles === null,
  });
}

const ENVOYER = defineActe({
  chemin: "/envoyer",
  droit: ECRIRE,
  annonce: null,
  champDe: ({ code }) => (code === "guichet-inconnu" ? "guichet" : undefined),
  champs: { guichet: brut() },
  run: async ({ base, site, c }, { guichet: asked }) => {
    const { dossier } = await ouvrirVisite(site, c);
    const guichet = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
    const { epci, id: demandeur } = dossier;
    await base.transaction(async (tx) => {
      await deposerDossier(tx, { ...depsOf(site), maintenant: site.deps.horloge.maintenant() }, { demandeur, guichet });
      // A mandate does not receive the person's messages: their addresses are not open to it.
      if (dossier.lien !== "titulaire") return;
      await envoyerAuMenage(tx, site.deps, { demandeur, epci, modele: "demande-deposee", lien: hrefDemande(epci) });
    });
    return new Suite({ chemin: "envoyee" });
  },
});

async function showEnvoyee(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { deposeeLe: jour } = dossier;
  if (jour === null) return c.redirect(hrefDemande(commun.epci, "etapes"), 303);
  return c.html(
    renderEnvoyeePage({
      commun,
      reference: dossier.reference,
      nomGuichet: dossier.nomGuichet,
      deposeeLe: jour,
      saisineLe: saisineLe(jour),
      attestationLe: addMonths(jour, delaiOf("attestation", jour)),
    }),
  );
}

async function sendReponses(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { noms } = await readLieux(c);
  const { epci } = commun;
  await c.var.base.journal.ecrire({
    acte: "acces-exporte",
    ressource: "demande-menage",
    epci,
    demandeur: dossier.id,
  });
  const resumes = questionsPosees(dossier).map((question) => ({ question, lignes: resumer(question, dossier, noms) }));
  const pdf = await renderDocumentPdf(
    reponsesDocument({
      resumes,
      reference: dossier.reference,
      synthetique: dossier.synthetique,
      etat: dossier.etat,
      territoire: commun.nomTerritoire,
      jour: site.deps.horloge.aujourdhui(),
    }),
  );
  return sendDocument(c, { nom: `demande-${dossier.reference ?? "reponses"}.pdf`, type: "pdf", contenu: pdf });
}

async function showRenouveler(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const possible = peutTransiter(dossier.etat, "renouveler");
  return renderRenouvelerPage(commun, { echeanceLe: dossier.echeanceLe, possible, message: erreurOf(etat) });
}

const RENOUVELER = defineActe({
  chemin: "",
  droit: VIVRE,
  annonce: null,
  champs: {},
  run: async ({ base, site, c }) => {
    const { epci, id: demandeur } = (await ouvrirVisite(site, c)).dossier;
    await base.transaction(async (tx) => {
      await renouvelerDossier(tx, depsOf(site), demandeur);
      await envoyerAuMenage(tx, site.deps, { demandeur, epci, modele: "demande-renouvelee", lien: hrefDemande(epci) });
    });
    return new Suite({ chemin: "", fait: "renouvelee" });
  },
});

async function showRenoncer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  return renderRenoncerPage(commun, { possible: peutTransiter(dossier.etat, "radier"), erreur: erreurOf(etat) });
}

const RENONCER = defineActe({
  chemin: "",
  droit: VIVRE,
  annonce: null,
  champs: { sur: coche().refine((sur) => sur, "Cochez la case pour renoncer, ou gardez votre demande.") },
  run: async ({ base, site, c }) => {
    await renoncerDossier(base, depsOf(site), (await ouvrirVisite(site, c)).dossier.id);
    return new Suite({ chemin: "", fait: "renoncee" });
  },
});
