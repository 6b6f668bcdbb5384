import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { type RefusFormulaire, SANS_REFUS, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { envoyerAuMenage } from "../actes/courrier/envoyer-au-menage.ts";
import { deposerDossier, renoncerDossier, renouvelerDossier } from "../actes/vie-dossier.ts";
import { reponsesDocument } from "../documents/reponses-document.ts";
import { hasProche, SANS_GUICHET, sortGuichets } from "../lectures/choisir-guichet.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { resumer } from "../lectures/resume.ts";
import { renderVerifierPage } from "../pages/verifier-page.tsx";
import { renderEnvoyeePage, renderRenoncerPage, renderRenouvelerPage } from "../pages/vie-pages.tsx";
import { findManques } from "../regles/completude.ts";
import { questionsPosees } from "../regles/question.ts";
import { delaiOf, peutTransiter } from "../regles/vie.ts";
import { epciOf, ouvrirVisite, readLieux } from "./commun.ts";

const ECRIRE = garde("demande-menage", "modifier");
const LIRE = garde("demande-menage", "lire");
/** The life of the demande is the person's own: a mandate fills it in and sends it, and neither renews nor gives it up. */
const VIVRE = garde("demande-identite", "modifier");

export function envoiRoutes(site: Site): Routes {
  return new Routes()
    .get("/ma-demande/:epci/etapes/verifier", ECRIRE, (c) => showVerifier(site, c, { refus: SANS_REFUS }))
    .post("/ma-demande/:epci/envoyer", ECRIRE, (c) => envoyer(site, c))
    .get("/ma-demande/:epci/envoyee", LIRE, (c) => showEnvoyee(site, c))
    .get("/ma-demande/:epci/reponses.pdf", LIRE, (c) => sendReponses(site, c))
    .get("/ma-demande/:epci/renouveler", VIVRE, (c) => showRenouveler(site, c, null))
    .post("/ma-demande/:epci/renouveler", VIVRE, (c) => renouveler(site, c))
    .get("/ma-demande/:epci/renoncer", VIVRE, (c) => showRenoncer(site, c, null))
    .post("/ma-demande/:epci/renoncer", VIVRE, (c) => renoncer(site, c));
}

function depsOf({ deps }: Site) {
  return { coffre: deps.coffre, jour: deps.horloge.aujourdhui() };
}

async function showVerifier(
  site: Site,
  c: Context<Env>,
  { refus, code }: { refus: RefusFormulaire; code?: string },
): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const [{ noms }, guichets] = await Promise.all([readLieux(c), c.var.base.dossiers.guichets(commun.epci)]);
  const page = renderVerifierPage({
    commun,
    refus,
    resumes: questionsPosees(dossier).map((question) => ({ question, lignes: resumer(question, dossier, noms) })),
    manques: findManques(dossier),
    envoi: dossier.etat === "brouillon" ? "envoyer" : dossier.etat === "a-completer" ? "renvoyer" : null,
    guichets: sortGuichets(guichets, dossier),
    proche: hasProche(guichets, dossier),
    sansGuichet: SANS_GUICHET,
    nomGuichet: dossier.nomGuichet,
    nomsCommunes: noms.communes,
    sensiblesAutrement: dossier.sensibles === null,
  });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

async function envoyer(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  const asked = valeurDe(saisie, "guichet");
  const guichet = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  const { epci, id: demandeur } = dossier;
  try {
    await c.var.base.transaction(async (tx) => {
      await deposerDossier(tx, depsOf(site), { demandeur, guichet });
      // What leaves by e-mail is the person's to have: a mandate does not open their addresses.
      if (dossier.lien !== "titulaire") return;
      await envoyerAuMenage(tx, site.deps, { demandeur, epci, modele: "demande-deposee", lien: `/ma-demande/${epci}` });
    });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const erreurs = error.code === "guichet-inconnu" ? [{ champ: "guichet", message: error.message }] : [];
    const refus = { message: erreurs.length > 0 ? null : error.message, erreurs };
    return showVerifier(site, c, { refus, code: error.code });
  }
  return c.redirect(hrefDemande(epci, "envoyee"), 303);
}

async function showEnvoyee(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  if (dossier.deposeeLe === null) return c.redirect(hrefDemande(commun.epci, "etapes"), 303);
  const jour = dossier.deposeeLe.slice(0, 10);
  return c.html(
    renderEnvoyeePage({
      commun,
      reference: dossier.reference,
      nomGuichet: dossier.nomGuichet,
      deposeeLe: jour,
      saisineLe: addDays(jour, delaiOf("saisine", jour)),
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
      territoire: commun.nomTerritoire,
      jour: site.deps.horloge.aujourdhui(),
    }),
  );
  return sendDocument(c, { nom: `demande-${dossier.reference ?? "reponses"}.pdf`, type: "pdf", contenu: pdf });
}

function peutRenouveler({ etat }: DossierOuvert): boolean {
  return peutTransiter(etat, "renouveler");
}

async function showRenouveler(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const vue = { echeanceLe: dossier.echeanceLe, possible: peutRenouveler(dossier), message: refus?.message ?? null };
  return c.html(renderRenouvelerPage(commun, vue), refus ? statusOf(refus.code) : 200);
}

async function renouveler(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  try {
    await c.var.base.transaction(async (tx) => {
      await renouvelerDossier(tx, depsOf(site), demandeur);
      const lien = `/ma-demande/${epci}`;
      await envoyerAuMenage(tx, site.deps, { demandeur, epci, modele: "demande-renouvelee", lien });
    });
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "demande-autre-etat") throw error;
    return showRenouveler(site, c, error);
  }
  return c.redirect(`${hrefDemande(epci)}?fait=renouvelee`, 303);
}

async function showRenoncer(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const vue = { possible: peutTransiter(dossier.etat, "radier"), erreur: refus?.message ?? null };
  return c.html(renderRenoncerPage(commun, vue), refus ? statusOf(refus.code) : 200);
}

async function renoncer(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  try {
    if (valeurDe(saisie, "sur") !== "oui") {
      throw new Refus("renonciation-a-confirmer", "Cochez la case pour renoncer, ou gardez votre demande.");
    }
    await renoncerDossier(c.var.base, depsOf(site), dossier.id);
  } catch (error) {
    if (!(error instanceof Refus) || !["renonciation-a-confirmer", "demande-autre-etat"].includes(error.code))
      throw error;
    return showRenoncer(site, c, error);
  }
  return c.redirect(`${hrefDemande(epciOf(c))}?fait=renoncee`, 303);
}
