import type { Context } from "hono";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, compteOuVide, plusieursDe, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
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

const LIRE = garde("proposition", "lire");
const CREER = garde("proposition", "creer");

const ETABLIR = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "La proposition est établie. Elle ne changera plus, et ne désigne personne.",
  champs: {
    nom: texte("Nom"),
    liberation: plusieursDe(/^[1-9]\d{0,14}$/),
    critere: choix("Qui passe d’abord", CRITERES_PLAN),
    /** Empty: no bound. */
    rang_max: compteOuVide("Rang le plus lointain", {
      chiffres: 4,
      min: 1,
      ecrire: "écrivez un nombre entier, de 1 à 9 999, ou laissez vide",
    }),
  },
  run: async ({ base, epci, aujourdhui }, { nom, liberation, critere, rang_max: rangMax }) => {
    const parametres = { ...PARAMETRES_PLAN, critere, rangMax };
    const demande = { epci, seance: null, aujourdhui, nom, liberations: liberation.map(Number), parametres };
    return new Suite({ chemin: cheminPlan(await etablirPlan(base, eligiblesPour, demande)) });
  },
});

const RETENIR = defineActe({
  chemin: "retenir",
  droit: CREER,
  annonce: null,
  champs: { retenu: plusieursDe(/./) },
  run: async ({ base, epci, aujourdhui, numero }, { retenu: logements }) => {
    const demande = { epci, id: numero("plan"), logements, aujourdhui };
    const { absents } = await retenirPlan(base, examinerDemande, demande);
    return new Suite({ fait: absents > 0 ? "retenus-en-partie" : "retenus" });
  },
});

/** `/t/:epci/plans`: optimised proposals for a batch, made by a bailleur, read by the secretary of its commission too. */
export function plansRoutes(site: Site): Routes {
  return new Routes()
    .route("/", pageActes(site, { chemin: CHEMIN_PLANS, droit: LIRE, show: showPlans, actes: { etablie: ETABLIR } }))
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN_PLANS}/:plan`,
        droit: LIRE,
        show: showPlan,
        actes: { retenus: RETENIR },
        annonces: {
          etablie: ETABLIR.annonce,
          retenus: "Les candidats des logements cochés sont désignés.",
          "retenus-en-partie": "Les candidats sont désignés, sauf ceux dont la demande n’existe plus.",
        },
        dits: ["liberation-inconnue", "demande-introuvable", "designation-pas-a-vous"],
      }),
    )
    .get(`/t/:epci/${CHEMIN_PLANS}/:plan/:fichier{plan\\.pdf}`, LIRE, (c) => sendPlan(site, c));
}

async function showPlans(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  return renderPlansPage({
    cadre,
    epci,
    etat: { saisie: acte === null ? { critere: [PARAMETRES_PLAN.critere] } : saisie, refus },
    plans: await base.plans.list(epci),
    liberations: peutEtablir(base, epci)
      ? await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null })
      : null,
  });
}

async function showPlan(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const vue = buildVuePlan(cadre.territoire, await findPlan(c.var.base, epci, idOf(c)));
  const retenir = peut(c.var.acteur, "proposition", "creer", epci);
  return renderPlanPage({ cadre, vue, retenir, annonce: etat.annonce, erreur: erreurOf(etat) });
}

async function sendPlan(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const id = idOf(c);
  const vue = buildVuePlan(cadre.territoire, await findPlan(c.var.base, epci, id));
  return sendDocument(c, { nom: `proposition-${epci}-${id}`, type: "pdf", contenu: await renderPlanPdf(vue) });
}

/** An ill-formed `id` is refused as an unknown proposal. */
function idOf(c: Context<Env>): number {
  const value = c.req.param("plan") ?? "";
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw unknownPlan();
}
