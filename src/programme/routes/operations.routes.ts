import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isMember, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { choisirResidences, listResidences } from "../actes/choisir-residences.ts";
import { findOperation } from "../actes/ecrire-operation.ts";
import { publierOperation } from "../actes/examiner-operation.ts";
import { withdrawFinancement } from "../actes/financer-operation.ts";
import { renderRegistreCsv, renderRegistreXlsx } from "../documents/registre-operations.ts";
import { computeRegistre } from "../lectures/compute-registre.ts";
import { cheminOperation } from "../pages/operation-mots.tsx";
import { renderOperationResidences } from "../pages/operation-residences-page.tsx";
import { renderOperationsPage } from "../pages/operations-page.tsx";
import { addLigne, examine, followEtat, readOperationId, showOperation } from "./operation-actes.ts";
import { create, modify, showModifier, showNouvelle } from "./operation-ecriture.ts";
import { filtreSchema } from "./operation-saisie.ts";

const LIRE = garde("programme", "lire");
const MODIFIER = garde("programme", "modifier");
const OPERATION = "/t/:epci/programme/operations/:id{[0-9]+}";

/** `/t/:epci/programme`: the register, an operation, and its acts. Whoever is nobody here reads what is published. */
export function operationsRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/programme", LIRE, (c) => showRegistre(site, c))
    .get("/t/:epci/:fichier{operations\\.(csv|xlsx)}", LIRE, (c) => sendRegistre(site, c))
    .get("/t/:epci/programme/operations/nouvelle", garde("programme", "creer"), (c) => showNouvelle(site, c))
    .post("/t/:epci/programme/operations", garde("programme", "creer"), (c) => create(site, c))
    .get(OPERATION, LIRE, (c) => showOperation(site, c))
    .get(`${OPERATION}/modifier`, MODIFIER, (c) => showModifier(site, c))
    .post(`${OPERATION}/modifier`, MODIFIER, (c) => modify(site, c))
    .get(`${OPERATION}/residences`, MODIFIER, (c) => showResidences(site, c, null))
    .post(`${OPERATION}/residences`, MODIFIER, (c) => saveResidences(site, c))
    .post(`${OPERATION}/etat`, MODIFIER, (c) => followEtat(site, c))
    .post(`${OPERATION}/examen`, garde("programme", "valider", { partout: true }), (c) => examine(site, c))
    .post(`${OPERATION}/publication`, garde("programme", "modifier", { partout: true }), (c) => publish(site, c))
    .post(`${OPERATION}/financements`, MODIFIER, (c) => addLigne(site, c))
    .post(`${OPERATION}/financements/:ligne{[0-9]+}/retirer`, MODIFIER, (c) => dropLigne(c));
}

async function readRegistre(site: Site, c: Context<Env>, epci: string) {
  const filtre = parseInput(filtreSchema, c.req.query());
  return computeRegistre(c.var.base, { epci, filtre, aujourdhui: site.deps.horloge.aujourdhui() });
}

async function showRegistre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const own = peut(acteur, "programme", "creer", epci) ? "deposer" : null;
  const page = renderOperationsPage({
    cadre,
    registre: await readRegistre(site, c, epci),
    ecrire: peutPartout(acteur, "programme", "creer", epci) ? "inscrire" : own,
    annonce: null,
  });
  return c.html(page);
}

/** `operations.csv` is for a spreadsheet unless `format=ouvert`. */
async function sendRegistre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const registre = await readRegistre(site, c, epci);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const profil = c.req.query("format") === "ouvert" ? "ouvert" : "tableur";
  const contenu = type === "xlsx" ? await renderRegistreXlsx(registre) : renderRegistreCsv(registre, profil);
  // What is published is public: whoever is nobody here leaves no line.
  if (isMember(c.var.acteur, epci)) {
    const objet = `operations.${type}:${registre.lignes.length}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  }
  return sendDocument(c, { nom: `operations-${epci}`, type, contenu });
}

async function showResidences(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const operation = await findOperation(c.var.base, epci, readOperationId(c));
  const residences = await listResidences(c.var.base, epci, operation);
  const page = renderOperationResidences({ cadre, epci, operation, residences, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const residencesSchema = z.object({
  revision: z.coerce.number().int().catch(-1),
  residences: z
    .array(z.string())
    .or(z.string().transform((cle) => [cle]))
    .default([]),
});

async function saveResidences(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readOperationId(c);
  const { revision, residences } = parseInput(residencesSchema, await c.req.parseBody({ all: true }));
  try {
    await choisirResidences(c.var.base, { epci, id, revision, cles: residences });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "operation-inconnue") throw error;
    return showResidences(site, c, error);
  }
  return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait: "modifiee" }), 303);
}

async function publish(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readOperationId(c);
  const { publie } = parseInput(z.object({ publie: z.enum(["oui", "non"]) }), await c.req.parseBody());
  const aujourdhui = site.deps.horloge.aujourdhui();
  await publierOperation(c.var.base, { epci, id, publie: publie === "oui", aujourdhui });
  const fait = publie === "oui" ? "publiee" : "depubliee";
  return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait }), 303);
}

async function dropLigne(c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const operation = readOperationId(c);
  await withdrawFinancement(c.var.base, { epci, operation, ligne: Number(c.req.param("ligne")) });
  return c.redirect(hrefTerritoire(epci, cheminOperation(operation), { fait: "financement" }), 303);
}
