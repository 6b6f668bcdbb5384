import type { Context } from "hono";
import { demanderChangement } from "#dossier/actes/courrier/changer-contact.ts";
import { ecrireMessage } from "#dossier/actes/message/ecrire-message.ts";
import { CANAUX_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, relu, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderCoordonneesPage } from "../pages/formulaires-page.tsx";
import { renderMessagesAgentPage } from "../pages/messages-agent-page.tsx";
import { DOSSIER, onDossier, versEvenements } from "./dossier-partage.ts";

const LIRE = garde("demande-menage", "lire");
const IDENTITE = garde("demande-identite", "modifier");

export const ECRIRE = defineActe({
  chemin: "",
  droit: LIRE,
  annonce: "Le message est envoyé.",
  champs: { texte: brut(), relu: relu() },
  run: ({ site, c, base }, message) =>
    onDossier(site, c, async ({ epci, demandeur }) => {
      await ecrireMessage(base, site.deps, { epci, demandeur, ...message, organisation: null });
      return versEvenements(demandeur);
    }),
});

const CHANGER = defineActe({
  chemin: "",
  droit: IDENTITE,
  annonce: null,
  champs: {
    canal: choix("Ce qui change", CANAUX_ENVOI),
    nouveau: texte("Nouvelle adresse"),
    attestee: choix("L’ancienne adresse", ["non", "oui"]),
  },
  run: ({ site, c, base }, { canal, nouveau, attestee }) =>
    onDossier(site, c, async ({ epci, demandeur }) => {
      const demande = { epci, demandeur, canal, saisie: nouveau, attestee: attestee === "oui" };
      return versEvenements(demandeur, await demanderChangement(base, site.deps, demande));
    }),
});

export function echangesRoutes(site: Site): Routes {
  return pageActes(
    site,
    { chemin: `${DOSSIER}/messages`, droit: LIRE, show: showMessages, actes: { message: ECRIRE } },
    { chemin: `${DOSSIER}/coordonnees`, droit: IDENTITE, show: showCoordonnees, actes: { coordonnees: CHANGER } },
  );
}

function showMessages(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  return onDossier(site, c, async (ouvert) => {
    const { epci, demandeur } = ouvert;
    const messages = await c.var.base.messages.ofDemandeur(epci, demandeur);
    await c.var.base.messages.marquerLus(epci, demandeur, "organisme");
    return renderMessagesAgentPage({ ...ouvert, messages, aRelire: etat.code === "message-a-relire", etat });
  });
}

function showCoordonnees(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  return onDossier(site, c, async (ouvert) => renderCoordonneesPage({ ...ouvert, etat }));
}
