import type { Context } from "hono";
import { z } from "zod";
import { computeRegles } from "#application/programme/regles/compute-regles.ts";
import { ecrireRegle } from "#application/programme/regles/ecrire-regle.ts";
import { TRIS_COMMUNES } from "#application/programme/regles/ports.ts";
import { peutPartout } from "#domain/habilitation/peut.ts";
import { GENRES_REGLE, type GenreRegle } from "#domain/programme/regle.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderReglesPdf } from "#reports/regles-document.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, valeurDe } from "#web/design/formulaire.tsx";
import { renderRegleFormulaire } from "#web/programme/regles-formulaire.tsx";
import { CHEMIN_REGLES, renderReglesPage } from "#web/programme/regles-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { sendFigure } from "../observatoire/figures.ts";
import { parseInput } from "../serveur/input.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, readFond, type Site } from "../site.ts";
import { addCommunesPlhRoutes } from "./regles-communes.ts";
import { readRegle, writeRegle } from "./regles-saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  regle: "La version de la règle est enregistrée.",
};

const BASE = `/t/:epci/${CHEMIN_REGLES}`;
const MODIFIER = garde("programme", "modifier", { partout: true });

/** `/t/:epci/programme/regles`: the rules, their verdicts, their files; written by the EPCI. */
export function reglesRoutes(site: Site): Routes {
  const app = new Routes()
    .get(BASE, garde("programme", "lire"), (c) => showRegles(site, c))
    .get(`${BASE}/figures/:fichier`, garde("programme", "lire"), (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{regles\\.pdf}", garde("programme", "lire", { partout: true }), (c) => sendPdf(site, c))
    .get(`${BASE}/ecrire`, MODIFIER, (c) => openFormulaire(site, c))
    .post(BASE, MODIFIER, (c) => write(site, c));
  return addCommunesPlhRoutes(app, site);
}

const triSchema = z.object({
  tri: z
    .enum(TRIS_COMMUNES)
    .or(z.literal("").transform(() => undefined))
    .optional(),
});

function readRegles(site: Site, c: Context<Env>, epci: string) {
  const { tri = "verdict" } = parseInput(triSchema, { tri: c.req.query("tri") });
  return computeRegles(c.var.base, { epci, tri, aujourdhui: site.deps.horloge.aujourdhui() });
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

async function showRegles(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [lues, fond] = await Promise.all([readRegles(site, c, epci), readFond(site, base, epci, yearOf(site))]);
  const page = renderReglesPage({
    ...{ cadre, lues, fond },
    ecrire: peutPartout(acteur, "programme", "modifier", epci),
    exporter: lues.partout && lues.regles.length > 0,
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
  });
  return c.html(page);
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const [{ figures }, fond] = await Promise.all([
    readRegles(site, c, epci),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  return sendFigure(c, { figures, fond, fichier: c.req.param("fichier") ?? "", suffixe: epci });
}

async function sendPdf(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const contenu = await renderReglesPdf(await readRegles(site, c, epci));
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet: "regles.pdf" });
  return sendDocument(c, { nom: `regles-${epci}`, type: "pdf", contenu });
}

const genreSchema = z.enum(GENRES_REGLE);

/** Filled from the last version, unless a new rule is asked for. */
async function openFormulaire(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const genre = parseInput(genreSchema, c.req.query("genre"));
  const commune = c.req.query("commune") ?? "";
  const version = c.req.query("nouvelle") ? null : await lastVersion(c, epci, genre, commune);
  const saisie = version ? writeRegle(version) : {};
  return showFormulaire(site, c, genre, { saisie, refus: SANS_REFUS, code: null });
}

async function lastVersion(c: Context<Env>, epci: string, genre: GenreRegle, commune: string) {
  const versions = await c.var.base.regles.list(epci);
  return versions.findLast((one) => one.genre === genre && one.commune === commune) ?? null;
}

async function showFormulaire(
  site: Site,
  c: Context<Env>,
  genre: GenreRegle,
  { saisie, refus, code }: EtatFormulaire & { readonly code: string | null },
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [communes, version] = await Promise.all([
    c.var.base.territoires.communes(epci),
    lastVersion(c, epci, genre, valeurDe(saisie, "commune")),
  ]);
  const page = renderRegleFormulaire({
    ...{ cadre, epci, genre, communes, etat: { saisie, refus } },
    derniere: version?.depuis ?? null,
    aujourdhui: site.deps.horloge.aujourdhui(),
    aRelire: code === "programme-a-relire",
  });
  return c.html(page, code === null ? 200 : statusOf(code));
}

async function write(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const genre = parseInput(genreSchema, valeurDe(saisie, "genre"));
  const again = (code: string, refus: EtatFormulaire["refus"]) =>
    showFormulaire(site, c, genre, { saisie, refus, code });
  const lecture = new Lecture(saisie);
  const regle = readRegle(lecture, genre);
  if (lecture.erreurs.length > 0) return again("regle-parametres", { message: null, erreurs: lecture.erreurs });
  try {
    await ecrireRegle(c.var.base, { ...regle, epci, aujourdhui: site.deps.horloge.aujourdhui() });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return again(error.code, { message: error.message, erreurs: [] });
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_REGLES, { fait: "regle" }), 303);
}
