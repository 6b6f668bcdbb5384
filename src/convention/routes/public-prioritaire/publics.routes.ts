import type { Context } from "hono";
import { z } from "zod";
import { rattachementOf } from "#bilan/routes/bilan.routes.ts";
import { readChoix, readQuestion } from "#bilan/routes/question.ts";
import { closeCategorie, openCategorie } from "#engagements/actes/public-prioritaire/categorie-locale.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { composePublics, renderPublicsXlsx } from "../../documents/publics-document.ts";
import { computePublics, type PublicsQuestion } from "../../lectures/public-prioritaire/compute-publics.ts";
import { SAISIE_CATEGORIE_VIDE, type SaisieCategorie } from "../../pages/public-prioritaire/categories-section.tsx";
import {
  renderPublicsPage,
  renderPublicsSansLigne,
  renderPublicsVide,
} from "../../pages/public-prioritaire/publics-page.tsx";

const MODIFIER = garde("objectif", "modifier", { partout: true });
const PAGE = "publics-prioritaires";

/** `/t/:epci/publics-prioritaires`, the same as documents, and the acts of the local list. */
export function publicsRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/publics-prioritaires", garde("bilan", "lire"), (c) =>
      showPublics(site, c, SAISIE_CATEGORIE_VIDE, null),
    )
    .get("/t/:epci/:fichier{publics-prioritaires\\.(pdf|xlsx)}", garde("bilan", "exporter"), (c) =>
      sendPublics(site, c),
    )
    .post("/t/:epci/publics-prioritaires/categories", MODIFIER, (c) => postCategorie(site, c))
    .post("/t/:epci/publics-prioritaires/categories/:id{[0-9]+}/fermer", MODIFIER, (c) => postFermeture(site, c));
}

async function askedQuestion(c: Context<Env>, action: "lire" | "exporter"): Promise<PublicsQuestion | null> {
  const { annee, bailleur } = c.req.query();
  const question = await readQuestion(c.var.base, c.req.param("epci") ?? "", { annee, bailleur }, action);
  return question && { epci: question.epci, annee: question.periode.annee, bailleur: question.bailleur };
}

async function showPublics(
  site: Site,
  c: Context<Env>,
  saisie: SaisieCategorie,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const rattachement = rattachementOf(c.var.acteur, epci);
  if (rattachement !== null && (await base.cubes.annees(epci)).length === 0) {
    return c.html(renderPublicsSansLigne(cadre, rattachement));
  }
  const question = await askedQuestion(c, "lire");
  if (!question && refus) throw refus;
  if (!question) return c.html(renderPublicsVide(cadre));
  const publics = await computePublics(base, question, site.deps.horloge.aujourdhui());
  const choix = await readChoix(base, epci);
  const page = { cadre, publics, choix, saisie, erreur: refus?.message ?? null, annonce: annonceOf(c) };
  return c.html(renderPublicsPage(page), refus ? statusOf(refus.code) : 200);
}

async function sendPublics(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const question = await askedQuestion(c, "exporter");
  if (!question) throw new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a encore rien à compter.");
  const publics = await computePublics(c.var.base, question, site.deps.horloge.aujourdhui());
  const nom = [PAGE, epci, question.annee, question.bailleur].filter(Boolean).join("-");
  return c.req.param("fichier")?.endsWith(".xlsx")
    ? sendDocument(c, { nom, type: "xlsx", contenu: await renderPublicsXlsx(publics) })
    : sendDocument(c, { nom, type: "pdf", contenu: await renderDocumentPdf(composePublics(publics)) });
}

const ANNONCES: Readonly<Record<string, string>> = {
  ouverte: "La catégorie locale est ajoutée.",
  fermee: "La catégorie locale est fermée : elle reste celle des jours passés.",
};

function annonceOf(c: Context<Env>): string | null {
  return ANNONCES[c.req.query("fait") ?? ""] ?? null;
}

const texte = (max: number) => z.string().max(max).default("");
const categorieSchema = z.object({ code: texte(100), libelle: texte(2000), depuis: texte(10), acte: texte(2000) });
const fermetureSchema = z.object({ jusque: texte(10) });

async function postCategorie(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = parseInput(categorieSchema, await c.req.parseBody());
  return act(site, c, saisie, "ouverte", (epci) => openCategorie(c.var.base, epci, saisie));
}

async function postFermeture(site: Site, c: Context<Env>): Promise<Response> {
  const { jusque } = parseInput(fermetureSchema, await c.req.parseBody());
  const id = parseInput(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER), c.req.param("id"));
  return act(site, c, SAISIE_CATEGORIE_VIDE, "fermee", (epci) => closeCategorie(c.var.base, epci, id, jusque));
}

/** Done, it says so on the page; refused, the page comes back with what was typed. A row that is not theirs is a page that is not there. */
async function act(
  site: Site,
  c: Context<Env>,
  saisie: SaisieCategorie,
  fait: string,
  run: (epci: string) => Promise<void>,
): Promise<Response> {
  const { epci } = await openCadre(site, c);
  try {
    await run(epci);
    return c.redirect(`${hrefTerritoire(epci, PAGE, { fait })}#categories`, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "categorie-locale-inconnue") throw error;
    return showPublics(site, c, saisie, error);
  }
}
