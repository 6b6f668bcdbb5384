import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { enregistrerScenario, findScenario } from "../../actes/simulation/scenario.ts";
import { buildDemande } from "../../lectures/simulation/build-demande.ts";
import { vueOfCalcul } from "../../lectures/simulation/build-vue.ts";
import type { Calage } from "../../lectures/simulation/calage.ts";
import { buildFormulaire } from "../../lectures/simulation/formulaire.ts";
import type { DemandeSimulation } from "../../lectures/simulation/ports.ts";
import { readCalage } from "../../lectures/simulation/read-calage.ts";
import type { ErreurSaisie, SaisieSimulation } from "../../lectures/simulation/saisie.ts";
import { initialSaisie } from "../../lectures/simulation/saisie-initiale.ts";
import { CHEMIN_SIMULATION, cheminCalcul, cheminScenario } from "../../pages/simulation/adresses.ts";
import { renderCalculPage, renderEnCoursPage } from "../../pages/simulation/calcul-page.tsx";
import { renderPreparerPage } from "../../pages/simulation/preparer-page.tsx";
import type { CalculSuivi, Calculs } from "./calculs.ts";

const BASE = `/t/:epci/${CHEMIN_SIMULATION}`;
const CREER = garde("indicateur-interne", "creer", { partout: true });

/** Most simulations end well before; after it, a page follows instead. */
const ATTENTE_MS = 4_000;

/** The form of the levers, and what becomes of a simulation until it is saved. */
export function calculRoutes(app: Routes, site: Site, calculs: Calculs): void {
  const vue = { site, calculs };
  app
    .get(`${BASE}/preparer`, CREER, (c) => showForm(vue, c))
    .post(`${BASE}/calculs`, CREER, (c) => compute(vue, c))
    .get(`${BASE}/calculs/:calcul`, CREER, (c) => showCalcul(vue, c, null))
    .get(`${BASE}/calculs/:calcul/avancement`, CREER, async (c) => {
      await openCadre(site, c);
      const { issue, fait } = findCalcul(calculs, c);
      return c.json(issue === null ? { statut: "lecture", octetsLus: fait, taille: 1 } : { statut: "fini" });
    })
    .post(`${BASE}/calculs/:calcul`, CREER, (c) => save(vue, c));
}

type Vue = { readonly site: Site; readonly calculs: Calculs };

/** From a scenario, from what was just computed, or from the oldest scenario in use: its choices, on today's data. */
async function showForm({ site, calculs }: Vue, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const suivi = calculs.find(c.var.acteur, epci, c.req.query("calcul") ?? "");
  const annee = readAnnee(c.req.query("reference"));
  const calage = await readCalage(c.var.base, { epci, annee, aujourdhui: site.deps.horloge.aujourdhui() });
  const depuis = suivi?.demande ?? (await findDepart(c, epci));
  const saisie = suivi !== null && annee === null ? suivi.saisie : initialSaisie(calage, depuis);
  return c.html(renderPreparerPage({ cadre, formulaire: buildFormulaire(calage, saisie, []), erreur: null }));
}

async function findDepart(c: Context<Env>, epci: string): Promise<DemandeSimulation | null> {
  const { base } = c.var;
  const asked = c.req.query("depuis") ?? "";
  const known = /^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : null;
  const id = known ?? (await base.simulations.list(epci)).find(({ archiveLe }) => archiveLe === null)?.id ?? null;
  return id === null ? null : (await findScenario(base, epci, id)).demande;
}

/** An address that says no year says nothing. */
function readAnnee(value: string | undefined): number | null {
  return value !== undefined && /^(19|20)\d{2}$/.test(value) ? Number(value) : null;
}

async function compute(vue: Vue, c: Context<Env>): Promise<Response> {
  const { site, calculs } = vue;
  const { epci } = await openCadre(site, c);
  const saisie = await readForm(c);
  const annee = readAnnee(saisie["reference.annee"]?.trim());
  const calage = await readCalage(c.var.base, { epci, annee, aujourdhui: site.deps.horloge.aujourdhui() });
  const { demande, erreurs } = buildDemande(calage, saisie);
  if (demande === null) return refuse(vue, c, { calage, saisie, erreurs, refus: null });
  const { suivi, fini } = calculs.start(c.var.acteur, epci, { demande, saisie });
  await Promise.race([fini, sleep(ATTENTE_MS, undefined, { ref: false })]);
  if (suivi.issue && "refus" in suivi.issue) {
    return refuse(vue, c, { calage, saisie, erreurs: [], refus: suivi.issue.refus });
  }
  return c.redirect(hrefTerritoire(epci, cheminCalcul(suivi.id)), 303);
}

type Refuse = {
  readonly calage: Calage;
  readonly saisie: SaisieSimulation;
  readonly erreurs: readonly ErreurSaisie[];
  readonly refus: Refus | null;
};

async function refuse({ site }: Vue, c: Context<Env>, { calage, saisie, erreurs, refus }: Refuse): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const page = renderPreparerPage({
    cadre,
    formulaire: buildFormulaire(calage, saisie, erreurs),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 422);
}

async function readForm(c: Context<Env>): Promise<SaisieSimulation> {
  const body = await c.req.parseBody();
  // Without a prototype: a field may be called « __proto__ ».
  const saisie: Record<string, string> = Object.create(null);
  for (const [nom, valeur] of Object.entries(body)) if (typeof valeur === "string") saisie[nom] = valeur.slice(0, 200);
  return saisie;
}

type Retour = { readonly nom: string; readonly refus: Refus };

async function showCalcul({ site, calculs }: Vue, c: Context<Env>, retour: Retour | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { id, fait, issue, saisie } = findCalcul(calculs, c);
  if (issue === null) return c.html(renderEnCoursPage({ cadre, id, fait }));
  if ("refus" in issue) {
    const calage = await readCalage(c.var.base, {
      epci,
      annee: readAnnee(saisie["reference.annee"]),
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return refuse({ site, calculs }, c, { calage, saisie, erreurs: [], refus: issue.refus });
  }
  const vue = vueOfCalcul(cadre.territoire, issue.calcul);
  const page = renderCalculPage({ cadre, id, vue, nom: retour?.nom ?? "", erreur: retour?.refus.message ?? null });
  return c.html(page, retour ? statusOf(retour.refus.code) : 200);
}

async function save(vue: Vue, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(vue.site, c);
  const { issue } = findCalcul(vue.calculs, c);
  if (issue === null || "refus" in issue) throw unknownCalcul();
  const { nom = "" } = await readForm(c);
  try {
    const id = await enregistrerScenario(c.var.base, { epci, nom, synthetique: false, ...issue.calcul });
    return c.redirect(hrefTerritoire(epci, cheminScenario(id), { fait: "enregistre" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showCalcul(vue, c, { nom, refus: error });
  }
}

function findCalcul(calculs: Calculs, c: Context<Env>): CalculSuivi {
  const suivi = calculs.find(c.var.acteur, c.req.param("epci") ?? "", c.req.param("calcul") ?? "");
  if (!suivi) throw unknownCalcul();
  return suivi;
}

function unknownCalcul(): Refus {
  return new Refus(
    "calcul-inconnu",
    "Ce calcul n’est plus gardé. Les scénarios enregistrés sont dans « Simulation » ; sinon, relancez-le.",
  );
}
