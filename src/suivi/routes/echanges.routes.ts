import type { Context } from "hono";
import { demanderChangement } from "#dossier/actes/courrier/changer-contact.ts";
import { ecrireMessage } from "#dossier/actes/message/ecrire-message.ts";
import { CANAUX_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { renderCoordonneesPage } from "../pages/formulaires-page.tsx";
import { renderMessagesAgentPage } from "../pages/messages-agent-page.tsx";
import { DOSSIER, openDossier, versFiche, versSuivi } from "./dossier-partage.ts";
import { REFUS_MESSAGE } from "./messages.routes.ts";
import { aCorriger, type RefusLu, refusLu, SANS_REFUS_LU } from "./refus-lu.ts";

const LIRE = garde("demande-menage", "lire");
const IDENTITE = garde("demande-identite", "modifier");

/** What a body writes to the household, and the addresses that its desk changes with it. */
export function echangesRoutes(site: Site): Routes {
  return new Routes()
    .get(`${DOSSIER}/messages`, LIRE, (c) => showMessages(site, c, {}, SANS_REFUS_LU))
    .post(`${DOSSIER}/messages`, LIRE, (c) => sendMessage(site, c))
    .get(`${DOSSIER}/coordonnees`, IDENTITE, (c) => showCoordonnees(site, c, {}, SANS_REFUS_LU))
    .post(`${DOSSIER}/coordonnees`, IDENTITE, (c) => sendCoordonnees(site, c));
}

async function showMessages(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: RefusLu): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur } = ouvert;
  const messages = await c.var.base.messages.ofDemandeur(epci, demandeur);
  await c.var.base.messages.marquerLus(epci, demandeur, "organisme");
  const aRelire = refus.code === "message-a-relire";
  const page = renderMessagesAgentPage({ ...ouvert, messages, aRelire, etat: { saisie, refus: refus.affiche } });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function sendMessage(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur } = ouvert;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const [texte, relu] = [saisie.texte?.[0] ?? "", saisie.relu?.[0] === "oui"];
  try {
    await ecrireMessage(c.var.base, site.deps, { epci, demandeur, texte, relu, organisation: null });
  } catch (error) {
    return showMessages(site, c, saisie, refusLu(error, REFUS_MESSAGE));
  }
  return versSuivi(c, ouvert, "message");
}

async function showCoordonnees(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefusLu,
): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const page = renderCoordonneesPage({ ...ouvert, etat: { saisie, refus: refus.affiche } });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function sendCoordonnees(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { epci, demandeur } = ouvert;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const canal = lecture.choice("canal", "Ce qui change", CANAUX_ENVOI);
  const nouveau = lecture.text("nouveau", "Nouvelle adresse");
  const attestee = lecture.choice("attestee", "L’ancienne adresse", ["non", "oui"]) === "oui";
  if (lecture.erreurs.length > 0) return showCoordonnees(site, c, saisie, aCorriger(lecture.erreurs));
  try {
    const demande = { epci, demandeur, canal, saisie: nouveau, attestee };
    return versSuivi(c, ouvert, await demanderChangement(c.var.base, site.deps, demande));
  } catch (error) {
    return showCoordonnees(site, c, saisie, refusLu(error, ["adresse"]));
  }
}
