import type { Context } from "hono";
import { ecrireMessage } from "#dossier/actes/message/ecrire-message.ts";
import { ouvrirVisite } from "#dossier/routes/commun.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderMessagesPage } from "../pages/messages-page.tsx";
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
