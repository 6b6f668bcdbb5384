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
import { DOSSIER, onDossier, versEvenements } from "./dossier-partage.ts";
import { ECRIRE, echangesRoutes } from "./echanges.routes.ts";
import { PROPOSER, propositionsRoutes, REPONDRE } from "./propositions.routes.ts";

const LIRE = garde("demande-menage", "lire");

const NOTER = defineActe({
  chemin: "",
  droit: LIRE,
  annonce: "Le contact est noté.",
  champs: { canal: choix("Comment", CANAUX_CONTACT), issue: choix("Ce que cela donne", ISSUES_CONTACT) },
  run: ({ site, c, base }, contact) =>
    onDossier(site, c, async ({ epci, demandeur }) => {
      await noterContact(base, { epci, demandeur, ...contact });
      return versEvenements(demandeur);
    }),
});

/** `/t/:epci/demandes/:demandeur/evenements`: what the bodies share on a file. */
export function partageRoutes(site: Site): Routes {
  const partage = {
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
  };
  const contact = { chemin: `${DOSSIER}/contact`, droit: LIRE, show: showContact, actes: { contact: NOTER } };
  return new Routes()
    .get(`/t/:epci/${DOSSIER}/:fichier{evenements\\.(?:csv|xlsx|pdf)}`, LIRE, (c) => sendSuivi(site, c))
    .route("/", pageActes(site, partage, contact))
    .route("/", propositionsRoutes(site))
    .route("/", echangesRoutes(site));
}

function showPartage(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string | Response> {
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  return onDossier(site, c, async ({ epci, demandeur, cadre }) => {
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
  });
}

const RENDUS = { csv: renderEvenementsCsv, pdf: renderEvenementsPdf, xlsx: renderEvenementsXlsx };

function sendSuivi(site: Site, c: Context<Env>): Promise<Response> {
  const { base } = c.var;
  const jour = site.deps.horloge.aujourdhui();
  return onDossier(site, c, async ({ epci, demandeur, cadre, dossier }) => {
    const { evenements } = await lirePartage(base, { epci, demandeur, aujourdhui: jour });
    const { nom: territoire, demonstration } = cadre.territoire;
    const suivi = { territoire, demonstration, reference: dossier.reference ?? "importée", jour, evenements };
    const type = (["csv", "pdf"] as const).find((one) => c.req.param("fichier")?.endsWith(one)) ?? "xlsx";
    const contenu = await RENDUS[type](suivi);
    const objet = `evenements.${type}:${evenements.length}`;
    await base.journal.ecrire({ acte: "document-exporte", ressource: "demande-menage", epci, objet, demandeur });
    return sendDocument(c, { nom: `suivi-${dossier.reference ?? "demande"}`, type, contenu });
  });
}

function showContact(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  return onDossier(site, c, async (ouvert) => renderContactPage({ ...ouvert, etat }));
}
