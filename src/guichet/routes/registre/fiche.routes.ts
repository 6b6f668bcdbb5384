import type { Context } from "hono";
import { readPiecesDossier } from "#dossier/lectures/piece/read-pieces.ts";
import { CHEMIN_DEMANDES, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { MOTIFS_OUVERTURE } from "#observatoire/regles/registre/registre.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { remettreAttestation } from "../../actes/registre/attester.ts";
import { declarerProximite, findLigne, lireSensible, ouvrirFiche } from "../../actes/registre/ouvrir-fiche.ts";
import { composeAttestation } from "../../documents/attestation-demande.ts";
import { lireFiche } from "../../lectures/registre/lire-fiche.ts";
import { renderFichePage } from "../../pages/registre/fiche-page.tsx";
import { renderMotifPage } from "../../pages/registre/motif-page.tsx";
import { sayReponsesSensibles } from "../../pages/registre/sensible-mots.ts";
import { acteRoutes } from "./actes.routes.ts";
import { codeRoutes } from "./code.routes.ts";
import { etapesGuichetRoutes } from "./etapes-guichet.routes.ts";

const DEMANDE = `/t/:epci/${CHEMIN_DEMANDES}/:demandeur{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}`;

const ANNONCES: Readonly<Record<string, string>> = {
  ouverte: "La demande est ouverte. Ouvrez le dossier pour continuer avec la personne, ou pour l’enregistrer.",
  etapes: "Les réponses sont gardées. Vous reprendrez où vous en étiez.",
  enregistrer: "La demande est enregistrée. Remettez l’attestation au demandeur.",
  complement: "Le complément est demandé.",
  renouveler: "La demande est renouvelée pour un an.",
  avertir: "Le demandeur est averti.",
  lever: "L’avertissement est levé.",
  radier: "La demande est radiée.",
  reactiver: "La demande est réactivée.",
  irrecevabilite: "La décision de la commission est écrite.",
};

/** One file: the purpose, the page, what is sensitive, the attestation, the acts. */
export function ficheRoutes(site: Site): Routes {
  const lire = garde("demande-identite", "lire");
  return new Routes()
    .get(DEMANDE, lire, (c) => show(site, c))
    .post(`${DEMANDE}/ouvrir`, lire, (c) => open(site, c))
    .post(`${DEMANDE}/proximite`, lire, (c) => declare(site, c))
    .post(`${DEMANDE}/sensible`, garde("demande-sensible", "lire"), (c) => showSensible(site, c))
    .post(`${DEMANDE}/attestation`, garde("demande-identite", "modifier"), (c) => sendAttestation(site, c))
    .route("/", etapesGuichetRoutes(site, DEMANDE))
    .route("/", codeRoutes(site, DEMANDE))
    .route("/", acteRoutes(site, DEMANDE));
}

function readDemandeur(c: Context<Env>): string {
  return c.req.param("demandeur") ?? "";
}

async function show(site: Site, c: Context<Env>): Promise<Response> {
  const motif = await motifOuvert(site, c);
  if (motif === null) return showMotif(site, c, { saisie: {}, refus: SANS_REFUS }, 200);
  return showFiche(site, c, { motif, sensibles: null, refus: null });
}

/** Why the person opened the file, within the last half-hour; null: they did not, or it has ended. */
async function motifOuvert({ deps }: Site, c: Context<Env>): Promise<string | null> {
  const ouverture = await c.var.base.registres.ouverture(readDemandeur(c), deps.horloge.maintenant());
  return ouverture?.motif ?? null;
}

type Vue = {
  readonly motif: string;
  readonly sensibles: readonly (readonly [string, string])[] | null;
  readonly refus: Refus | null;
};

async function showFiche(site: Site, c: Context<Env>, { motif, sensibles, refus }: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { coffre, horloge } = site.deps;
  const demandeur = readDemandeur(c);
  const lue = await lireFiche(c.var.base, coffre, { epci, demandeur, aujourdhui: horloge.aujourdhui() });
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  const pieces = peut(c.var.acteur, "piece", "lire", epci)
    ? await readPiecesDossier(c.var.base, { epci, demandeur, jour: lue.aujourdhui })
    : null;
  const remettre = peut(c.var.acteur, "demande-identite", "modifier", epci);
  const page = renderFichePage({
    cadre,
    lue,
    pieces,
    motif,
    annonce,
    remettre,
    sensibles,
    refus: refus?.message ?? null,
  });
  return c.html(page, refus === null ? 200 : statusOf(refus.code));
}

async function showMotif(site: Site, c: Context<Env>, etat: EtatFormulaire, statut: 200 | 422): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const ligne = await findLigne(c.var.base, epci, readDemandeur(c));
  return c.html(renderMotifPage({ cadre, epci, ligne, etat }), statut);
}

async function open(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const motif = lu.choice("motif", "Pourquoi l’ouvrez-vous ?", MOTIFS_OUVERTURE);
  if (lu.erreurs.length > 0) return showMotif(site, c, { saisie, refus: { message: null, erreurs: lu.erreurs } }, 422);
  const demandeur = readDemandeur(c);
  await ouvrirFiche(c.var.base, { epci, demandeur, motif, maintenant: site.deps.horloge.maintenant() });
  return c.redirect(hrefTerritoire(epci, cheminDemande(demandeur)), 303);
}

async function declare(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  await declarerProximite(c.var.base, epci, readDemandeur(c));
  return c.redirect(hrefTerritoire(epci, CHEMIN_DEMANDES, { fait: "proximite" }), 303);
}

/** A page that answers a form: nothing sensitive stays at an address that one comes back to. */
async function showSensible(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const demandeur = readDemandeur(c);
  const motif = await motifOuvert(site, c);
  if (motif === null) return c.redirect(hrefTerritoire(epci, cheminDemande(demandeur)), 303);
  const raison = valeurDe(saisieOf(await c.req.parseBody()), "raison")
    .trim()
    .slice(0, 200);
  const { bases, coffre } = site.deps;
  const own = bases.pour({ ...c.var.acteur, motif: raison }, { ressource: "demande-sensible", action: "lire" });
  try {
    const textes = await lireSensible(own, coffre, { epci, demandeur });
    return await showFiche(site, c, { motif, sensibles: textes.flatMap(sayReponsesSensibles), refus: null });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showFiche(site, c, { motif, sensibles: null, refus: error });
  }
}

async function sendAttestation(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { coffre, horloge } = site.deps;
  const demandeur = readDemandeur(c);
  const attestation = await remettreAttestation(c.var.base, coffre, {
    epci,
    demandeur,
    aujourdhui: horloge.aujourdhui(),
  });
  const contenu = await renderDocumentPdf(composeAttestation(attestation, horloge.maintenant()));
  const reference = (attestation.reference ?? "demande").replaceAll(/[^A-Za-z0-9-]/g, "");
  return sendDocument(c, { nom: `attestation-${reference}`, type: "pdf", contenu });
}
