import type { Context } from "hono";
import { ecrireMessage } from "#application/message/ecrire-message.ts";
import type { SaisieFormulaire } from "#web/design/formulaire.tsx";
import { hrefDemande } from "#web/design/page-publique.tsx";
import { renderMessagesPage } from "#web/suivi/messages-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { ouvrirVisite } from "../dossier/commun.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { Routes } from "../serveur/routes.ts";
import { statusOf } from "../serveur/status.ts";
import type { Site } from "../site.ts";
import { type RefusLu, refusLu, SANS_REFUS_LU } from "./refus-lu.ts";

const CHEMIN = "/ma-demande/:epci/messages";
const LIRE = garde("demande-menage", "lire");
const ECRIRE = garde("demande-menage", "modifier");

/** Refusals that are shown in the form. */
export const REFUS_MESSAGE = ["message", "texte"];

export function messagesRoutes(site: Site): Routes {
  return new Routes()
    .get(CHEMIN, LIRE, (c) => show(site, c, {}, SANS_REFUS_LU))
    .post(CHEMIN, ECRIRE, (c) => send(site, c));
}

async function show(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: RefusLu): Promise<Response> {
  const { commun, dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const { messages } = c.var.base;
  const [fil, correspondants] = await Promise.all([
    messages.ofDemandeur(epci, demandeur),
    messages.correspondants(epci, demandeur),
  ]);
  await messages.marquerLus(epci, demandeur, "menage");
  const page = renderMessagesPage({
    commun,
    messages: fil,
    correspondants,
    etat: { saisie, refus: refus.affiche },
    aRelire: refus.code === "message-a-relire",
    annonce: c.req.query("fait") === "message" ? "Votre message est parti." : null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { dossier } = await ouvrirVisite(site, c);
  const { epci, id: demandeur } = dossier;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  try {
    await ecrireMessage(c.var.base, site.deps, {
      epci,
      demandeur,
      texte: saisie.texte?.[0] ?? "",
      relu: saisie.relu?.[0] === "oui",
      organisation: lecture.textOrNull("organisation") === null ? null : lecture.hidden("organisation"),
    });
  } catch (error) {
    return show(site, c, saisie, refusLu(error, REFUS_MESSAGE));
  }
  return c.redirect(`${hrefDemande(epci, "messages")}?fait=message`, 303);
}
