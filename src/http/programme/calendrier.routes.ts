import type { Context } from "hono";
import { z } from "zod";
import { computeCalendrier } from "#application/programme/calendrier/compute-calendrier.ts";
import { isMember } from "#domain/habilitation/peut.ts";
import { GENRES_OPERATION } from "#domain/programme/operation.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderCalendrierPdf } from "#reports/calendrier-document.ts";
import { CHEMIN_CALENDRIER, drawCalendrier, renderCalendrierPage } from "#web/programme/calendrier-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { sendFigure } from "../observatoire/figures.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, readFond, type Site } from "../site.ts";

const BASE = `/t/:epci/${CHEMIN_CALENDRIER}`;
const LIRE = garde("programme", "lire");

/** `/t/:epci/programme/calendrier`: operations on the years and on the map, those that the person may read. */
export function calendrierRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => showCalendrier(site, c))
    .get(`${BASE}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{calendrier\\.(pdf|svg)}", LIRE, (c) => sendFrise(site, c));
}

const genreSchema = z
  .literal("")
  .transform(() => null)
  .or(z.enum(GENRES_OPERATION))
  .nullish()
  .transform((value) => value ?? null);

function read(site: Site, c: Context<Env>, epci: string) {
  const genre = parseInput(genreSchema, c.req.query("genre"));
  return computeCalendrier(c.var.base, { epci, genre, aujourdhui: site.deps.horloge.aujourdhui() });
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

async function showCalendrier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [calendrier, fond] = await Promise.all([read(site, c, epci), readFond(site, c.var.base, epci, yearOf(site))]);
  return c.html(renderCalendrierPage({ cadre, calendrier, fond }));
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const [{ figures }, fond] = await Promise.all([read(site, c, epci), readFond(site, c.var.base, epci, yearOf(site))]);
  return sendFigure(c, { figures, fond, fichier: c.req.param("fichier") ?? "", suffixe: epci });
}

async function sendFrise(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const calendrier = await read(site, c, epci);
  const svg = drawCalendrier(calendrier);
  const type = c.req.param("fichier")?.endsWith("svg") ? "svg" : "pdf";
  if (svg === null && type === "svg") {
    throw new Refus("page-introuvable", "Aucune opération n’a de date\u00A0: il n’y a rien à dessiner.");
  }
  const contenu = type === "svg" ? (svg ?? "") : await renderCalendrierPdf(calendrier, svg);
  // What is published is public: whoever is nobody here leaves no line.
  if (isMember(c.var.acteur, epci)) {
    const objet = `calendrier.${type}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  }
  return sendDocument(c, { nom: `calendrier-${epci}`, type, contenu });
}
