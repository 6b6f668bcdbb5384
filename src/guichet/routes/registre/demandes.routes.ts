import type { Context } from "hono";
import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { CHEMIN_CHERCHER, CHEMIN_DEMANDES, CHEMIN_EXPORTER } from "#dossier/pages/registre/chemins.ts";
import { comptesEvenementsRoutes } from "#dossier/routes/evenement/evenements.routes.ts";
import { MOTIFS_EXPORT } from "#observatoire/regles/registre/registre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exporterRegistre } from "../../actes/registre/exporter.ts";
import { listerRegistre } from "../../actes/registre/lister.ts";
import {
  renderDelaisCsv,
  renderDelaisXlsx,
  renderRegistreCsv,
  renderRegistreXlsx,
} from "../../documents/registre-demandes.ts";
import { lireDelais } from "../../lectures/registre/delais.ts";
import { renderDelaisPage } from "../../pages/registre/delais-page.tsx";
import { renderExporterPage } from "../../pages/registre/exporter-page.tsx";
import { renderListePage } from "../../pages/registre/liste-page.tsx";
import { ficheRoutes } from "./fiche.routes.ts";
import { nouvelleRoutes } from "./nouvelle.routes.ts";
import { type QuestionPage, readQuestion } from "./question.ts";

const LIRE = garde("demande-menage", "lire");

const ANNONCES: Readonly<Record<string, string>> = {
  proximite: "Ce dossier vous est fermé. Un autre agent s’en occupera.",
};

/** `/t/:epci/demandes`: lists, search, delays, exports; files are in fiche.routes.ts. */
export function registreRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_DEMANDES}`, LIRE, (c) => show(site, c))
    .post(`/t/:epci/${CHEMIN_CHERCHER}`, LIRE, (c) => search(site, c))
    .get(`/t/:epci/${CHEMIN_DEMANDES}/:fichier{delais\\.(csv|xlsx)}`, LIRE, (c) => sendDelais(site, c))
    .get(`/t/:epci/${CHEMIN_EXPORTER}`, LIRE, (c) => showExport(site, c, saisieOf(c.req.query()), null))
    .post(`/t/:epci/${CHEMIN_EXPORTER}`, LIRE, (c) => sendExport(site, c))
    .route("/", comptesEvenementsRoutes(site))
    .route("/", nouvelleRoutes(site))
    .route("/", ficheRoutes(site));
}

function questionIn(c: Context<Env>, epci: string, query: Readonly<Record<string, unknown>>): QuestionPage {
  return readQuestion(query, guichetsOf(c.var.base, epci) !== null);
}

async function show(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { vue, ...filtre } = questionIn(c, epci, c.req.query());
  const { aujourdhui } = todayOf(site);
  if (vue === "delais") {
    return c.html(renderDelaisPage({ cadre, delais: await lireDelais(c.var.base, epci, aujourdhui) }));
  }
  const liste = await listerRegistre(c.var.base, { epci, filtre, hash: site.deps.hash, aujourdhui });
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderListePage({ cadre, liste, creer: mayCreate(c, epci), cherche: null, refus: null, annonce }));
}

function mayCreate(c: Context<Env>, epci: string): boolean {
  return peut(c.var.acteur, "demande-identite", "creer", epci);
}

function todayOf({ deps: { horloge } }: Site) {
  return { aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
}

/** A name and a number are never in an address: what is searched is posted, and its page is the answer. */
async function search(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const cherche = valeurDe(saisieOf(await c.req.parseBody()), "cherche")
    .trim()
    .slice(0, 80);
  const { vue: _, ...filtre } = questionIn(c, epci, {});
  const question = { epci, hash: site.deps.hash, aujourdhui: todayOf(site).aujourdhui };
  const base = { cadre, creer: mayCreate(c, epci), cherche, annonce: null };
  try {
    if (cherche === "") throw new Refus("recherche-courte", "Écrivez ce que vous cherchez.");
    const liste = await listerRegistre(c.var.base, { ...question, filtre: { ...filtre, cherche } });
    return c.html(renderListePage({ ...base, liste, refus: null }));
  } catch (error) {
    if (!(error instanceof Refus) || !error.code.startsWith("recherche-")) throw error;
    const vide = {
      epci,
      filtre,
      lignes: [],
      suite: null,
      coupee: false,
      communes: [],
      nominatif: guichetsOf(c.var.base, epci) !== null,
    };
    return c.html(renderListePage({ ...base, liste: vide, refus: error.message }), statusOf(error.code));
  }
}

async function sendDelais(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const delais = await lireDelais(c.var.base, epci, todayOf(site).aujourdhui);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu = type === "xlsx" ? await renderDelaisXlsx(delais) : renderDelaisCsv(delais);
  const objet = `delais-demandes.${type}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "demande-menage", epci, objet });
  return sendDocument(c, { nom: `delais-demandes-${epci}`, type, contenu });
}

type RefusExport = { readonly code: string; readonly message: string | null; readonly erreurs: Lecture["erreurs"] };

async function showExport(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefusExport | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { onglet } = questionIn(c, epci, filtresOf(saisie));
  const affiche = { message: refus?.message ?? null, erreurs: refus?.erreurs ?? [] };
  const etat = { saisie: { noms: ["non"], format: ["xlsx"], ...saisie }, refus: affiche };
  const page = renderExporterPage({ cadre, epci, onglet, etat, nominatif: guichetsOf(c.var.base, epci) !== null });
  return c.html(page, refus === null ? 200 : statusOf(refus.code));
}

function filtresOf(saisie: SaisieFormulaire): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["liste", "commune", "typologie", "nature", "mois"].map((nom) => [nom, valeurDe(saisie, nom)]),
  );
}

async function sendExport(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const { vue: _, ...filtre } = questionIn(c, epci, filtresOf(saisie));
  const motif = lu.choice("motif", "Pourquoi", MOTIFS_EXPORT);
  const nominatif = lu.choice("noms", "Contenu", ["non", "oui"]) === "oui";
  const type = lu.choice("format", "Format", ["xlsx", "csv"]);
  if (lu.erreurs.length > 0) {
    return showExport(site, c, saisie, { code: "saisie-a-corriger", message: null, erreurs: lu.erreurs });
  }
  try {
    const demande = { epci, filtre, motif, nominatif, hash: site.deps.hash, ...todayOf(site) };
    const liste = await exporterRegistre(c.var.base, demande);
    const contenu = type === "xlsx" ? await renderRegistreXlsx(liste) : renderRegistreCsv(liste);
    return sendDocument(c, { nom: `demandes-${epci}`, type, contenu });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showExport(site, c, saisie, { code: error.code, message: error.message, erreurs: [] });
  }
}
