import type { Context } from "hono";
import { z } from "zod";
import { isSensible, NATURES_PIECE, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { ABSENCES_PIECE } from "#donnees/regles/piece/piece.ts";
import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { deposerPiece } from "../../actes/piece/deposer-piece.ts";
import { lireSaPiece } from "../../actes/piece/lire-piece.ts";
import { direAbsente, retirerPiece, tournerPiece, trouverSaPiece } from "../../actes/piece/retirer-piece.ts";
import type { DossierPieces } from "../../lectures/piece/ports.ts";
import { readMesPieces } from "../../lectures/piece/read-pieces.ts";
import { nomDe } from "../../lectures/piece/scelle.ts";
import { ETAPE_DOCUMENTS, hrefDocument, hrefSaPiece } from "../../pages/piece/chemins.ts";
import { renderDocumentPage, renderRecuPage } from "../../pages/piece/document-page.tsx";
import { type MesPieces, renderDocumentsPage } from "../../pages/piece/documents-page.tsx";
import { ouvrirVisite, type Visite } from "../commun.ts";
import { recevoirPiece } from "./envoi.ts";
import { servirPiece } from "./servir.ts";

const DOCUMENTS = `/ma-demande/:epci/${ETAPE_DOCUMENTS}`;
const DOCUMENT = `${DOCUMENTS}/:nature{[a-z][a-z0-9-]{2,40}}`;
const RECU = `${DOCUMENTS}/recus/:piece{[0-9a-f-]{36}}`;

const LIRE = garde("piece", "lire");
const CREER = garde("piece", "creer");
const RETIRER = garde("piece", "supprimer");

const ANNONCES: Readonly<Record<string, string>> = {
  recu: "Document reçu. Vérifiez qu’on peut le lire.",
  controle: "Document reçu. Nous le contrôlons avant de l’ouvrir.",
  absent: "C’est noté. Vous pourrez l’envoyer plus tard.",
  retire: "Document supprimé.",
  tourne: "Photo tournée.",
};

/** Step « Vos documents » of the household: one paper a page, each sent alone. */
export function documentsRoutes(site: Site): Routes {
  return new Routes()
    .get(DOCUMENTS, LIRE, (c) => showListe(site, c))
    .get(DOCUMENT, LIRE, (c) => showDocument(site, c, SANS_REFUS))
    .post(DOCUMENT, CREER, (c) => deposer(site, c))
    .post(`${DOCUMENT}/absent`, CREER, (c) => absent(site, c))
    .get(RECU, LIRE, (c) => showRecu(site, c))
    .get(`${RECU}/fichier`, LIRE, (c) => servir(site, c))
    .post(`${RECU}/tourner`, RETIRER, (c) => tourner(site, c))
    .post(`${RECU}/retirer`, RETIRER, (c) => retirer(site, c));
}

type Ouverte = Visite & { readonly pieces: DossierPieces; readonly lues: MesPieces; readonly jour: string };

async function open(site: Site, c: Context<Env>): Promise<Ouverte> {
  const visite = await ouvrirVisite(site, c);
  const { id, epci, reference, guichet, reponses, personnes, sensibles } = visite.dossier;
  const pieces = { demandeur: id, epci, reference, guichet, reponses, personnes };
  const jour = site.deps.horloge.aujourdhui();
  return { ...visite, pieces, jour, lues: await readMesPieces(c.var.base, pieces, { sensibles, jour }) };
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, lues, jour } = await open(site, c);
  return c.html(renderDocumentsPage({ commun, lues, jour, annonce: annonceOf(c) }));
}

function annonceOf(c: Context<Env>): string | null {
  return ANNONCES[c.req.query("fait") ?? ""] ?? null;
}

const personneSchema = z.coerce.number().int().min(0).max(30).catch(0);

/** Of whom: 0, whoever asks, unless the address names somebody of the file. A mandate opens nothing sensitive. */
function readCible({ dossier }: Visite, c: Context<Env>): { nature: NaturePiece; personne: number | null } {
  const nature = NATURES_PIECE.find((code) => code === c.req.param("nature"));
  if (nature === undefined) throw new Refus("page-introuvable", "Cette page n’existe pas, ou n’existe plus.");
  if (isSensible(nature) && dossier.lien === "mandat") {
    throw new Refus("droit-absent", "Ce document est trop personnel pour un mandat. La personne l’envoie elle-même.");
  }
  const rang = personneSchema.parse(c.req.query("personne"));
  return { nature, personne: dossier.personnes.some((personne) => personne.rang === rang) ? rang : null };
}

async function showDocument(site: Site, c: Context<Env>, refus: RefusFormulaire, statut: 200 | 400 | 413 | 422 = 200) {
  const opened = await open(site, c);
  const { nature, personne } = readCible(opened, c);
  const same = (one: { nature: NaturePiece; personne: number | null }) =>
    one.nature === nature && (isSensible(nature) || (one.personne ?? 0) === (personne ?? 0));
  const { commun, lues, jour } = opened;
  const page = renderDocumentPage({
    commun,
    lues,
    nature,
    personne,
    jour,
    refus,
    annonce: annonceOf(c),
    attendue: lues.situees.find(same) ?? null,
    siennes: lues.pieces.filter((piece) => same(piece) && piece.etat !== "obsolete"),
  });
  return c.html(page, statut);
}

async function deposer(site: Site, c: Context<Env>): Promise<Response> {
  const opened = await ouvrirVisite(site, c);
  const { nature, personne } = readCible(opened, c);
  const { id, epci, guichet } = opened.dossier;
  try {
    const { nom, octets } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
    const dossier = { demandeur: id, epci, guichet };
    const piece = await deposerPiece(c.var.base, site.deps, { dossier, nature, personne, nom, octets });
    const { etat } = await trouverSaPiece(c.var.base, { demandeur: id, epci, piece });
    return c.redirect(`${hrefSaPiece(epci, piece)}?fait=${etat === "quarantaine" ? "controle" : "recu"}`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const statut = statusOf(error.code);
    const kept = statut === 400 || statut === 413 ? statut : 422;
    return showDocument(site, c, { message: null, erreurs: [{ champ: "photo", message: error.message }] }, kept);
  }
}

async function absent(site: Site, c: Context<Env>): Promise<Response> {
  const opened = await ouvrirVisite(site, c);
  const { nature, personne } = readCible(opened, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const raison = lecture.choice("raison", "Pourquoi", ABSENCES_PIECE);
  if (lecture.erreurs.length > 0) return showDocument(site, c, { message: null, erreurs: lecture.erreurs }, 422);
  const { id, epci, guichet } = opened.dossier;
  await direAbsente(c.var.base, site.deps, { dossier: { demandeur: id, epci, guichet }, nature, personne, raison });
  return c.redirect(`${hrefDemande(epci, ETAPE_DOCUMENTS)}?fait=absent`, 303);
}

function designation({ dossier }: Visite, c: Context<Env>) {
  return { epci: dossier.epci, demandeur: dossier.id, piece: c.req.param("piece") ?? "" };
}

async function showRecu(site: Site, c: Context<Env>): Promise<Response> {
  const visite = await ouvrirVisite(site, c);
  const piece = await trouverSaPiece(c.var.base, designation(visite, c));
  const jour = site.deps.horloge.aujourdhui();
  const nom = nomDe(site.deps.coffre, piece);
  return c.html(renderRecuPage({ commun: visite.commun, piece, nom, jour, annonce: annonceOf(c) }));
}

async function servir(site: Site, c: Context<Env>): Promise<Response> {
  const visite = await ouvrirVisite(site, c);
  return servirPiece(c, await lireSaPiece(c.var.base, site.deps, designation(visite, c)));
}

async function tourner(site: Site, c: Context<Env>): Promise<Response> {
  const { pieces, dossier } = await open(site, c);
  const neuve = await tournerPiece(c.var.base, site.deps, pieces, c.req.param("piece") ?? "");
  return c.redirect(`${hrefSaPiece(dossier.epci, neuve)}?fait=tourne`, 303);
}

async function retirer(site: Site, c: Context<Env>): Promise<Response> {
  const visite = await ouvrirVisite(site, c);
  const nature = await retirerPiece(c.var.base, site.deps, designation(visite, c));
  return c.redirect(`${hrefDocument(visite.dossier.epci, nature, null)}?fait=retire`, 303);
}
