import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import { sendFigure } from "#observatoire/routes/figures.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { isMember } from "#socle/regles/habilitation/peut.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { ouRien, parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderCalendrierPdf } from "../documents/calendrier-document.ts";
import { computeCalendrier } from "../lectures/calendrier/compute-calendrier.ts";
import {
  CHEMIN_CALENDRIER,
  drawCalendrier,
  PARTIES_CALENDRIER,
  renderCalendrierPage,
} from "../pages/calendrier-page.tsx";

const BASE = `/t/:epci/${CHEMIN_CALENDRIER}`;
const LIRE = garde("programme", "lire");

/** `/t/:epci/programme/calendrier`: operations that the actor may read, on the years and on the map. */
export function calendrierRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => showCalendrier(site, c))
    .get(`${BASE}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{calendrier\\.(pdf|svg)}", LIRE, (c) => sendFrise(site, c));
}

const genreSchema = ouRien(z.enum(GENRES_OPERATION));

function read(site: Site, c: Context<Env>, epci: string, effets: boolean) {
  const genre = parseInput(genreSchema, c.req.query("genre"));
  return computeCalendrier(c.var.base, { epci, genre, effets, aujourdhui: site.deps.horloge.aujourdhui() });
}

/** Parts of the page, and figures, that need neither the stock nor the demandes. */
const SANS_EFFETS: ReadonlySet<string> = new Set(["frise", "calendrier", "operations-par-commune"]);

function codeOf(c: Context<Env>): string {
  return (c.req.param("fichier") ?? "").replace(/\..*$/, "");
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

async function showCalendrier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const partie = readPartie(c.req.query(), PARTIES_CALENDRIER) ?? "frise";
  const effets = !SANS_EFFETS.has(partie);
  const [calendrier, fond] = await Promise.all([
    read(site, c, epci, effets),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  return c.html(renderCalendrierPage({ cadre, calendrier, fond, partie }));
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [{ figures }, fond] = await Promise.all([
    read(site, c, epci, !SANS_EFFETS.has(codeOf(c))),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  const lieu = lieuClasseur(site, cadre, PARTENAIRES);
  return sendFigure(c, { figures, fond, fichier: c.req.param("fichier") ?? "", suffixe: epci, lieu });
}

async function sendFrise(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const calendrier = await read(site, c, epci, false);
  const svg = drawCalendrier(calendrier);
  const type = c.req.param("fichier")?.endsWith("svg") ? "svg" : "pdf";
  if (svg === null && type === "svg") {
    throw pageIntrouvable("Aucune opération n’a de date\u00A0: il n’y a rien à dessiner.");
  }
  const contenu = type === "svg" ? (svg ?? "") : await renderCalendrierPdf(calendrier, svg);
  // A published calendar is public: the reading by a visitor without membership is not written in the journal.
  if (isMember(c.var.acteur, epci)) {
    const objet = `calendrier.${type}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  }
  return sendDocument(c, { nom: `calendrier-${epci}`, type, contenu });
}
