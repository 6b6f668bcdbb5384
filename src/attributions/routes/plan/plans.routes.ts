import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { etablirPlan, findPlan, peutEtablir, unknownPlan } from "../../actes/plan/etablir-plan.ts";
import { retenirPlan } from "../../actes/plan/retenir-plan.ts";
import { renderPlanPdf } from "../../documents/plan-document.ts";
import { buildVuePlan } from "../../lectures/plan/build-vue.ts";
import { eligiblesPour } from "../../lectures/rapprochement/eligibles-pour.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { CHEMIN_PLANS, cheminPlan } from "../../pages/plan/chemins.ts";
import { renderPlanPage } from "../../pages/plan/plan-page.tsx";
import { renderPlansPage } from "../../pages/plan/plans-page.tsx";
import { CRITERES_PLAN, PARAMETRES_PLAN } from "../../regles/plan/parametres-plan.ts";

const BASE = `/t/:epci/${CHEMIN_PLANS}`;
const LIRE = garde("proposition", "lire");
const CREER = garde("proposition", "creer");

const ANNONCES: Readonly<Record<string, string>> = {
  etablie: "La proposition est établie. Elle ne changera plus, et ne désigne personne.",
  retenus: "Les candidats des logements cochés sont désignés.",
  "retenus-en-partie": "Les candidats sont désignés, sauf ceux dont la demande n’existe plus.",
};

/** `/t/:epci/plans`: optimised proposals for a batch, made by a bailleur, read by the secretary of its commission too. */
export function plansRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => showPlans(site, c, { critere: [PARAMETRES_PLAN.critere] }, SANS_REFUS))
    .post(BASE, CREER, (c) => create(site, c))
    .get(`${BASE}/:plan`, LIRE, (c) => showPlan(site, c, null))
    .post(`${BASE}/:plan/retenir`, CREER, (c) => retain(site, c))
    .get(`${BASE}/:plan/:fichier{plan\\.pdf}`, garde("proposition", "lire"), (c) => sendPlan(site, c));
}

async function showPlans(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefusFormulaire,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const page = renderPlansPage({
    cadre,
    epci,
    etat: { saisie, refus },
    plans: await base.plans.list(epci),
    liberations: peutEtablir(base, epci)
      ? await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null })
      : null,
  });
  return c.html(page, refus === SANS_REFUS ? 200 : 422);
}

async function create(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const demande = {
    epci,
    seance: null,
    aujourdhui: site.deps.horloge.aujourdhui(),
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
    const id = await etablirPlan(c.var.base, eligiblesPour, demande);
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

async function showPlan(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const vue = buildVuePlan(cadre.territoire, await findPlan(c.var.base, epci, idOf(c)));
  const annonce = refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null);
  const retenir = peut(c.var.acteur, "proposition", "creer", epci);
  const page = renderPlanPage({ cadre, vue, retenir, annonce, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function retain(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = idOf(c);
  const { retenu = [] } = saisieOf(await c.req.parseBody({ all: true }));
  const aujourdhui = site.deps.horloge.aujourdhui();
  try {
    const { absents } = await retenirPlan(c.var.base, examinerDemande, { epci, id, logements: retenu, aujourdhui });
    return c.redirect(
      hrefTerritoire(epci, cheminPlan(id), { fait: absents > 0 ? "retenus-en-partie" : "retenus" }),
      303,
    );
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent" || error.code === "plan-inconnu") throw error;
    return showPlan(site, c, error);
  }
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
