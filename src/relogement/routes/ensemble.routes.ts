import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { jour, numeroChoisi, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { confierEnsemble, planifierEnsemble } from "../actes/ensemble.ts";
import { type IssueMenage, readChoisis } from "../lectures/ensemble.ts";
import {
  CONFIER,
  type Geste,
  PORTER,
  RELANCER,
  renderEnsemblePage,
  renderIssuesPage,
} from "../pages/ensemble-page.tsx";
import type { EtapeRelogement } from "../regles/menage.ts";
import { listOfficiers } from "./officiers.ts";

const PLANIFIER = garde("relogement", "modifier");
const DROIT_CONFIER = garde("programme", "modifier", { partout: true });
const ID = /^[1-9]\d{0,14}$/;

/** Acts on the households ticked in the list: shown first, then done one by one. */
export function ensembleRoutes(site: Site): Routes {
  const confier = defineActe({
    chemin: "",
    droit: DROIT_CONFIER,
    annonce: null,
    champs: { menage: plusieursDe(ID), compte: numeroChoisi("Chargé de relogement"), le: jour(CONFIER.jour) },
    run: async ({ c, base, epci }, { menage, compte, le: du }) =>
      showIssues(site, c, CONFIER, await confierEnsemble(base, { epci, ids: menage.map(Number), compte, du })),
  });
  return new Routes()
    .route("/", planifierRoutes(site, RELANCER, "rappel"))
    .route("/", planifierRoutes(site, PORTER, "comite"))
    .route(
      "/",
      pageActes(site, {
        chemin: CONFIER.chemin,
        droit: DROIT_CONFIER,
        show: (_: Site, c: Context<Env>, etat: EtatPage) => showEnsemble(site, c, CONFIER, etat),
        actes: { confies: confier },
      }),
    );
}

function planifierRoutes(site: Site, geste: Geste, quoi: EtapeRelogement): Routes {
  const acte = defineActe({
    chemin: "",
    droit: PLANIFIER,
    annonce: null,
    champs: { menage: plusieursDe(ID), le: jour(geste.jour) },
    run: async ({ c, base, epci }, { menage, le }) =>
      showIssues(site, c, geste, await planifierEnsemble(base, { epci, ids: menage.map(Number), etape: { quoi, le } })),
  });
  const show = (_: Site, c: Context<Env>, etat: EtatPage) => showEnsemble(site, c, geste, etat);
  return pageActes(site, { chemin: geste.chemin, droit: PLANIFIER, show, actes: { planifies: acte } });
}

async function showEnsemble(site: Site, c: Context<Env>, geste: Geste, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const asked = etat.acte === null ? (c.req.queries("menage") ?? []) : (etat.saisie.menage ?? []);
  const aujourdhui = site.deps.horloge.aujourdhui();
  return renderEnsemblePage({
    cadre,
    epci,
    geste,
    choisis: await readChoisis(c.var.base, epci, asked.map(Number)),
    agents: geste === CONFIER ? await listOfficiers(c.var.base, epci) : null,
    etat: { saisie: etat.acte === null ? { le: [aujourdhui] } : etat.saisie, refus: etat.refus },
  });
}

async function showIssues(
  site: Site,
  c: Context<Env>,
  geste: Geste,
  issues: readonly IssueMenage[],
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  return c.html(renderIssuesPage({ cadre, epci, geste, issues }));
}
