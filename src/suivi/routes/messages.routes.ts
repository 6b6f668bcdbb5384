import type { Context } from "hono";
import { ecrireMessage } from "#dossier/actes/message/ecrire-message.ts";
import { ouvrirVisite } from "#dossier/routes/commun.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, numeroOuVide, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderMessagesPage } from "../pages/messages-page.tsx";

/** `/ma-demande/:epci/messages` */
export function messagesRoutes(site: Site): Routes {
  return pageActes(site, {
    racine: "/ma-demande/:epci",
    chemin: "messages",
    droit: garde("demande-menage", "lire"),
    show: showMessages,
    actes: { message: ECRIRE },
  });
}

async function showMessages(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const { messages } = c.var.base;
  const [fil, correspondants] = await Promise.all([
    messages.ofDemandeur(epci, demandeur),
    messages.correspondants(epci, demandeur),
  ]);
  await messages.marquerLus(epci, demandeur, "menage");
  const aRelire = etat.code === "message-a-relire";
  return renderMessagesPage({ commun, messages: fil, correspondants, etat, aRelire, annonce: etat.annonce });
}

const ECRIRE = defineActe({
  chemin: "",
  droit: garde("demande-menage", "modifier"),
  annonce: "Votre message est parti.",
  champs: { texte: brut(), relu: relu(), organisation: numeroOuVide() },
  run: async ({ site, c, base }, message) => {
    const { dossier } = await ouvrirVisite(site, c);
    await ecrireMessage(base, site.deps, { epci: dossier.epci, demandeur: dossier.id, ...message });
  },
});
