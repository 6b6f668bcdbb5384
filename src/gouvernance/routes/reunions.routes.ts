import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderReunionsIcs } from "#socle/documents/reunion-ics.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { checkConvocation, convoquer, findReunion, nextSequence } from "../actes/reunion-ecrire.ts";
import { joindrePiece, listDocuments, retirerPiece } from "../actes/reunion-pieces.ts";
import { composeOrdreDuJour } from "../documents/ordre-du-jour-document.ts";
import { writeMessage } from "../lectures/convocation-message.ts";
import { convoquesOf, destinatairesOf } from "../lectures/convoquer-qui.ts";
import { evenementOf } from "../lectures/reunion-evenement.ts";
import { readReunion, readReunions } from "../lectures/reunion-lire.ts";
import { renderConvocationPage } from "../pages/convocation-page.tsx";
import { CHEMIN_REUNIONS, cheminReunion } from "../pages/instance-chemins.ts";
import { renderReunionsPage } from "../pages/reunion-liste-page.tsx";
import { renderReunionPage } from "../pages/reunion-page.tsx";
import { sendCourrier } from "./courrier-documents.ts";
import {
  acteOf,
  cancelReunion,
  createReunion,
  modifyReunion,
  showAnnuler,
  showModifierReunion,
  showNouvelleReunion,
} from "./reunions-ecriture.ts";
import { filtreSchema } from "./reunions-saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  creee: "La réunion est créée. Écrivez son ordre du jour.",
  modifiee: "La réunion est modifiée.",
  annulee: "La réunion est annulée.",
  convoquee: "La réunion est convoquée. Ce qu’est devenu chaque message est écrit plus bas.",
  envois: "Ce qui n’était pas parti a été envoyé à nouveau. Ce qu’est devenu chaque message est écrit plus bas.",
  pieces: "Les pièces jointes sont enregistrées.",
};

const LIRE = garde("instance", "lire");
const LIRE_TOUT = garde("instance", "lire", { partout: true });
const CREER = garde("instance", "creer", { partout: true });
const MODIFIER = garde("instance", "modifier", { partout: true });

const REUNIONS = `/t/:epci/${CHEMIN_REUNIONS}`;
const REUNION = `${REUNIONS}/:reunion{[0-9]+}`;

/** `/t/:epci/commission/reunions`: prepare, convene, change, cancel; the calendar of all. */
export function reunionsRoutes(site: Site): Routes {
  return new Routes()
    .get(REUNIONS, LIRE, (c) => showReunions(site, c))
    .get(`${REUNIONS}.ics`, LIRE_TOUT, (c) => sendAgenda(site, c))
    .get(`${REUNIONS}/nouvelle`, CREER, (c) => showNouvelleReunion(site, c))
    .post(`${REUNIONS}/nouvelle`, CREER, (c) => createReunion(site, c))
    .get(REUNION, LIRE_TOUT, (c) => showReunion(site, c, null))
    .get(`${REUNION}/reunion.ics`, LIRE_TOUT, (c) => sendEvenement(site, c))
    .get(`${REUNION}/ordre-du-jour.pdf`, LIRE_TOUT, (c) => sendOrdreDuJour(site, c))
    .get(`${REUNION}/modifier`, MODIFIER, (c) => showModifierReunion(site, c))
    .post(`${REUNION}/modifier`, MODIFIER, (c) => modifyReunion(site, c))
    .get(`${REUNION}/annuler`, MODIFIER, (c) => showAnnuler(site, c))
    .post(`${REUNION}/annuler`, MODIFIER, (c) => cancelReunion(site, c))
    .get(`${REUNION}/convoquer`, MODIFIER, (c) => showConvocation(site, c, null))
    .post(`${REUNION}/convoquer`, MODIFIER, (c) => convene(site, c))
    .post(`${REUNION}/envois`, MODIFIER, (c) => sendAgain(site, c))
    .post(`${REUNION}/pieces`, MODIFIER, (c) => attach(site, c))
    .post(`${REUNION}/pieces/:piece{[0-9]+}/retirer`, MODIFIER, (c) => detach(site, c));
}

async function showReunions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const filtre = parseInput(filtreSchema, c.req.query());
  return c.html(renderReunionsPage({ cadre, lues: await readReunions(c.var.base, epci, filtre) }));
}

async function showReunion(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const id = readNumero(c, "reunion");
  const lue = await readReunion(base, epci, id);
  const joint = peutPartout(acteur, "instance", "modifier", epci);
  const page = renderReunionPage({
    cadre,
    lue,
    documents: joint ? await listDocuments(base, epci, id) : null,
    depot: site.deps.courrier.depot,
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function showConvocation(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { courrier, horloge, connexion } = site.deps;
  const aujourdhui = horloge.aujourdhui();
  const lue = await readReunion(base, epci, readNumero(c, "reunion"));
  const { reunion } = lue;
  const [qui, { comptes }, empeche] = await Promise.all([
    destinatairesOf(base, reunion),
    convoquesOf(base, reunion, aujourdhui),
    checkConvocation(base, reunion, aujourdhui).then(() => null, onlyRefus),
  ]);
  const sequence = nextSequence(reunion);
  const page = renderConvocationPage({
    cadre,
    lue,
    qui,
    sequence,
    comptes: comptes.length,
    depot: courrier.depot,
    message: writeMessage(lue, { methode: "REQUEST", sequence }, connexion.origine),
    erreur: (refus ?? empeche)?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

function onlyRefus(error: unknown): Refus {
  if (error instanceof Refus) return error;
  throw error;
}

async function convene(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const acte = acteOf(site, c, epci);
  const attendue = new Lecture(saisieOf(await c.req.parseBody())).hidden("sequence");
  try {
    await convoquer(c.var.base, { ...acte, attendue });
    await sendCourrier(site, c.var.base, epci, acte.reunion);
  } catch (error) {
    return again(error, (refus) => showConvocation(site, c, refus));
  }
  return c.redirect(hrefTerritoire(epci, cheminReunion(acte.reunion), { fait: "convoquee" }), 303);
}

async function sendAgain(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const { id } = await findReunion(base, epci, readNumero(c, "reunion"));
  await base.journal.ecrire({ acte: "convocation-renvoyee", ressource: "instance", epci, objet: `reunion:${id}` });
  await sendCourrier(site, base, epci, id);
  return c.redirect(hrefTerritoire(epci, cheminReunion(id), { fait: "envois" }), 303);
}

async function attach(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const reunion = readNumero(c, "reunion");
  const cle = saisieOf(await c.req.parseBody()).cle?.[0] ?? "";
  try {
    await joindrePiece(c.var.base, { epci, reunion, cle });
  } catch (error) {
    return again(error, (refus) => showReunion(site, c, refus));
  }
  return c.redirect(hrefTerritoire(epci, cheminReunion(reunion), { fait: "pieces" }), 303);
}

async function detach(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const reunion = readNumero(c, "reunion");
  try {
    await retirerPiece(c.var.base, { epci, reunion, piece: readNumero(c, "piece") });
  } catch (error) {
    return again(error, (refus) => showReunion(site, c, refus));
  }
  return c.redirect(hrefTerritoire(epci, cheminReunion(reunion), { fait: "pieces" }), 303);
}

/** One event, to put in one's own calendar: nobody is invited by it. */
async function sendEvenement(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { courrier, connexion, horloge } = site.deps;
  const { reunion, territoire, points } = await readReunion(c.var.base, epci, readNumero(c, "reunion"));
  const contexte = { origine: connexion.origine, adresse: courrier.adresse };
  const contenu = renderReunionsIcs({
    nom: null,
    methode: "PUBLISH",
    maintenant: horloge.maintenant(),
    evenements: [evenementOf(reunion, { nom: territoire.nom, points }, contexte)],
  });
  return sendDocument(c, { nom: `reunion-${epci}-${reunion.jour}`, type: "ics", contenu });
}

/** All the meetings that the filter keeps, those of an agenda still in the making too: a calendar shows them as to confirm. */
async function sendAgenda(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { courrier, connexion, horloge } = site.deps;
  const { mois } = await readReunions(c.var.base, epci, parseInput(filtreSchema, c.req.query()));
  const contexte = { origine: connexion.origine, adresse: courrier.adresse };
  const { nom } = cadre.territoire;
  const contenu = renderReunionsIcs({
    nom: `Réunions, ${nom}`,
    methode: "PUBLISH",
    maintenant: horloge.maintenant(),
    evenements: mois.flatMap(({ reunions }) =>
      reunions.map(({ reunion }) => evenementOf(reunion, { nom, points: null }, contexte)),
    ),
  });
  return sendDocument(c, { nom: `reunions-${epci}`, type: "ics", contenu });
}

async function sendOrdreDuJour(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const lue = await readReunion(base, epci, readNumero(c, "reunion"));
  const contenu = await renderDocumentPdf(composeOrdreDuJour(lue, site.deps.horloge.maintenant()));
  await base.journal.ecrire({
    acte: "document-exporte",
    ressource: "instance",
    epci,
    objet: `ordre-du-jour.pdf:${lue.reunion.id}`,
  });
  return sendDocument(c, { nom: `ordre-du-jour-${epci}-${lue.reunion.jour}`, type: "pdf", contenu });
}
