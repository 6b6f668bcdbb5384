import type { Context } from "hono";
import { noterContact } from "#application/evenement/noter-contact.ts";
import { lirePartage } from "#application/suivi/lire-partage.ts";
import { listPropositions } from "#application/suivi/lire-suivi.ts";
import { CANAUX_CONTACT, ISSUES_CONTACT } from "#domain/dossier/contact.ts";
import { habilitationFor, peut } from "#domain/habilitation/peut.ts";
import { renderEvenementsCsv, renderEvenementsPdf, renderEvenementsXlsx } from "#reports/evenements-document.ts";
import type { SaisieFormulaire } from "#web/design/formulaire.tsx";
import { renderContactPage } from "#web/suivi/formulaires-page.tsx";
import { renderPartagePage } from "#web/suivi/partage-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { statusOf } from "../serveur/status.ts";
import type { Site } from "../site.ts";
import { DOSSIER, openDossier, versFiche, versSuivi } from "./dossier-partage.ts";
import { echangesRoutes } from "./echanges.routes.ts";
import { propositionsRoutes } from "./propositions.routes.ts";
import { aCorriger, type RefusLu, SANS_REFUS_LU } from "./refus-lu.ts";

const LIRE = garde("demande-menage", "lire");

const ANNONCES: Readonly<Record<string, string>> = {
  contact: "Le contact est noté.",
  proposition: "La proposition est faite. Le ménage est prévenu s’il l’a accepté.",
  reponse: "La réponse est écrite.",
  message: "Le message est envoyé.",
  ancien: "Un lien est parti vers l’ancienne adresse.",
  nouveau: "Un lien est parti vers la nouvelle adresse.",
};

/** `/t/:epci/demandes/:demandeur/evenements`: what bodies share of a file. */
export function partageRoutes(site: Site): Routes {
  return new Routes()
    .get(`${DOSSIER}/evenements`, LIRE, (c) => show(site, c))
    .get(`${DOSSIER}/:fichier{evenements\\.(?:csv|xlsx|pdf)}`, LIRE, (c) => sendSuivi(site, c))
    .get(`${DOSSIER}/contact`, LIRE, (c) => showContact(site, c, {}, SANS_REFUS_LU))
    .post(`${DOSSIER}/contact`, LIRE, (c) => saveContact(site, c))
    .route("/", propositionsRoutes(site))
    .route("/", echangesRoutes(site));
}

async function show(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur, cadre } = ouvert;
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [lu, propositions, envois] = await Promise.all([
    lirePartage(base, { epci, demandeur, aujourdhui }),
    listPropositions(base, { epci, demandeur, aujourdhui }),
    base.courriers.ofDemandeur(epci, demandeur),
  ]);
  const droits = {
    contact: habilitationFor(acteur, "demande-menage", "lire", epci) !== null,
    proposer: peut(acteur, "proposition", "creer", epci),
    repondre: peut(acteur, "proposition", "modifier", epci),
    coordonnees: peut(acteur, "demande-identite", "modifier", epci),
  };
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderPartagePage({ cadre, lu, propositions, envois, droits, annonce }));
}

async function sendSuivi(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur, cadre, dossier } = ouvert;
  const jour = site.deps.horloge.aujourdhui();
  const { evenements } = await lirePartage(c.var.base, { epci, demandeur, aujourdhui: jour });
  const { nom: territoire, demonstration } = cadre.territoire;
  const suivi = { territoire, demonstration, reference: dossier.reference ?? "importée", jour, evenements };
  const type =
    c.req.param("fichier")?.split(".")[1] === "csv" ? "csv" : c.req.param("fichier")?.endsWith("pdf") ? "pdf" : "xlsx";
  const contenu =
    type === "csv"
      ? renderEvenementsCsv(suivi)
      : type === "pdf"
        ? await renderEvenementsPdf(suivi)
        : await renderEvenementsXlsx(suivi);
  const objet = `evenements.${type}:${evenements.length}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "demande-menage", epci, objet, demandeur });
  return sendDocument(c, { nom: `suivi-${dossier.reference ?? "demande"}`, type, contenu });
}

async function showContact(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: RefusLu): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const page = renderContactPage({ ...ouvert, etat: { saisie, refus: refus.affiche } });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function saveContact(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur } = ouvert;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const canal = lecture.choice("canal", "Comment", CANAUX_CONTACT);
  const issue = lecture.choice("issue", "Ce que cela donne", ISSUES_CONTACT);
  if (lecture.erreurs.length > 0) return showContact(site, c, saisie, aCorriger(lecture.erreurs));
  await noterContact(c.var.base, { epci, demandeur, canal, issue });
  return versSuivi(c, ouvert, "contact");
}
