import type { Context } from "hono";
import { noterContact } from "#dossier/actes/evenement/noter-contact.ts";
import { CANAUX_CONTACT, ISSUES_CONTACT } from "#dossier/regles/contact.ts";
import { habilitationFor, peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderEvenementsCsv, renderEvenementsPdf, renderEvenementsXlsx } from "../documents/evenements-document.ts";
import { lirePartage } from "../lectures/lire-partage.ts";
import { listPropositions } from "../lectures/lire-suivi.ts";
import { renderContactPage } from "../pages/formulaires-page.tsx";
import { renderPartagePage } from "../pages/partage-page.tsx";
import { DOSSIER, openDossier, versEvenements, versFiche } from "./dossier-partage.ts";
import { ECRIRE, echangesRoutes } from "./echanges.routes.ts";
import { PROPOSER, propositionsRoutes, REPONDRE } from "./propositions.routes.ts";

const LIRE = garde("demande-menage", "lire");

const NOTER = defineActe({
  chemin: "",
  droit: LIRE,
  annonce: "Le contact est noté.",
  champs: { canal: choix("Comment", CANAUX_CONTACT), issue: choix("Ce que cela donne", ISSUES_CONTACT) },
  run: async ({ site, c, base }, contact) => {
    const ouvert = await openDossier(site, c);
    if (ouvert === null) return versFiche(c);
    await noterContact(base, { epci: ouvert.epci, demandeur: ouvert.demandeur, ...contact });
    return versEvenements(ouvert);
  },
});

/** `/t/:epci/demandes/:demandeur/evenements`: what bodies share of a file. */
export function partageRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${DOSSIER}/:fichier{evenements\\.(?:csv|xlsx|pdf)}`, LIRE, (c) => sendSuivi(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: `${DOSSIER}/evenements`,
        droit: LIRE,
        show: showPartage,
        actes: {},
        annonces: {
          contact: NOTER.annonce,
          proposition: PROPOSER.annonce,
          reponse: REPONDRE.annonce,
          message: ECRIRE.annonce,
          ancien: "Un lien est parti vers l’ancienne adresse.",
          nouveau: "Un lien est parti vers la nouvelle adresse.",
        },
      }),
    )
    .route(
      "/",
      pageActes(site, { chemin: `${DOSSIER}/contact`, droit: LIRE, show: showContact, actes: { contact: NOTER } }),
    )
    .route("/", propositionsRoutes(site))
    .route("/", echangesRoutes(site));
}

async function showPartage(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string | Response> {
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
  return renderPartagePage({ cadre, lu, propositions, envois, droits, annonce });
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

async function showContact(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const ouvert = await openDossier(site, c);
  return ouvert === null ? versFiche(c) : renderContactPage({ ...ouvert, etat });
}
