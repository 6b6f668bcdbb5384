import type { Context } from "hono";
import { noterContact } from "#dossier/actes/evenement/noter-contact.ts";
import { CANAUX_CONTACT, ISSUES_CONTACT } from "#dossier/regles/contact.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { habilitationFor, peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderEvenementsCsv, renderEvenementsPdf, renderEvenementsXlsx } from "../documents/evenements-document.ts";
import { lirePartage } from "../lectures/lire-partage.ts";
import { listPropositions } from "../lectures/lire-suivi.ts";
import { renderContactPage } from "../pages/formulaires-page.tsx";
import { renderPartagePage } from "../pages/partage-page.tsx";
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
