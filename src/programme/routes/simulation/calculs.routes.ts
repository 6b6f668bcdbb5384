import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendAvancement } from "#socle/routes/serveur/avancement.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { enregistrerScenario, findScenario } from "../../actes/simulation/scenario.ts";
import { buildDemande } from "../../lectures/simulation/build-demande.ts";
import { vueOfCalcul } from "../../lectures/simulation/build-vue.ts";
import { buildFormulaire } from "../../lectures/simulation/formulaire.ts";
import type { DemandeSimulation } from "../../lectures/simulation/ports.ts";
import { readCalage } from "../../lectures/simulation/read-calage.ts";
import type { SaisieSimulation } from "../../lectures/simulation/saisie.ts";
import { initialSaisie } from "../../lectures/simulation/saisie-initiale.ts";
import { CHEMIN_SIMULATION, cheminCalcul, cheminScenario } from "../../pages/simulation/adresses.ts";
import { renderCalculPage, renderEnCoursPage } from "../../pages/simulation/calcul-page.tsx";
import { renderPreparerPage } from "../../pages/simulation/preparer-page.tsx";
import type { CalculSuivi, Calculs } from "./calculs.ts";
import { readPartie } from "./read-partie.ts";

const CREER = garde("indicateur-interne", "creer", { partout: true });
const CALCUL = `${CHEMIN_SIMULATION}/calculs/:calcul`;

/** Milliseconds before the page of progress is shown; most simulations end before. */
const ATTENTE_MS = 4_000;

/** Form of the levers, and pages of a simulation until it is saved. */
export function calculRoutes(site: Site, calculs: Calculs): Routes {
  const vue = { site, calculs };
  const preparer = {
    chemin: `${CHEMIN_SIMULATION}/preparer`,
    droit: CREER,
    show: (_: Site, c: Context<Env>, etat: EtatPage) => showForm(vue, c, etat),
    actes: { calcule: computeIn(vue) },
  };
  const calcul = {
    chemin: CALCUL,
    droit: CREER,
    show: (_: Site, c: Context<Env>, etat: EtatPage) => showCalcul(vue, c, etat),
    actes: { enregistre: saveIn(vue) },
  };
  return new Routes()
    .route("/", pageActes(site, preparer))
    .route("/", pageActes(site, calcul))
    .get(`/t/:epci/${CALCUL}/avancement`, CREER, async (c) => {
      await openCadre(site, c);
      return sendAvancement(c, async () => {
        const { issue, fait } = findCalcul(calculs, c);
        return issue === null ? { statut: "lecture", octetsLus: fait, taille: 1 } : { statut: "fini" };
      });
    });
}

type Vue = { readonly site: Site; readonly calculs: Calculs };

/** Choices of the form from a scenario, a result just computed, or the oldest scenario in use; the data are today's. */
async function showForm(vue: Vue, c: Context<Env>, etat: EtatPage): Promise<string> {
  if (etat.acte !== null) return showRefuse(vue, c, simulationOf(etat.saisie), erreurOf(etat));
  const { site, calculs } = vue;
  const { epci, cadre } = await openCadre(site, c);
  const suivi = calculs.find(c.var.acteur, epci, c.req.query("calcul") ?? "");
  const annee = readAnnee(c.req.query("reference"));
  const calage = await readCalage(c.var.base, { epci, annee, aujourdhui: site.deps.horloge.aujourdhui() });
  const depuis = suivi?.demande ?? (await findDepart(c, epci));
  const saisie = suivi !== null && annee === null ? suivi.saisie : initialSaisie(calage, depuis);
  return renderPreparerPage({ cadre, formulaire: buildFormulaire(calage, saisie, []), erreur: null });
}

async function findDepart(c: Context<Env>, epci: string): Promise<DemandeSimulation | null> {
  const { base } = c.var;
  const asked = c.req.query("depuis") ?? "";
  const known = /^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : null;
  const id = known ?? (await base.simulations.list(epci)).find(({ archiveLe }) => archiveLe === null)?.id ?? null;
  return id === null ? null : (await findScenario(base, epci, id)).demande;
}

/** null: the URL has no valid year. */
function readAnnee(value: string | undefined): number | null {
  return value !== undefined && /^(19|20)\d{2}$/.test(value) ? Number(value) : null;
}

function computeIn({ calculs }: Vue): Acte {
  return defineActe({
    chemin: `/${CHEMIN_SIMULATION}/calculs`,
    droit: CREER,
    annonce: null,
    champs: {},
    run: async ({ c, base, epci, aujourdhui }, _, typed) => {
      const saisie = simulationOf(typed);
      const annee = readAnnee(saisie["reference.annee"]?.trim());
      const { demande, erreurs } = buildDemande(await readCalage(base, { epci, annee, aujourdhui }), saisie);
      // The form parses the fields again and shows each error beside its field.
      if (demande === null) throw new Refus("saisie-a-corriger", "", { ecarts: erreurs });
      const { suivi, fini } = calculs.start(c.var.acteur, epci, { demande, saisie });
      await Promise.race([fini, sleep(ATTENTE_MS, undefined, { ref: false })]);
      if (suivi.issue && "refus" in suivi.issue) throw suivi.issue.refus;
      return new Suite({ chemin: cheminCalcul(suivi.id) });
    },
  });
}

async function showRefuse(
  { site }: Vue,
  c: Context<Env>,
  saisie: SaisieSimulation,
  erreur: string | null,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const annee = readAnnee(saisie["reference.annee"]?.trim());
  const calage = await readCalage(c.var.base, { epci, annee, aujourdhui: site.deps.horloge.aujourdhui() });
  const { erreurs } = buildDemande(calage, saisie);
  return renderPreparerPage({
    cadre,
    formulaire: buildFormulaire(calage, saisie, erreurs),
    erreur: erreurs.length > 0 ? null : erreur,
  });
}

function simulationOf(typed: SaisieFormulaire): SaisieSimulation {
  // Without a prototype: a field may be named « __proto__ ».
  const saisie: Record<string, string> = Object.create(null);
  for (const nom of Object.keys(typed)) saisie[nom] = valeurDe(typed, nom).slice(0, 200);
  return saisie;
}

async function showCalcul(vue: Vue, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { cadre } = await openCadre(vue.site, c);
  const { id, fait, issue, saisie } = findCalcul(vue.calculs, c);
  if (issue === null) return renderEnCoursPage({ cadre, id, fait });
  if ("refus" in issue) {
    return c.html(await showRefuse(vue, c, saisie, issue.refus.message), statutOf(issue.refus));
  }
  const nom = valeurDe(etat.saisie, "nom");
  const calculee = vueOfCalcul(cadre.territoire, issue.calcul);
  return renderCalculPage({ cadre, id, vue: calculee, partie: readPartie(c, calculee), nom, erreur: erreurOf(etat) });
}

export function saveIn({ calculs }: Vue): Acte {
  return defineActe({
    chemin: "",
    droit: CREER,
    annonce: "Le scénario est enregistré. Il ne changera plus.",
    champs: { nom: brut() },
    run: async ({ c, base, epci }, { nom }) => {
      const { issue } = findCalcul(calculs, c);
      if (issue === null || "refus" in issue) throw unknownCalcul();
      const id = await enregistrerScenario(base, { epci, nom, synthetique: false, ...issue.calcul });
      return new Suite({ chemin: cheminScenario(id) });
    },
  });
}

function findCalcul(calculs: Calculs, c: Context<Env>): CalculSuivi {
  const suivi = calculs.find(c.var.acteur, c.req.param("epci") ?? "", c.req.param("calcul") ?? "");
  if (!suivi) throw unknownCalcul();
  return suivi;
}

function unknownCalcul(): Refus {
  return introuvable(
    "calcul-inconnu",
    "Ce calcul n’est plus gardé. Les scénarios enregistrés sont dans « Simulation » ; sinon, relancez-le.",
  );
}
