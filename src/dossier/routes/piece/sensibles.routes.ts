import type { Context } from "hono";
import type { ErreurChamp } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { baseSensible, lirePieceSensible } from "../../actes/piece/lire-piece.ts";
import { verifierPiece } from "../../actes/piece/verifier-piece.ts";
import { dossierInconnu } from "../../lectures/piece/read-pieces.ts";
import { hrefPieces } from "../../pages/piece/chemins.ts";
import { renderSensiblesPage } from "../../pages/piece/pieces-page.tsx";
import { designation, PIECES_DOSSIER, readDecision, UNE_PIECE } from "./designation.ts";
import { servirPiece } from "./servir.ts";

const SENSIBLES = `${PIECES_DOSSIER}/sensibles`;
const LIRE = garde("piece-sensible", "lire");

/** « Consultant sensible »: the flag, and a reason typed at each opening, which the row policies ask for too. */
export function sensiblesRoutes(site: Site): Routes {
  return new Routes()
    .get(SENSIBLES, LIRE, (c) => show(site, c, null, []))
    .post(SENSIBLES, LIRE, (c) => ouvrir(site, c))
    .post(`${SENSIBLES}/${UNE_PIECE}/fichier`, LIRE, (c) => servir(site, c))
    .post(`${SENSIBLES}/${UNE_PIECE}/verifier`, garde("piece-sensible", "valider"), (c) => verifier(site, c));
}

type Ouvertes = Parameters<typeof renderSensiblesPage>[0]["ouvertes"];

async function show(
  site: Site,
  c: Context<Env>,
  ouvertes: Ouvertes,
  erreurs: readonly ErreurChamp[],
  saisie: Readonly<Record<string, readonly string[]>> = {},
): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const { epci, demandeur } = designation(c);
  // Whoever may not read the household is told nothing of it, not even that a reason is asked for.
  if ((await c.var.base.pieces.dossier(epci, demandeur)) === null) throw dossierInconnu();
  const page = renderSensiblesPage({
    cadre,
    epci,
    demandeur,
    ouvertes,
    jour: site.deps.horloge.aujourdhui(),
    etat: { saisie, refus: { message: null, erreurs } },
    annonce: c.req.query("fait") === "verifie" ? "Vérification enregistrée." : null,
  });
  return c.html(page, erreurs.length > 0 ? 422 : 200);
}

async function lireMotif(c: Context<Env>): Promise<{ lecture: Lecture; motif: string }> {
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  return { lecture, motif: lecture.text("motif", "Pourquoi ouvrez-vous ces documents") };
}

const MOTIF_COURT = "Pourquoi ouvrez-vous ces documents : dix caractères au moins.";

async function ouvrir(site: Site, c: Context<Env>): Promise<Response> {
  const { lecture, motif } = await lireMotif(c);
  const base = baseSensible(c.var.bases, c.var.acteur, motif, "lire");
  if (base === null) return show(site, c, null, [{ champ: "motif", message: MOTIF_COURT }], lecture.saisie);
  const { epci, demandeur } = designation(c);
  const pieces = await base.pieces.lister(demandeur, true);
  await base.journal.ecrire({
    acte: "piece-sensible-lue",
    ressource: "piece-sensible",
    epci,
    objet: "liste",
    demandeur,
  });
  const verifier = peut(c.var.acteur, "piece-sensible", "valider", epci);
  const siennes = pieces.filter((piece) => piece.epci === epci);
  return show(site, c, { motif: motif.trim(), pieces: siennes, verifier }, []);
}

async function servir(site: Site, c: Context<Env>): Promise<Response> {
  const { motif } = await lireMotif(c);
  const base = baseSensible(c.var.bases, c.var.acteur, motif, "lire");
  if (base === null) throw new Refus("piece-motif", MOTIF_COURT);
  return servirPiece(c, await lirePieceSensible(base, site.deps, designation(c)));
}

async function verifier(site: Site, c: Context<Env>): Promise<Response> {
  const { lecture, motif } = await lireMotif(c);
  const decision = readDecision(lecture);
  const base = baseSensible(c.var.bases, c.var.acteur, motif, "valider");
  if (base === null || lecture.erreurs.length > 0) {
    const court = base === null ? [{ champ: "motif", message: MOTIF_COURT }] : [];
    return show(site, c, null, [...court, ...lecture.erreurs], lecture.saisie);
  }
  const d = designation(c);
  await verifierPiece(base, site.deps, { ...d, sensible: true, ...decision });
  return c.redirect(`${hrefPieces(d.epci, d.demandeur, "sensibles")}?fait=verifie`, 303);
}
