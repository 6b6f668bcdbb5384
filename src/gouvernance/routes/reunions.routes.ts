import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderReunionsIcs } from "#socle/documents/reunion-ics.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { checkConvocation, convoquer, findReunion, nextSequence } from "../actes/reunion-ecrire.ts";
import { joindrePiece, listDocuments, retirerPiece } from "../actes/reunion-pieces.ts";
import { composeOrdreDuJour } from "../documents/ordre-du-jour-document.ts";
import { writeMessage } from "../lectures/convocation-message.ts";
import { convoquesOf, destinatairesOf } from "../lectures/convoquer-qui.ts";
import { evenementOf } from "../lectures/reunion-evenement.ts";
import { readReunion, readReunions } from "../lectures/reunion-lire.ts";
import { renderConvocationPage } from "../pages/convocation-page.tsx";
import { CHEMIN_REUNIONS } from "../pages/instance-chemins.ts";
import { renderReunionsPage } from "../pages/reunion-liste-page.tsx";
import { renderReunionPage } from "../pages/reunion-page.tsx";
import {
  ANNULER_REUNION,
  CREER_REUNION,
  MODIFIER_REUNION,
  prevenir,
  REUNION,
  reunionActes,
  reunionOf,
} from "./reunions-ecriture.ts";
import { filtreSchema } from "./reunions-saisie.ts";

const LIRE = garde("instance", "lire");
const LIRE_TOUT = garde("instance", "lire", { partout: true });
const MODIFIER = garde("instance", "modifier", { partout: true });

const REUNIONS = `/t/:epci/${CHEMIN_REUNIONS}`;
const ADRESSE = `/t/:epci/${REUNION}`;

/** `/t/:epci/commission/reunions`: prepare, convene, change, cancel; the calendar of all meetings. */
export function reunionsRoutes(site: Site): Routes {
  const reunion = {
    chemin: REUNION,
    droit: LIRE_TOUT,
    show: showReunion,
    actes: { envois: RENVOYER, pieces: JOINDRE, retrait: RETIRER_PIECE },
    annonces: { creee: CREER_REUNION, modifiee: MODIFIER_REUNION, annulee: ANNULER_REUNION, convoquee: CONVOQUER },
  };
  const convocation = { chemin: `${REUNION}/convoquer`, droit: MODIFIER, show: showConvocation };
  return new Routes()
    .get(REUNIONS, LIRE, (c) => showReunions(site, c))
    .get(`${REUNIONS}.ics`, LIRE_TOUT, (c) => sendAgenda(site, c))
    .get(`${ADRESSE}/reunion.ics`, LIRE_TOUT, (c) => sendEvenement(site, c))
    .get(`${ADRESSE}/ordre-du-jour.pdf`, LIRE_TOUT, (c) => sendOrdreDuJour(site, c))
    .route("/", reunionActes(site))
    .route("/", pageActes(site, reunion))
    .route("/", pageActes(site, { ...convocation, actes: { convoquee: CONVOQUER } }));
}

async function showReunions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const filtre = parseInput(filtreSchema, c.req.query());
  return c.html(renderReunionsPage({ cadre, lues: await readReunions(c.var.base, epci, filtre) }));
}

async function showReunion(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const id = readNumero(c, "reunion");
  const lue = await readReunion(base, epci, id);
  const joint = peutPartout(acteur, "instance", "modifier", epci);
  return renderReunionPage({
    cadre,
    lue,
    documents: joint ? await listDocuments(base, epci, id) : null,
    depot: site.deps.courrier.depot,
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

async function showConvocation(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
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
  return renderConvocationPage({
    cadre,
    lue,
    qui,
    sequence,
    comptes: comptes.length,
    depot: courrier.depot,
    message: writeMessage(lue, { methode: "REQUEST", sequence }, connexion.origine),
    erreur: erreurOf(etat) ?? empeche?.message ?? null,
  });
}

function onlyRefus(error: unknown): Refus {
  if (error instanceof Refus) return error;
  throw error;
}

const CONVOQUER = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La réunion est convoquée. Ce qu’est devenu chaque message est écrit plus bas.",
  champs: { sequence: numeroCache() },
  run: async (lieu, { sequence: attendue }) => {
    await convoquer(lieu.base, { ...reunionOf(lieu), attendue });
    return prevenir(lieu);
  },
});

const RENVOYER = defineActe({
  chemin: "envois",
  droit: MODIFIER,
  annonce: "Ce qui n’était pas parti a été envoyé à nouveau. Ce qu’est devenu chaque message est écrit plus bas.",
  champs: {},
  run: async (lieu) => {
    const { base, epci } = lieu;
    const { id } = await findReunion(base, epci, lieu.numero("reunion"));
    await base.journal.ecrire({ acte: "convocation-renvoyee", ressource: "instance", epci, objet: `reunion:${id}` });
    return prevenir(lieu);
  },
});

const JOINDRE = defineActe({
  chemin: "pieces",
  droit: MODIFIER,
  annonce: "Les pièces jointes sont enregistrées.",
  defaire: { par: "retrait", quoi: "l’ajout de cette pièce", vise: ["piece"] },
  champs: { cle: brut() },
  run: async ({ base, epci, numero }, { cle }) =>
    new Suite({ annuler: await joindrePiece(base, { epci, reunion: numero("reunion"), cle }) }),
});

const RETIRER_PIECE = defineActe({
  chemin: "pieces/:piece{[0-9]+}/retirer",
  droit: MODIFIER,
  annonce: JOINDRE.annonce,
  defaire: { par: "pieces", quoi: "le retrait de cette pièce", vise: ["cle"], forme: /^[a-z-]+:[\w-]+$/ },
  champs: {},
  run: async ({ base, epci, numero }) =>
    new Suite({ annuler: await retirerPiece(base, { epci, reunion: numero("reunion"), piece: numero("piece") }) }),
});

/** One event for the actor's own calendar, without any invitation. */
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

/** All the filtered meetings; those still in preparation are tentative events. */
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
  const lue = await readReunion(c.var.base, epci, readNumero(c, "reunion"));
  const contenu = await renderDocumentPdf(composeOrdreDuJour(lue, site.deps.horloge.maintenant()));
  const sortie = { ressource: "instance", epci, objet: `ordre-du-jour.pdf:${lue.reunion.id}` } as const;
  return sendExport(c, sortie, { nom: `ordre-du-jour-${epci}-${lue.reunion.jour}`, type: "pdf", contenu });
}
