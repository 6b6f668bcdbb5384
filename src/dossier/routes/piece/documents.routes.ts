import type { Context } from "hono";
import { z } from "zod";
import { isSensible, NATURES_PIECE, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { ABSENCES_PIECE } from "#donnees/regles/piece/piece.ts";
import { recevoirPiece } from "#donnees/routes/piece/envoi.ts";
import { servirPiece } from "#donnees/routes/piece/servir.ts";
import { interdit, pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { deposerPiece } from "../../actes/piece/deposer-piece.ts";
import { lireSaPiece } from "../../actes/piece/lire-piece.ts";
import { direAbsente, retirerPiece, tournerPiece, trouverSaPiece } from "../../actes/piece/retirer-piece.ts";
import type { DossierPieces } from "../../lectures/piece/ports.ts";
import { readMesPieces } from "../../lectures/piece/read-pieces.ts";
import { nomDe } from "../../lectures/piece/scelle.ts";
import { ETAPE_DOCUMENTS } from "../../pages/piece/chemins.ts";
import { renderDocumentPage, renderRecuPage } from "../../pages/piece/document-page.tsx";
import { type MesPieces, renderDocumentsPage } from "../../pages/piece/documents-page.tsx";
import { ouvrirVisite, RACINE_MENAGE, type Visite } from "../commun.ts";

const DOCUMENT = `${ETAPE_DOCUMENTS}/:nature{[a-z][a-z0-9-]{2,40}}`;
const RECU = `${ETAPE_DOCUMENTS}/recus/:piece{[0-9a-f-]{36}}`;

const LIRE = garde("piece", "lire");
const CREER = garde("piece", "creer");
const RETIRER = garde("piece", "supprimer");

export function documentsRoutes(site: Site): Routes {
  const page = { racine: RACINE_MENAGE, droit: LIRE };
  return new Routes()
    .route(
      "/",
      pageActes(
        site,
        { ...page, chemin: ETAPE_DOCUMENTS, show: showListe, actes: {}, annonces: { absent: ABSENT.annonce } },
        {
          ...page,
          chemin: DOCUMENT,
          show: showDocument,
          actes: { depose: DEPOSER, absent: ABSENT },
          annonces: { retire: ENLEVER.annonce },
        },
        {
          ...page,
          chemin: RECU,
          show: showRecu,
          actes: { tourne: TOURNER, retire: ENLEVER },
          annonces: {
            recu: "Document reçu. Vérifiez qu’on peut le lire.",
            controle: "Document reçu. Nous le contrôlons avant de l’ouvrir.",
          },
        },
      ),
    )
    .get(`${RACINE_MENAGE}/${RECU}/fichier`, LIRE, (c) => servir(site, c));
}

type Ouverte = Visite & { readonly pieces: DossierPieces; readonly lues: MesPieces; readonly jour: string };

async function open(site: Site, c: Context<Env>): Promise<Ouverte> {
  const visite = await ouvrirVisite(site, c);
  const { id, epci, reference, guichet, reponses, personnes, sensibles } = visite.dossier;
  const pieces = { demandeur: id, epci, reference, guichet, reponses, personnes };
  const jour = site.deps.horloge.aujourdhui();
  return { ...visite, pieces, jour, lues: await readMesPieces(c.var.base, pieces, { sensibles, jour }) };
}

async function showListe(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { commun, lues, jour } = await open(site, c);
  return renderDocumentsPage({ commun, lues, jour, annonce });
}

const personneSchema = z.coerce.number().int().min(0).max(30).catch(0);

/** Person: 0, the applicant, unless the URL names another one. A mandate opens nothing sensitive. */
function readCible({ dossier }: Visite, c: Context<Env>): { nature: NaturePiece; personne: number | null } {
  const nature = NATURES_PIECE.find((code) => code === c.req.param("nature"));
  if (nature === undefined) throw pageIntrouvable();
  if (isSensible(nature) && dossier.lien === "mandat") {
    throw interdit("droit-absent", "Ce document est trop personnel pour un mandat. La personne l’envoie elle-même.");
  }
  const rang = personneSchema.parse(c.req.query("personne"));
  return { nature, personne: dossier.personnes.some((personne) => personne.rang === rang) ? rang : null };
}

async function showDocument(site: Site, c: Context<Env>, { refus, annonce }: EtatPage): Promise<string> {
  const opened = await open(site, c);
  const { nature, personne } = readCible(opened, c);
  const same = (one: { nature: NaturePiece; personne: number | null }) =>
    one.nature === nature && (isSensible(nature) || (one.personne ?? 0) === (personne ?? 0));
  const { commun, lues, jour } = opened;
  return renderDocumentPage({
    commun,
    lues,
    nature,
    personne,
    jour,
    refus,
    annonce,
    attendue: lues.situees.find(same) ?? null,
    siennes: lues.pieces.filter((piece) => same(piece) && piece.etat !== "obsolete"),
  });
}

const DEPOSER = defineActe({
  chemin: "",
  droit: CREER,
  annonce: null,
  champDe: () => "photo",
  fichier: true,
  champs: {},
  run: async ({ base, site, c }) => {
    const opened = await ouvrirVisite(site, c);
    const { nature, personne } = readCible(opened, c);
    const { id, epci, guichet } = opened.dossier;
    const { nom, octets } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
    const dossier = { demandeur: id, epci, guichet };
    const piece = await deposerPiece(base, site.deps, { dossier, nature, personne, nom, octets });
    const { etat } = await trouverSaPiece(base, { demandeur: id, epci, piece });
    return versRecu(piece, etat === "quarantaine" ? "controle" : "recu");
  },
});

const ABSENT = defineActe({
  chemin: "absent",
  droit: CREER,
  annonce: "C’est noté. Vous pourrez l’envoyer plus tard.",
  champs: { raison: choix("Pourquoi", ABSENCES_PIECE) },
  run: async ({ base, site, c }, { raison }) => {
    const opened = await ouvrirVisite(site, c);
    const { id, epci, guichet } = opened.dossier;
    const dossier = { demandeur: id, epci, guichet };
    await direAbsente(base, site.deps, { dossier, ...readCible(opened, c), raison });
    return new Suite({ chemin: ETAPE_DOCUMENTS });
  },
});

function versRecu(piece: string, fait: string): Suite {
  return new Suite({ chemin: `${ETAPE_DOCUMENTS}/recus/${piece}`, fait });
}

function designation({ dossier }: Visite, c: Context<Env>) {
  return { epci: dossier.epci, demandeur: dossier.id, piece: c.req.param("piece") ?? "" };
}

async function showRecu(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const visite = await ouvrirVisite(site, c);
  const piece = await trouverSaPiece(c.var.base, designation(visite, c));
  const jour = site.deps.horloge.aujourdhui();
  const nom = nomDe(site.deps.coffre, piece);
  return renderRecuPage({ commun: visite.commun, piece, nom, jour, annonce: etat.annonce, erreur: erreurOf(etat) });
}

async function servir(site: Site, c: Context<Env>): Promise<Response> {
  const visite = await ouvrirVisite(site, c);
  return servirPiece(c, await lireSaPiece(c.var.base, site.deps, designation(visite, c)));
}

const TOURNER = defineActe({
  chemin: "tourner",
  droit: RETIRER,
  annonce: "Photo tournée.",
  champs: {},
  run: async ({ base, site, c }) => {
    const { pieces } = await open(site, c);
    return versRecu(await tournerPiece(base, site.deps, pieces, c.req.param("piece") ?? ""), "tourne");
  },
});

const ENLEVER = defineActe({
  chemin: "retirer",
  droit: RETIRER,
  annonce: "Document supprimé.",
  champs: {},
  run: async ({ base, site, c }) => {
    const nature = await retirerPiece(base, site.deps, designation(await ouvrirVisite(site, c), c));
    return new Suite({ chemin: `${ETAPE_DOCUMENTS}/${nature}` });
  },
});
