import type { Context } from "hono";
import { sendFigure } from "#observatoire/routes/figures.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { shareAnswers } from "#socle/routes/serveur/share-answers.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findGrille } from "../../actes/cotation/editer-grille.ts";
import { figuresSimulation } from "../../lectures/cotation/figures-simulation.ts";
import { simulerGrille } from "../../lectures/cotation/simuler-grille.ts";
import { CHEMIN_COTATION } from "../../pages/cotation/chemins.ts";
import { renderCotationPage } from "../../pages/cotation/cotation-page.tsx";
import { renderCotationPublique } from "../../pages/cotation/cotation-publique-page.tsx";
import { renderSimulationGrille } from "../../pages/cotation/simulation-page.tsx";
import { NATURES_GRILLE } from "../../regles/cotation/grille.ts";
import { grilleOn } from "../../regles/cotation/version-grille.ts";
import { openVitrine } from "../information/vitrine.ts";
import { editeurRoutes } from "./editeur.ts";
import { ABANDONNER, COPIER, GRILLE, grillePages } from "./grille.ts";

const LIRE = garde("cotation", "lire");
const SIMULATION = `/t/:epci/${GRILLE}/simulation`;

/** `/t/:epci/demandes/cotation`, and the public page of the scheme. */
export function cotationRoutes(site: Site): Routes {
  return new Routes()
    .get("/logement-social/:epci/cotation", LIRE, shareAnswers(site.deps.version), (c) => showPublique(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_COTATION,
        droit: LIRE,
        show: showVersions,
        actes: {},
        annonces: { abandonnee: ABANDONNER.annonce },
      }),
    )
    .route("/", grillePages(site))
    .route("/", editeurRoutes(site))
    .get(SIMULATION, COPIER.droit, (c) => showSimulation(site, c))
    .get(`${SIMULATION}/figures/:fichier`, COPIER.droit, (c) => sendSimulation(site, c));
}

async function showVersions(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  return renderCotationPage({
    cadre,
    epci,
    versions: await c.var.base.cotations.versions(epci),
    aujourdhui: site.deps.horloge.aujourdhui(),
    ecrire: peutPartout(c.var.acteur, "cotation", "creer", epci),
    annonce,
  });
}

/** Read without an actor: drafts are left out, and the answer is the same for everybody. */
async function showPublique(site: Site, c: Context<Env>): Promise<Response> {
  const base = c.var.bases.pour(PUBLIC, { ressource: "cotation", action: "lire" });
  const { vitrine } = await openVitrine(site, c);
  const versions = await base.cotations.versions(vitrine.epci);
  const jour = site.deps.horloge.aujourdhui();
  return c.html(
    renderCotationPublique({
      vitrine,
      grilles: NATURES_GRILLE.map((nature) => grilleOn(versions, nature, jour)).filter((grille) => grille !== null),
    }),
  );
}

async function readSimulation(site: Site, c: Context<Env>, epci: string) {
  const { base, acteur } = c.var;
  const version = await findGrille(base, epci, readNumero(c, "grille"));
  const lue = await simulerGrille(base, { epci, version, aujourdhui: site.deps.horloge.aujourdhui() });
  const masquer = !peut(acteur, "attribution", "lire", epci);
  return { version, lue, figures: lue ? figuresSimulation(lue, masquer) : [] };
}

async function showSimulation(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  return c.html(renderSimulationGrille({ cadre, epci, ...(await readSimulation(site, c, epci)) }));
}

async function sendSimulation(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { version, figures } = await readSimulation(site, c, epci);
  const fichier = c.req.param("fichier") ?? "";
  const lieu = lieuClasseur(site, cadre, PARTENAIRES);
  return sendFigure(c, { figures, fond: null, fichier, suffixe: `${epci}-${version.nature}-v${version.numero}`, lieu });
}
