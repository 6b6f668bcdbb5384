import type { Context } from "hono";
import { z } from "zod";
import { isSensible, NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { MOTIFS_LECTURE } from "#donnees/regles/piece/piece.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deposerPiece } from "../../actes/piece/deposer-piece.ts";
import { lirePiece } from "../../actes/piece/lire-piece.ts";
import { demanderPiece, verifierPiece } from "../../actes/piece/verifier-piece.ts";
import { dossierInconnu, readPiecesDossier } from "../../lectures/piece/read-pieces.ts";
import { hrefPieces } from "../../pages/piece/chemins.ts";
import { renderPiecesPage } from "../../pages/piece/pieces-page.tsx";
import { designation, PIECES_DOSSIER, readDecision, UNE_PIECE } from "./designation.ts";
import { recevoirPiece } from "./envoi.ts";
import { sensiblesRoutes } from "./sensibles.routes.ts";
import { servirPiece } from "./servir.ts";

const LIRE = garde("piece", "lire");

const ANNONCES: Readonly<Record<string, string>> = {
  depose: "Document déposé.",
  verifie: "Vérification enregistrée. Elle vaut pour tous les organismes.",
  demande: "Document demandé. Le ménage est prévenu.",
  "deja-demande": "Ce document est déjà demandé : une seule demande vaut pour tous.",
};

/** `/t/:epci/demandes/:demandeur/pieces`: the ladder of the bodies, from the list to the file. */
export function piecesRoutes(site: Site): Routes {
  return new Routes()
    .get(PIECES_DOSSIER, LIRE, (c) => show(site, c))
    .get(`${PIECES_DOSSIER}/${UNE_PIECE}/fichier`, LIRE, (c) => servir(site, c))
    .post(`${PIECES_DOSSIER}/${UNE_PIECE}/verifier`, garde("piece", "valider"), (c) => verifier(site, c))
    .post(`${PIECES_DOSSIER}/deposer`, garde("piece", "creer"), (c) => deposer(site, c))
    .post(`${PIECES_DOSSIER}/demander`, LIRE, (c) => demander(site, c))
    .route("/", sensiblesRoutes(site));
}

type Vue = { readonly saisie?: SaisieFormulaire; readonly erreurs?: readonly { champ: string; message: string }[] };

async function show(
  site: Site,
  c: Context<Env>,
  { saisie = {}, erreurs = [] }: Vue = {},
  statut: 200 | 400 | 413 | 422 = 200,
) {
  const { epci, cadre } = await openCadre(site, c);
  const jour = site.deps.horloge.aujourdhui();
  const base = c.var.bases.pour(c.var.acteur, { ressource: "piece", action: "lire" });
  const lues = await readPiecesDossier(base, { epci, demandeur: c.req.param("demandeur") ?? "", jour });
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(
    renderPiecesPage({ cadre, lues, jour, annonce, etat: { saisie, refus: { message: null, erreurs } } }),
    statut,
  );
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

async function verifier(site: Site, c: Context<Env>): Promise<Response> {
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const decision = readDecision(lecture);
  const d = designation(c);
  if (lecture.erreurs.length > 0) return show(site, c, { erreurs: lecture.erreurs }, 422);
  return answer(site, c, lecture, async () => {
    await verifierPiece(c.var.base, site.deps, { ...d, sensible: false, ...decision });
    return "verifie";
  });
}

/** What can be corrected comes back on the page; what is of no form goes up. */
async function answer(
  site: Site,
  c: Context<Env>,
  { saisie }: Lecture,
  work: () => Promise<string>,
): Promise<Response> {
  const { epci, demandeur } = designation(c);
  try {
    return c.redirect(`${hrefPieces(epci, demandeur)}?fait=${await work()}`, 303);
  } catch (error) {
    if (!(error instanceof Refus) || statusOf(error.code) !== 422) throw error;
    return show(site, c, { saisie, erreurs: [{ champ: "nature", message: error.message }] }, 422);
  }
}

async function demander(site: Site, c: Context<Env>): Promise<Response> {
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const nature = lecture.choice("nature", "Document", NATURES_PIECE);
  const avant = lecture.dayOrNull("avant", "À fournir avant le");
  if (lecture.erreurs.length > 0) return show(site, c, { saisie: lecture.saisie, erreurs: lecture.erreurs }, 422);
  const { epci, demandeur } = designation(c);
  return answer(site, c, lecture, async () => {
    const neuve = await demanderPiece(c.var.base, site.deps, { epci, demandeur, nature, avant });
    return neuve ? "demande" : "deja-demande";
  });
}

const depotSchema = z.object({
  nature: z.enum(NATURES_PIECE).nullable().catch(null),
  personne: z.coerce.number().int().min(0).max(30).catch(0),
});

/** A paper scanned at the desk. Sensitive ones are sent by the household itself. */
async function deposer(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, demandeur } = designation(c);
  const dossier = await c.var.base.pieces.dossier(epci, demandeur);
  if (dossier === null) throw dossierInconnu();
  try {
    const { champs, nom, octets } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
    const { nature, personne } = depotSchema.parse(champs);
    if (nature === null || isSensible(nature)) throw new Refus("piece-nature", "Document : choisissez dans la liste.");
    await deposerPiece(c.var.base, site.deps, {
      dossier,
      nature,
      personne: personne === 0 ? null : personne,
      nom,
      octets,
    });
    return c.redirect(`${hrefPieces(epci, demandeur)}?fait=depose`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const statut = statusOf(error.code);
    const kept = statut === 400 || statut === 413 ? statut : 422;
    return show(site, c, { erreurs: [{ champ: "nature-depot", message: error.message }] }, kept);
  }
}
