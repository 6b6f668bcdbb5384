import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, SANS_ACTE } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { archiverScenario, findScenario, unknownScenario } from "../../actes/simulation/scenario.ts";
import {
  renderComparaisonPdf,
  renderComparaisonXlsx,
  renderSimulationCsv,
  renderSimulationPdf,
  renderSimulationXlsx,
} from "../../documents/simulation-document.ts";
import { vueOfScenario } from "../../lectures/simulation/build-vue.ts";
import { comparerScenarios } from "../../lectures/simulation/comparer.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { CHEMIN_SIMULATION } from "../../pages/simulation/adresses.ts";
import { renderComparaisonPage } from "../../pages/simulation/comparaison-page.tsx";
import { renderSimulationPage } from "../../pages/simulation/simulation-page.tsx";
import { calculRoutes, saveIn } from "./calculs.routes.ts";
import { Calculs } from "./calculs.ts";
import { readPartie } from "./read-partie.ts";

const BASE = `/t/:epci/${CHEMIN_SIMULATION}`;
const SCENARIO = `${CHEMIN_SIMULATION}/scenarios/:id`;
const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/simulation`: can the rate be reached, by scenario; read by every member, written by the officers of the EPCI. */
export function simulationRoutes(site: Site): Routes {
  const calculs = new Calculs(site.deps);
  const scenario = {
    chemin: SCENARIO,
    droit: LIRE,
    show: (_: Site, c: Context<Env>, etat: EtatPage) => showScenario(site, c, idOf(c), etat),
    actes: { archive: ARCHIVER },
    annonces: { enregistre: saveIn({ site, calculs }) },
  };
  return new Routes()
    .get(BASE, LIRE, async (c) => c.html(await showScenario(site, c, null, SANS_ACTE)))
    .get(`${BASE}/comparaison`, LIRE, (c) => showComparaison(site, c))
    .get(`${BASE}/:fichier{comparaison\\.(pdf|xlsx)}`, LIRE, (c) => sendComparaison(site, c))
    .get(`/t/:epci/${SCENARIO}/:fichier{simulation\\.(pdf|xlsx|csv)}`, LIRE, (c) => sendScenario(site, c))
    .route("/", pageActes(site, scenario))
    .route("/", calculRoutes(site, calculs));
}

/** `id` null: the oldest scenario in use, the reference of the others. */
async function showScenario(site: Site, c: Context<Env>, id: number | null, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const scenarios = await base.simulations.list(epci);
  const chosen = id ?? scenarios.find(({ archiveLe }) => archiveLe === null)?.id ?? null;
  const scenario = chosen === null ? null : await findScenario(base, epci, chosen);
  const vue = scenario && vueOfScenario(cadre.territoire, scenario);
  return renderSimulationPage({
    cadre,
    scenarios,
    vue,
    partie: vue ? readPartie(c, vue) : "reponse",
    ecrire: peutPartout(acteur, "indicateur-interne", "creer", epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const ARCHIVER = defineActe({
  chemin: "archive",
  droit: garde("indicateur-interne", "creer", { partout: true }),
  annonce: "Le scénario est archivé. Il reste lisible.",
  champs: {},
  run: ({ c, base, epci, aujourdhui }) => archiverScenario(base, { epci, id: idOf(c), aujourdhui }),
});

async function sendScenario(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const vue = vueOfScenario(cadre.territoire, await findScenario(c.var.base, epci, idOf(c)));
  const type = extensionOf(c);
  return sendDocument(c, {
    nom: `simulation-${epci}-${vue.scenario?.id}`,
    type,
    contenu: await render(vue, type, c.req.query("format")),
  });
}

type TypeFichier = "pdf" | "xlsx" | "csv";

function extensionOf(c: Context<Env>): TypeFichier {
  const extension = c.req.param("fichier")?.split(".").at(-1);
  return extension === "xlsx" || extension === "csv" ? extension : "pdf";
}

/** `simulation.csv` is for a spreadsheet unless `format=ouvert`. */
function render(
  vue: VueSimulation,
  type: TypeFichier,
  format: string | undefined,
): string | Uint8Array | Promise<Uint8Array> {
  if (type === "csv") return renderSimulationCsv(vue, format === "ouvert" ? "ouvert" : "tableur");
  return type === "xlsx" ? renderSimulationXlsx(vue) : renderSimulationPdf(vue);
}

async function showComparaison(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const scenarios = await c.var.base.simulations.list(epci);
  try {
    const comparaison = await comparerScenarios(c.var.base, cadre.territoire, idsOf(c));
    return c.html(renderComparaisonPage({ cadre, scenarios, comparaison, erreur: null }));
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "comparaison-nombre") throw error;
    // Without a query, nothing was asked yet: no error.
    const asked = c.req.queries("s") !== undefined;
    const page = renderComparaisonPage({ cadre, scenarios, comparaison: null, erreur: asked ? error.message : null });
    return c.html(page, asked ? statutOf(error) : 200);
  }
}

async function sendComparaison(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const comparaison = await comparerScenarios(c.var.base, cadre.territoire, idsOf(c));
  const type = extensionOf(c) === "xlsx" ? "xlsx" : "pdf";
  const contenu = type === "xlsx" ? await renderComparaisonXlsx(comparaison) : await renderComparaisonPdf(comparaison);
  return sendDocument(c, { nom: `simulation-${epci}-comparaison`, type, contenu });
}

function idsOf(c: Context<Env>): readonly number[] {
  return (c.req.queries("s") ?? []).slice(0, 20).map(readId);
}

function idOf(c: Context<Env>): number {
  return readId(c.req.param("id") ?? "");
}

/** An ill-formed `id` is refused as an unknown one. */
function readId(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw unknownScenario();
}
