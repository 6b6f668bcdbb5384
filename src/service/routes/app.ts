import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { TrieRouter } from "hono/router/trie-router";
import { connexionRoutes } from "#acces/routes/connexion/connexion.routes.ts";
import { habilitationRoutes } from "#acces/routes/habilitation/habilitation.routes.ts";
import { journalRoutes } from "#acces/routes/journal/journal.routes.ts";
import { logementCalRoutes } from "#attributions/routes/cal/logement.routes.ts";
import { seanceRoutes } from "#attributions/routes/cal/seance.routes.ts";
import { seancesRoutes } from "#attributions/routes/cal/seances.routes.ts";
import { examenOccupationRoutes } from "#attributions/routes/examen-occupation/examens.routes.ts";
import { liberationRoutes } from "#attributions/routes/liberation/liberation.routes.ts";
import { logementRoutes } from "#attributions/routes/logement/logement.routes.ts";
import { plansRoutes } from "#attributions/routes/plan/plans.routes.ts";
import { rapprochementRoutes } from "#attributions/routes/rapprochement/rapprochement.routes.ts";
import { bilanRoutes } from "#bilan/routes/bilan.routes.ts";
import { bilanBailleurRoutes } from "#bilan/routes/bilan-bailleur/bilan-bailleur.routes.ts";
import { mesuresRoutes } from "#bilan/routes/mesures/mesures.routes.ts";
import { objectifsRoutes } from "#bilan/routes/objectifs/objectifs.routes.ts";
import { pairesRoutes } from "#bilan/routes/paire-bail/paires.routes.ts";
import { publicsRoutes } from "#bilan/routes/public-prioritaire/publics.routes.ts";
import { rapportRoutes } from "#bilan/routes/rapport.routes.ts";
import { recoupementRoutes } from "#bilan/routes/recoupement/recoupement.routes.ts";
import { repereRoutes } from "#bilan/routes/repere/repere.routes.ts";
import { serieRoutes } from "#bilan/routes/serie.routes.ts";
import { conventionRoutes } from "#convention/routes/convention.routes.ts";
import { ppgdidRoutes } from "#convention/routes/ppgdid/ppgdid.routes.ts";
import { rederiver } from "#donnees/actes/lot/rederiver.ts";
import { LectureDroit } from "#donnees/lectures/droit/lecture.ts";
import { cotationRoutes } from "#dossier/routes/cotation/cotation.routes.ts";
import { dossierRoutes } from "#dossier/routes/dossier.routes.ts";
import { informationEditeurRoutes } from "#dossier/routes/information/editeur.routes.ts";
import { informationPubliqueRoutes } from "#dossier/routes/information/public.routes.ts";
import { documentsRoutes } from "#dossier/routes/piece/documents.routes.ts";
import { piecesRoutes } from "#dossier/routes/piece/pieces.routes.ts";
import { contingentRoutes } from "#engagements/routes/contingent/contingent.routes.ts";
import { conservationRoutes } from "#exploitation/routes/conservation.routes.ts";
import { readDecisionsDeVersions } from "#gouvernance/lectures/decision-liste.ts";
import { actionRoutes } from "#gouvernance/routes/action/action.routes.ts";
import { casRoutes } from "#gouvernance/routes/cas-bloque/cas.routes.ts";
import { cilRoutes } from "#gouvernance/routes/cil/cil.routes.ts";
import { decisionsRoutes } from "#gouvernance/routes/decisions.routes.ts";
import { evaluationRoutes } from "#gouvernance/routes/evaluation/evaluation.routes.ts";
import { instancesRoutes } from "#gouvernance/routes/instances.routes.ts";
import { ordreDuJourRoutes } from "#gouvernance/routes/ordre-du-jour.routes.ts";
import { releveRoutes } from "#gouvernance/routes/releve.routes.ts";
import { reunionsRoutes } from "#gouvernance/routes/reunions.routes.ts";
import { tenueRoutes } from "#gouvernance/routes/tenue.routes.ts";
import { countPrises } from "#guichet/lectures/veille/compute-veille.ts";
import { doublonsRoutes } from "#guichet/routes/doublon/doublons.routes.ts";
import { entretiensRoutes } from "#guichet/routes/entretien/entretiens.routes.ts";
import { fichesContactRoutes } from "#guichet/routes/fiche-contact/fiches-contact.routes.ts";
import { registreRoutes } from "#guichet/routes/registre/demandes.routes.ts";
import { sneRoutes } from "#guichet/routes/sne-echange/sne.routes.ts";
import { veilleRoutes } from "#guichet/routes/veille/veille.routes.ts";
import { correspondanceRoutes } from "#imports/routes/correspondance/correspondance.routes.ts";
import { depotRoutes } from "#imports/routes/depot/depot.routes.ts";
import { Depots } from "#imports/routes/depot/depots.ts";
import { bindDroit } from "#imports/routes/droit/bind-droit.ts";
import { droitRoutes } from "#imports/routes/droit/droit.routes.ts";
import { localiserRoutes } from "#imports/routes/lot/localiser.routes.ts";
import { localiserGroupeRoutes } from "#imports/routes/lot/localiser-groupe.routes.ts";
import { lotRoutes } from "#imports/routes/lot/lot.routes.ts";
import { rattachementRoutes } from "#imports/routes/lot/rattachement.routes.ts";
import { perimetreRoutes } from "#imports/routes/territoire/perimetre.routes.ts";
import { statistiques } from "#observatoire/lectures/statistiques.ts";
import { bailleursRoutes } from "#observatoire/routes/bailleur/bailleurs.routes.ts";
import { carteRoutes } from "#observatoire/routes/carte/carte.routes.ts";
import { demandesRoutes } from "#observatoire/routes/demande/demandes.routes.ts";
import { packsRoutes } from "#observatoire/routes/demande/packs.routes.ts";
import { desequilibreRoutes } from "#observatoire/routes/desequilibre/desequilibre.routes.ts";
import { diffusionRoutes } from "#observatoire/routes/diffusion/diffusion.routes.ts";
import { publiqueRoutes } from "#observatoire/routes/diffusion/publique.routes.ts";
import { loyerRoutes } from "#observatoire/routes/loyer/loyer.routes.ts";
import { parcRoutes } from "#observatoire/routes/parc/parc.routes.ts";
import { vueEnsembleRoutes } from "#observatoire/routes/parc/vue-ensemble.routes.ts";
import { portraitRoutes } from "#observatoire/routes/portrait/portrait.routes.ts";
import { remonteeRoutes } from "#observatoire/routes/remontee/remontee.routes.ts";
import { segregationRoutes } from "#observatoire/routes/segregation/segregation.routes.ts";
import { zonesRoutes } from "#observatoire/routes/zone-locale/zones.routes.ts";
import { calendrierRoutes } from "#programme/routes/calendrier.routes.ts";
import { conventionsObjectifsRoutes } from "#programme/routes/conventions.routes.ts";
import { operationsRoutes } from "#programme/routes/operations.routes.ts";
import { reglesRoutes } from "#programme/routes/regles.routes.ts";
import { simulationRoutes } from "#programme/routes/simulation/simulation.routes.ts";
import { readRelogements } from "#relogement/lectures/relogements-possibles.ts";
import { charteValeursRoutes } from "#relogement/routes/charte-valeurs.routes.ts";
import { comiteRoutes } from "#relogement/routes/comite.routes.ts";
import { rechercheRoutes } from "#relogement/routes/recherche.routes.ts";
import { relogementRoutes } from "#relogement/routes/relogement.routes.ts";
import { rimeRoutes } from "#relogement/routes/rime.routes.ts";
import { documents } from "#socle/documents/rendre.ts";
import { createMemoire } from "#socle/lectures/memoire.ts";
import { operateur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { ouverte } from "#socle/routes/acces/garde.ts";
import type { AppDeps, Env } from "#socle/routes/deps.ts";
import { Assets } from "#socle/routes/serveur/assets.ts";
import { NO_PROXY } from "#socle/routes/serveur/client-address.ts";
import { DEPOTS } from "#socle/routes/serveur/is-formulaire.ts";
import { limitChamps } from "#socle/routes/serveur/limit-champs.ts";
import { handleNotFound } from "#socle/routes/serveur/not-found.ts";
import { handleError } from "#socle/routes/serveur/on-error.ts";
import { limitesOf, limitRequests } from "#socle/routes/serveur/rate-limit.ts";
import { refuseDisquePlein } from "#socle/routes/serveur/refuse-disque-plein.ts";
import { refuseNir } from "#socle/routes/serveur/refuse-nir.ts";
import { refuseNul } from "#socle/routes/serveur/refuse-nul.ts";
import { logRequests } from "#socle/routes/serveur/request-log.ts";
import { answerSecondEnvoi, SECOND_ENVOI } from "#socle/routes/serveur/second-envoi.ts";
import { keepPrivate, refuseCrossSite, restrictHosts, securityHeaders } from "#socle/routes/serveur/security.ts";
import { emptyCadre, refusalCadre, type Site } from "#socle/routes/site.ts";
import { partageRoutes } from "#suivi/routes/partage.routes.ts";
import { suiviRoutes } from "#suivi/routes/suivi.routes.ts";
import { accueilRoutes } from "./accueil.routes.ts";
import { aideRoutes } from "./aide.routes.ts";
import { apiRoutes } from "./api/routes.ts";
import { chercherRoutes } from "./chercher.routes.ts";
import { identify } from "./identify.ts";
import { rememberPages, repriseRoutes } from "./reprise.routes.ts";
import { siteRoutes } from "./site.routes.ts";
import { sourcesTaches } from "./taches.ts";
import { territoiresRoutes } from "./territoires.routes.ts";

/** Forms are small; the deposit of files has its own limits, and the report's comments theirs. */
const FORMULAIRE_MAX = 500_000;

/** Territories × vintages × methods that one server reads at the same time; about a megabyte each at the scale of an EPCI. */
const ANALYSES_MAX = 16;
/** Some hundreds of kB each. */
const FONDS_MAX = 16;

/** Files come here: each reads them under bounds of its own. */

const ROUTES = [
  siteRoutes,
  chercherRoutes,
  repriseRoutes,
  aideRoutes,
  territoiresRoutes,
  droitRoutes,
  accueilRoutes,
  connexionRoutes,
  bilanRoutes,
  serieRoutes,
  pairesRoutes,
  recoupementRoutes,
  objectifsRoutes,
  rapportRoutes,
  bilanBailleurRoutes,
  conventionRoutes,
  correspondanceRoutes,
  depotRoutes,
  localiserRoutes,
  localiserGroupeRoutes,
  rattachementRoutes,
  perimetreRoutes,
  bailleursRoutes,
  zonesRoutes,
  lotRoutes,
  habilitationRoutes,
  contingentRoutes,
  mesuresRoutes,
  vueEnsembleRoutes,
  parcRoutes,
  loyerRoutes,
  desequilibreRoutes,
  journalRoutes,
  conservationRoutes,
  publicsRoutes,
  portraitRoutes,
  diffusionRoutes,
  publiqueRoutes,
  cilRoutes,
  informationPubliqueRoutes,
  informationEditeurRoutes,
  carteRoutes,
  demandesRoutes,
  cotationRoutes,
  ppgdidRoutes,
  repereRoutes,
  dossierRoutes,
  documentsRoutes,
  piecesRoutes,
  doublonsRoutes,
  sneRoutes,
  veilleRoutes,
  packsRoutes,
  registreRoutes,
  casRoutes,
  remonteeRoutes,
  reglesRoutes,
  calendrierRoutes,
  segregationRoutes,
  liberationRoutes,
  rapprochementRoutes,
  relogementRoutes,
  rimeRoutes,
  rechercheRoutes,
  comiteRoutes,
  charteValeursRoutes,
  logementRoutes,
  operationsRoutes,
  conventionsObjectifsRoutes,
  simulationRoutes,
  plansRoutes,
  actionRoutes,
  evaluationRoutes,
  instancesRoutes,
  reunionsRoutes,
  ordreDuJourRoutes,
  tenueRoutes,
  releveRoutes,
  decisionsRoutes,
  fichesContactRoutes,
  entretiensRoutes,
  suiviRoutes,
  partageRoutes,
  seancesRoutes,
  seanceRoutes,
  examenOccupationRoutes,
  logementCalRoutes,
];

/**
 * The whole server: pages, documents, API. It opens nothing: give it to `serveApp`, or ask it with `app.request`. `assets`: what several
 * applications of one process may share.
 */
export function createApp(deps: AppDeps, assets: Assets = new Assets()): Hono<Env> {
  const site: Site = {
    deps,
    ressources: assets.ressources,
    depots: new Depots(deps),
    memoire: createMemoire(ANALYSES_MAX),
    fonds: createMemoire(FONDS_MAX),
    taches: sourcesTaches(),
    veillesPrises: countPrises,
    decisionsDeVersions: readDecisionsDeVersions,
    relogementsPossibles: readRelogements,
  };
  // Hono's other router cannot hold our addresses: tried first, as it is by default, it costs as much again and gives up.
  const app = new Hono<Env>({ router: new TrieRouter() });
  // A defect may be the database's: its page asks nothing of it.
  app.onError(handleError(deps, (c, statut) => (statut < 500 ? refusalCadre(site, c) : emptyCadre(site, c))));
  app.notFound(handleNotFound(app));
  deps.metriques?.watchImports(() => site.depots.enCours);
  deps.metriques?.watchTravaux({ documents: documents.state, statistiques: statistiques.state });
  if (deps.metriques) app.use(deps.metriques.observe);
  app.use(logRequests(deps));
  app.use(securityHeaders);
  app.use(keepPrivate);
  if (deps.hotes) app.use(restrictHosts(deps.hotes));
  app.use(
    limitRequests({ proxies: deps.proxies ?? NO_PROXY, limites: limitesOf(deps.debit), partage: deps.partage ?? null }),
  );
  app.use(refuseCrossSite);
  if (deps.placeLibre) app.use(refuseDisquePlein(deps.placeLibre));
  app.use(compress());
  app.use("/statique/*", ouverte("feuilles de style, scripts et polices"));
  app.route("/statique", assets.routes());
  addProbes(app, deps);
  const limit = bodyLimit({ maxSize: FORMULAIRE_MAX });
  const isDepot = (path: string) => DEPOTS.test(path);
  app.use((c, next) => (isDepot(c.req.path) ? next() : limit(c, next)));
  app.use(limitChamps);
  app.use(identify(deps));
  app.use(bindDroit(lectureDroit(deps)));
  app.use(rememberPages(deps));
  app.use(refuseNul);
  app.use(refuseNir);
  const { secondEnvoi = SECOND_ENVOI } = deps;
  if (secondEnvoi !== null) app.use(answerSecondEnvoi(secondEnvoi));
  app.route("/api/v1", apiRoutes(site));
  for (const routes of ROUTES) app.route("/", routes(site).hono);
  return app;
}

function lectureDroit({ bases }: AppDeps): LectureDroit {
  return new LectureDroit(
    () => bases.pour(PUBLIC).droit,
    (epci) => rederiver(bases.pour(operateur("droit", [epci])), epci),
  );
}

/** `/vivant`: the process answers. `/pret`: and its database too, and it is not leaving. `/metriques`: for this machine alone. */
function addProbes(app: Hono<Env>, { bases, version, arret, metriques }: AppDeps): void {
  const sonde = ouverte("sonde d’exploitation, sans donnée");
  app.get("/vivant", sonde, (c) => c.json({ vivant: true, version }));
  app.get("/pret", sonde, async (c) => {
    const [base, quitte] = [await answers(bases), arret?.enCours ?? false];
    return c.json({ pret: base && !quitte, base, quitte }, base && !quitte ? 200 : 503);
  });
  if (metriques) app.get("/metriques", ouverte("mesures, sur cette machine seulement"), metriques.send);
}

async function answers({ connexions }: AppDeps["bases"]): Promise<boolean> {
  try {
    await connexions.hasAdministrateur("2000-01-01");
    return true;
  } catch {
    return false;
  }
}
