import type { Context } from "hono";
import { z } from "zod";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import { compareEngagements } from "#engagements/lectures/convention/table-objectifs.ts";
import { readDecisionsDeVersions } from "#gouvernance/lectures/decision-liste.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { prepareConvention } from "../actes/prepare-convention.ts";
import { readConvention } from "../lectures/read-convention.ts";
import { renderAvenantsPage, type SaisieAvenant } from "../pages/avenants-page.tsx";
import { renderConventionPage, renderConventionVide } from "../pages/convention-page.tsx";
import { renderPreparerPage, type SaisiePreparer } from "../pages/preparer-page.tsx";
import { hrefVersion, SAISIE_VIDE } from "../pages/version-formulaires.tsx";
import { saveAccord, sendActe } from "./convention-accord.ts";
import { sendConvention } from "./convention-documents.ts";
import { annonceOf, mayWrite, readToday, replayFor, versionProps } from "./convention-lecture.ts";
import { postObjectifs, showObjectifs } from "./convention-objectifs.ts";
import { readApplication } from "./convention-saisie.ts";
import { postTerritorialises, showTerritorialises } from "./convention-territorialises.ts";
import {
  act,
  dropSignataire,
  dropVersion,
  saveApplication,
  saveEtape,
  saveReprise,
  saveSignataire,
  saveSignature,
  showVersion,
} from "./convention-versions.ts";

const LIRE = garde("objectif", "lire");
const PREPARER = garde("objectif", "creer", { partout: true });
const MODIFIER = garde("objectif", "modifier", { partout: true });
const VERSION = "/t/:epci/convention/versions/:numero{[0-9]+}";

/** `/t/:epci/convention` and `/t/:epci/avenants`: what is in force, its versions, and the acts by which they change. */
export function conventionRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/convention", LIRE, (c) => showConvention(site, c))
    .get("/t/:epci/:fichier{convention\\.(pdf|xlsx)}", LIRE, (c) => sendConvention(site, c, readJour(site, c)))
    .get("/t/:epci/convention/preparer", PREPARER, (c) => showPreparer(site, c))
    .post("/t/:epci/convention/preparer", PREPARER, (c) => savePreparer(site, c))
    .get("/t/:epci/avenants", LIRE, (c) => showAvenants(site, c, { titre: "", objet: "", application: "" }, null))
    .post("/t/:epci/avenants", PREPARER, (c) => saveAvenant(site, c))
    .get(VERSION, LIRE, (c) => showVersion(site, c))
    .get(`${VERSION}/objectifs`, MODIFIER, (c) => showObjectifs(site, c))
    .post(`${VERSION}/objectifs`, MODIFIER, (c) => postObjectifs(site, c))
    .post(`${VERSION}/etapes`, garde("objectif", "valider", { partout: true }), (c) => act(site, c, saveEtape))
    .post(`${VERSION}/accord`, MODIFIER, (c) => saveAccord(site, c))
    .get(`${VERSION}/acte`, LIRE, (c) => sendActe(c))
    .get(`${VERSION}/territorialises`, MODIFIER, (c) => showTerritorialises(site, c))
    .post(`${VERSION}/territorialises`, MODIFIER, (c) => postTerritorialises(site, c))
    .post(`${VERSION}/signataires`, MODIFIER, (c) => act(site, c, saveSignataire))
    .post(`${VERSION}/signataires/retirer`, MODIFIER, (c) => act(site, c, dropSignataire))
    .post(`${VERSION}/signatures`, garde("objectif", "valider"), (c) => act(site, c, saveSignature))
    .post(`${VERSION}/application`, MODIFIER, (c) => act(site, c, saveApplication))
    .post(`${VERSION}/reprise`, MODIFIER, (c) => act(site, c, saveReprise))
    .post(`${VERSION}/abandonner`, MODIFIER, (c) => act(site, c, dropVersion));
}

const jourSchema = z.object({
  jour: z
    .literal("")
    .transform(() => undefined)
    .or(z.iso.date())
    .optional(),
});

/** Today, or the day asked. Throws `saisie-invalide`. */
function readJour(site: Site, c: Context<Env>): string {
  return parseInput(jourSchema, c.req.query()).jour ?? site.deps.horloge.aujourdhui();
}

async function showConvention(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const jour = readJour(site, c);
  const convention = await readConvention(c.var.base, epci, jour);
  if (convention.enVigueur === null) {
    const aujourdhui = site.deps.horloge.aujourdhui();
    const ecrire = mayWrite(c.var.acteur, epci);
    const { versions } = convention;
    return c.html(renderConventionVide({ cadre, jour, aujourdhui, versions, ecrire, annonce: annonceOf(c) }));
  }
  const state = { saisie: SAISIE_VIDE, refus: null };
  return c.html(renderConventionPage(await versionProps(site, c, convention, convention.enVigueur, state)));
}

const preparerSchema = z.object({
  titre: z.string().max(2000).default(""),
  objet: z.string().max(4000).default(""),
  reprise: z.string().max(3).default(""),
  duree: z.string().max(10).default(""),
});

async function showPreparer(site: Site, c: Context<Env>): Promise<Response> {
  const reprise = c.req.query("reprise") === "oui";
  return renderPreparer(site, c, { titre: "", objet: "", reprise, duree: "3" }, null);
}

async function renderPreparer(
  site: Site,
  c: Context<Env>,
  saisie: SaisiePreparer,
  refus: Refus | null,
): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const page = renderPreparerPage({ cadre, saisie, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function savePreparer(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { reprise, ...typed } = parseInput(preparerSchema, await c.req.parseBody());
  const saisie = { ...typed, reprise: reprise === "oui" };
  try {
    if (!/^\d{1,2}$/.test(saisie.duree)) {
      throw new Refus("saisie-invalide", "Années entre deux révisions : écrivez un nombre entier, par exemple 3.");
    }
    const deps = { base: c.var.base, horloge: site.deps.horloge };
    const { numero } = await prepareConvention(deps, { epci, ...saisie, dureeAns: Number(saisie.duree) });
    return c.redirect(`${hrefVersion(epci, numero)}?fait=cree`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return renderPreparer(site, c, saisie, error);
  }
}

const avenantSchema = preparerSchema
  .pick({ titre: true, objet: true })
  .extend({ application: z.string().max(20).default("") });

async function showAvenants(
  site: Site,
  c: Context<Env>,
  saisie: SaisieAvenant,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const convention = await readToday(site, c, epci);
  const decisions = await readDecisionsDeVersions(c.var.base, epci);
  const avenants = [];
  for (const lue of convention.versions.filter(({ parent }) => parent !== null)) {
    const parent = convention.versions.find(({ numero }) => numero === lue.parentNumero);
    const changements = compareEngagements(parent?.engagements ?? [], lue.engagements, convention.noms);
    avenants.push({ lue, changements, rejeu: await replayFor(site, c, epci, lue), decision: decisions.get(lue.id) });
  }
  const page = renderAvenantsPage({
    cadre,
    convention,
    avenants,
    saisie,
    ecrire: mayWrite(c.var.acteur, epci),
    annonce: refus ? null : annonceOf(c),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function saveAvenant(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = parseInput(avenantSchema, await c.req.parseBody());
  const { titre, objet } = saisie;
  try {
    const application = readApplication(saisie.application);
    const deps = { base: c.var.base, horloge: site.deps.horloge };
    const { numero } = await prepareAvenant(deps, { epci, titre, objet, application });
    return c.redirect(`${hrefVersion(epci, numero)}?fait=cree`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showAvenants(site, c, saisie, error);
  }
}
