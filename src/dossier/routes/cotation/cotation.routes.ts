import type { Context } from "hono";
import { sendFigure } from "#observatoire/routes/figures.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { shareAnswers } from "#socle/routes/serveur/share-answers.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { emptyCadre, openCadre, type Site } from "#socle/routes/site.ts";
import { findGrille } from "../../actes/cotation/editer-grille.ts";
import { controlGrille, publierGrille } from "../../actes/cotation/publier-grille.ts";
import { figuresSimulation } from "../../lectures/cotation/figures-simulation.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { simulerGrille } from "../../lectures/cotation/simuler-grille.ts";
import { aideOf } from "../../lectures/information/read-information.ts";
import { CHEMIN_COTATION, cheminGrille } from "../../pages/cotation/chemins.ts";
import { renderCotationPage } from "../../pages/cotation/cotation-page.tsx";
import { renderCotationPublique } from "../../pages/cotation/cotation-publique-page.tsx";
import { renderPublierGrille } from "../../pages/cotation/formulaires.tsx";
import { renderSimulationGrille } from "../../pages/cotation/simulation-page.tsx";
import { NATURES_GRILLE } from "../../regles/cotation/grille.ts";
import { grilleOn } from "../../regles/cotation/version-grille.ts";
import {
  changeOf,
  createGrille,
  dropGrille,
  orderGrille,
  readLecture,
  renameGrille,
  showCritere,
  showNouvelle,
  showRubrique,
  writeCritere,
  writeRubrique,
} from "./editeur.ts";
import { ANNONCES, showGrille } from "./grille.ts";

const LIRE = garde("cotation", "lire");
const CREER = garde("cotation", "creer", { partout: true });
const MODIFIER = garde("cotation", "modifier", { partout: true });
const PUBLIER = garde("cotation", "valider", { partout: true });

const BASE = `/t/:epci/${CHEMIN_COTATION}`;
const GRILLE = `${BASE}/:grille{[0-9]+}`;
const RUBRIQUE = `${GRILLE}/rubriques/:rubrique{[a-z0-9-]+}`;
const CRITERE = `${GRILLE}/criteres/:critere{[a-z0-9-]+}`;

/** `/t/:epci/demandes/cotation`, and the page of the scheme for the public. */
export function cotationRoutes(site: Site): Routes {
  return new Routes()
    .get("/logement-social/:epci/cotation", LIRE, shareAnswers(site.deps.version), (c) => showPublique(site, c))
    .get(BASE, LIRE, (c) => showVersions(site, c))
    .get(`${BASE}/nouvelle`, CREER, (c) => showNouvelle(site, c))
    .post(`${BASE}/nouvelle`, CREER, (c) => createGrille(site, c))
    .get(GRILLE, LIRE, (c) => showGrille(site, c))
    .post(`${GRILLE}/nom`, MODIFIER, (c) => renameGrille(site, c))
    .post(`${GRILLE}/ranger`, MODIFIER, (c) => orderGrille(site, c))
    .post(`${GRILLE}/abandonner`, MODIFIER, (c) => dropGrille(site, c))
    .get(RUBRIQUE, MODIFIER, (c) => showRubrique(site, c))
    .post(RUBRIQUE, MODIFIER, (c) => writeRubrique(site, c))
    .get(CRITERE, MODIFIER, (c) => showCritere(site, c))
    .post(CRITERE, MODIFIER, (c) => writeCritere(site, c))
    .get(`${GRILLE}/simulation`, CREER, (c) => showSimulation(site, c))
    .get(`${GRILLE}/simulation/figures/:fichier`, CREER, (c) => sendSimulation(site, c))
    .get(`${GRILLE}/publier`, PUBLIER, (c) => showPublier(site, c))
    .post(`${GRILLE}/publier`, PUBLIER, (c) => publish(site, c));
}

async function showVersions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  return c.html(
    renderCotationPage({
      cadre,
      epci,
      versions: await c.var.base.cotations.versions(epci),
      aujourdhui: site.deps.horloge.aujourdhui(),
      ecrire: peutPartout(c.var.acteur, "cotation", "creer", epci),
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    }),
  );
}

/** Read as nobody: drafts are not the public's, and the answer is the same for all. */
async function showPublique(site: Site, c: Context<Env>): Promise<Response> {
  const base = c.var.bases.pour(PUBLIC, { ressource: "cotation", action: "lire" });
  const epci = c.req.param("epci") ?? "";
  const [territoire, guichets, versions] = await Promise.all([
    base.territoires.find(epci),
    base.information.guichetsPublies(epci),
    base.cotations.versions(epci),
  ]);
  if (!territoire) {
    throw new Refus("page-introuvable", "Ce territoire n’est pas ouvert ici. Choisissez-en un dans la liste.");
  }
  const cadre = { ...emptyCadre(site), territoire };
  const jour = site.deps.horloge.aujourdhui();
  return c.html(
    renderCotationPublique({
      vitrine: { cadre, epci, nom: territoire.nom, aide: aideOf(guichets) },
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
  const { epci } = await openCadre(site, c);
  const { version, figures } = await readSimulation(site, c, epci);
  const fichier = c.req.param("fichier") ?? "";
  return sendFigure(c, { figures, fond: null, fichier, suffixe: `${epci}-${version.nature}-v${version.numero}` });
}

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

async function showPublier(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const version = await findGrille(base, epci, readNumero(c, "grille"));
  if (version.etat !== "projet") throw refusCotation.publiee();
  const remplacee = grilleOn(await base.cotations.versions(epci), version.nature, aujourdhui);
  const page = renderPublierGrille({
    cadre,
    epci,
    version,
    remplacee,
    saisie: saisie ?? {},
    controle: controlGrille(version, aujourdhui),
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function publish(site: Site, c: Context<Env>): Promise<Response> {
  await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lecture = await readLecture(c);
  const change = changeOf(c, lecture);
  const deliberation = lecture.text("deliberation", "Référence de la délibération");
  const delibereeLe = lecture.day("delibereeLe", "Jour de la délibération", aujourdhui);
  const du = lecture.dayOrNull("du", "Premier jour d’application");
  if (du === null) lecture.fail("du", "Premier jour d’application : donnez la date.");
  try {
    checkLecture(lecture);
    await publierGrille(c.var.base, { ...change, deliberation, delibereeLe, du: du ?? aujourdhui, aujourdhui });
    return c.redirect(hrefTerritoire(change.epci, cheminGrille(change.id), { fait: "publiee" }), 303);
  } catch (error) {
    return again(error, (refus) => showPublier(site, c, { saisie: lecture.saisie, refus }));
  }
}
