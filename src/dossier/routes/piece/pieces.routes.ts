import type { Context } from "hono";
import { z } from "zod";
import { isSensible, NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { MOTIFS_LECTURE } from "#donnees/regles/piece/piece.ts";
import { recevoirPiece } from "#donnees/routes/piece/envoi.ts";
import { servirPiece } from "#donnees/routes/piece/servir.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, jourOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deposerPiece } from "../../actes/piece/deposer-piece.ts";
import { lirePiece } from "../../actes/piece/lire-piece.ts";
import { demanderPiece, verifierPiece } from "../../actes/piece/verifier-piece.ts";
import { dossierInconnu, readPiecesDossier } from "../../lectures/piece/read-pieces.ts";
import { renderPiecesPage } from "../../pages/piece/pieces-page.tsx";
import { DECISION, designation, PIECES_DOSSIER, UNE_PIECE } from "./designation.ts";
import { sensiblesRoutes } from "./sensibles.routes.ts";

const LIRE = garde("piece", "lire");

/** `/t/:epci/demandes/:demandeur/pieces`: each organisation reads what it may, from the list to the file. */
export function piecesRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${PIECES_DOSSIER}/${UNE_PIECE}/fichier`, LIRE, (c) => servir(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: PIECES_DOSSIER,
        droit: LIRE,
        show: showPieces,
        actes: { verifie: VERIFIER, depose: DEPOSER, demande: DEMANDER },
        annonces: { "deja-demande": "Ce document est déjà demandé\u00A0: une seule demande vaut pour tous." },
      }),
    )
    .route("/", sensiblesRoutes(site));
}

async function showPieces(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const jour = site.deps.horloge.aujourdhui();
  const base = c.var.bases.pour(c.var.acteur, { ressource: "piece", action: "lire" });
  const lues = await readPiecesDossier(base, { epci, demandeur: designation(c).demandeur, jour });
  return renderPiecesPage({ cadre, lues, jour, annonce, etat: { saisie, refus } });
}

async function servir(site: Site, c: Context<Env>): Promise<Response> {
  const motif = z
    .enum(MOTIFS_LECTURE)
    .nullable()
    .catch(null)
    .parse(c.req.query("motif") ?? null);
  const { bases, acteur } = c.var;
  return servirPiece(c, await lirePiece(bases, acteur, site.deps, { ...designation(c), motif }));
}

const VERIFIER = defineActe({
  chemin: `${UNE_PIECE}/verifier`,
  droit: garde("piece", "valider"),
  annonce: "Vérification enregistrée. Elle vaut pour tous les organismes.",
  champs: DECISION,
  run: ({ base, site, c }, { valide: valideJusquAu, ...decision }) =>
    verifierPiece(base, site.deps, { ...designation(c), sensible: false, ...decision, valideJusquAu }),
});

const DEMANDER = defineActe({
  chemin: "demander",
  droit: LIRE,
  annonce: "Document demandé. Le ménage est prévenu.",
  champDe: ({ genre }) => (genre === "saisie" ? "nature" : undefined),
  champs: { nature: choix("Document", NATURES_PIECE), avant: jourOuVide("À fournir avant le") },
  run: async ({ base, site, c }, demande) => {
    const { epci, demandeur } = designation(c);
    const neuve = await demanderPiece(base, site.deps, { epci, demandeur, ...demande });
    return new Suite({ fait: neuve ? "demande" : "deja-demande" });
  },
});

const depotSchema = z.object({
  nature: z.enum(NATURES_PIECE).nullable().catch(null),
  personne: z.coerce.number().int().min(0).max(30).catch(0),
});

/** Only the household itself uploads sensitive pieces. */
const DEPOSER = defineActe({
  chemin: "deposer",
  droit: garde("piece", "creer"),
  annonce: "Document déposé.",
  champDe: () => "nature-depot",
  fichier: true,
  champs: {},
  run: async ({ base, site, c }) => {
    const { epci, demandeur } = designation(c);
    const dossier = await base.pieces.dossier(epci, demandeur);
    if (dossier === null) throw dossierInconnu();
    const { champs, nom, octets } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
    const { nature, personne: rang } = depotSchema.parse(champs);
    if (nature === null || isSensible(nature)) {
      throw new Refus("piece-nature", "Document\u00A0: choisissez dans la liste.");
    }
    const personne = rang === 0 ? null : rang;
    await deposerPiece(base, site.deps, { dossier, nature, personne, nom, octets });
  },
});
