import { type Context, Hono } from "hono";
import { buildVuePlan } from "#application/plan/build-vue.ts";
import { etablirPlan, findPlan, type Rapprocher, unknownPlan } from "#application/plan/etablir-plan.ts";
import { peut } from "#domain/habilitation/peut.ts";
import { CRITERES_PLAN, PARAMETRES_PLAN } from "#domain/plan/parametres-plan.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderPlanPdf } from "#reports/plan-document.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#web/design/formulaire.tsx";
import { CHEMIN_PLANS, cheminPlan } from "#web/plan/chemins.ts";
import { renderPlanPage } from "#web/plan/plan-page.tsx";
import { renderPlansPage } from "#web/plan/plans-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, type Site } from "../site.ts";

const BASE = `/t/:epci/${CHEMIN_PLANS}`;
const LIRE = garde("proposition", "lire");
const CREER = garde("proposition", "creer");

const ANNONCES: Readonly<Record<string, string>> = {
  etablie: "La proposition est établie. Elle ne changera plus, et ne désigne personne.",
};

/** `/t/:epci/plans`: optimised proposals for a batch, made by a bailleur or the secretary of its commission, read by the same. */
export function plansRoutes(site: Site, rapprocher: Rapprocher): Hono<Env> {
  return new Hono<Env>()
    .get(BASE, LIRE, (c) => showPlans(site, c, { critere: [PARAMETRES_PLAN.critere] }, SANS_REFUS))
    .post(BASE, CREER, (c) => create(site, rapprocher, c))
    .get(`${BASE}/:plan`, LIRE, (c) => showPlan(site, c))
    .get(`${BASE}/:plan/:fichier{plan\\.pdf}`, garde("proposition", "lire"), (c) => sendPlan(site, c));
}

async function showPlans(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefusFormulaire,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const page = renderPlansPage({
    ...{ cadre, epci, etat: { saisie, refus } },
    plans: await base.plans.list(epci),
    liberations: peut(acteur, "proposition", "creer", epci)
      ? await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null })
      : null,
  });
  return c.html(page, refus === SANS_REFUS ? 200 : 422);
}

async function create(site: Site, rapprocher: Rapprocher, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const demande = {
    ...{ epci, seance: null, aujourdhui: site.deps.horloge.aujourdhui() },
    nom: lecture.text("nom", "Nom"),
    liberations: (saisie.liberation ?? []).flatMap((value) => (/^[1-9]\d{0,14}$/.test(value) ? [Number(value)] : [])),
    parametres: {
      ...PARAMETRES_PLAN,
      critere: lecture.choice("critere", "Qui passe d’abord", CRITERES_PLAN),
      rangMax: readRang(lecture),
    },
  };
  if (lecture.erreurs.length > 0) return showPlans(site, c, saisie, { message: null, erreurs: lecture.erreurs });
  try {
    const id = await etablirPlan(c.var.base, rapprocher, demande);
    return c.redirect(hrefTerritoire(epci, cheminPlan(id), { fait: "etablie" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showPlans(site, c, saisie, { message: error.message, erreurs: [] });
  }
}

/** Empty is without a bound. */
function readRang(lecture: Lecture): number | null {
  const valeur = lecture.textOrNull("rang_max");
  if (valeur === null) return null;
  if (/^[1-9]\d{0,3}$/.test(valeur)) return Number(valeur);
  lecture.fail("rang_max", "Rang le plus lointain : écrivez un nombre entier, de 1 à 9 999, ou laissez vide.");
  return null;
}

async function showPlan(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const vue = buildVuePlan(cadre.territoire, await findPlan(c.var.base, epci, idOf(c)));
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderPlanPage({ cadre, vue, annonce, erreur: null }));
}

async function sendPlan(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const id = idOf(c);
  const vue = buildVuePlan(cadre.territoire, await findPlan(c.var.base, epci, id));
  return sendDocument(c, { nom: `proposition-${epci}-${id}`, type: "pdf", contenu: await renderPlanPdf(vue) });
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function idOf(c: Context<Env>): number {
  const value = c.req.param("plan") ?? "";
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw unknownPlan();
}
