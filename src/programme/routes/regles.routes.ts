import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { sendFigure } from "#observatoire/routes/figures.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, pageActes, Suite, typedOf } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ecrireRegle } from "../actes/regles/ecrire-regle.ts";
import { renderReglesPdf } from "../documents/regles-document.ts";
import { computeRegles } from "../lectures/regles/compute-regles.ts";
import { TRIS_COMMUNES } from "../lectures/regles/ports.ts";
import type { ReglesLues } from "../lectures/regles/regles.ts";
import { renderRegleFormulaire } from "../pages/regles-formulaire.tsx";
import { CHEMIN_REGLES, findVue, renderReglesPage, type VueRegles } from "../pages/regles-page.tsx";
import { GENRES_REGLE, type GenreRegle } from "../regles/regle.ts";
import { communesPlhRoutes } from "./regles-communes.ts";
import { champsRegle, regleOf, writeRegle } from "./regles-saisie.ts";

const LIRE = garde("programme", "lire");
const MODIFIER = garde("programme", "modifier", { partout: true });

/** `/t/:epci/programme/regles`: the rules, their verdicts, their files; written by the EPCI. */
export function reglesRoutes(site: Site): Routes {
  const regles = { chemin: CHEMIN_REGLES, droit: LIRE, show: showRegles, actes: {}, annonces: { regle: ECRIRE } };
  const ecrire = { chemin: `${CHEMIN_REGLES}/ecrire`, droit: MODIFIER, show: showFormulaire };
  return new Routes()
    .get(`/t/:epci/${CHEMIN_REGLES}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{regles\\.pdf}", garde("programme", "lire", { partout: true }), (c) => sendPdf(site, c))
    .route("/", pageActes(site, regles))
    .route("/", pageActes(site, { ...ecrire, actes: { regle: ECRIRE } }))
    .route("/", communesPlhRoutes(site));
}

const triSchema = ouRien(z.enum(TRIS_COMMUNES));

function readRegles(site: Site, c: Context<Env>, epci: string) {
  const tri = parseInput(triSchema, c.req.query("tri")) ?? "verdict";
  return computeRegles(c.var.base, { epci, tri, aujourdhui: site.deps.horloge.aujourdhui() });
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

async function showRegles(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [lues, fond] = await Promise.all([readRegles(site, c, epci), readFond(site, base, epci, yearOf(site))]);
  return renderReglesPage({
    cadre,
    vue: readVue(lues, c.req.query("partie")),
    lues,
    fond,
    ecrire: peutPartout(acteur, "programme", "modifier", epci),
    exporter: lues.partout && lues.regles.length > 0,
    annonce,
  });
}

function readVue(lues: ReglesLues, asked: string | undefined): VueRegles | null {
  if (!asked) return null;
  const vue = findVue(lues, asked);
  if (!vue) throw pageIntrouvable("Cette règle n’est pas, ou n’est plus, au programme.");
  return vue;
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [{ figures }, fond] = await Promise.all([
    readRegles(site, c, epci),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  const lieu = lieuClasseur(site, cadre, PARTENAIRES);
  return sendFigure(c, { figures, fond, fichier: c.req.param("fichier") ?? "", suffixe: epci, lieu });
}

async function sendPdf(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const contenu = await renderReglesPdf(await readRegles(site, c, epci));
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet: "regles.pdf" });
  return sendDocument(c, { nom: `regles-${epci}`, type: "pdf", contenu });
}

const genreSchema = z.enum(GENRES_REGLE);

async function lastVersion(base: Base, epci: string, genre: GenreRegle, commune: string) {
  const versions = await base.regles.list(epci);
  return versions.findLast((one) => one.genre === genre && one.commune === commune) ?? null;
}

/** Filled from the last version, unless a new rule is asked for. */
async function showFormulaire(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { genre: asked, commune, nouvelle } = typedOf(etat) ?? c.req.query();
  const genre = parseInput(genreSchema, asked);
  const [communes, version] = await Promise.all([
    base.territoires.communes(epci),
    lastVersion(base, epci, genre, commune ?? ""),
  ]);
  const depart = version && !nouvelle ? writeRegle(version) : {};
  return renderRegleFormulaire({
    cadre,
    epci,
    genre,
    communes,
    etat: { saisie: etat.acte === null ? depart : etat.saisie, refus: etat.refus },
    derniere: version?.depuis ?? null,
    aujourdhui: site.deps.horloge.aujourdhui(),
    aRelire: etat.code === "programme-a-relire",
  });
}

const genreOf = (saisie: SaisieFormulaire) => parseInput(genreSchema, valeurDe(saisie, "genre"));

const ECRIRE = defineActe({
  chemin: `/${CHEMIN_REGLES}`,
  droit: MODIFIER,
  annonce: "La version de la règle est enregistrée.",
  champs: (_, saisie) => champsRegle(genreOf(saisie)),
  run: async ({ base, epci, aujourdhui }, _, saisie) => {
    await ecrireRegle(base, { ...regleOf(genreOf(saisie), saisie), epci, aujourdhui });
    return new Suite({ chemin: CHEMIN_REGLES });
  },
});
