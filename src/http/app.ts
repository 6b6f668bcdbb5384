import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { TrieRouter } from "hono/router/trie-router";
import { LectureDroit } from "#application/droit/lecture.ts";
import { rederiver } from "#application/lot/rederiver.ts";
import { createMemoire } from "#application/memoire.ts";
import { statistiques } from "#application/statistiques.ts";
import { operateur, PUBLIC } from "#domain/habilitation/acteur.ts";
import { documents } from "#reports/rendre.ts";
import { ouverte } from "./acces/garde.ts";
import { identify } from "./acces/identify.ts";
import { actionRoutes } from "./action/action.routes.ts";
import { apiRoutes } from "./api/routes.ts";
import { bailleursRoutes } from "./bailleur/bailleurs.routes.ts";
import { bilanRoutes } from "./bilan/bilan.routes.ts";
import { rapportRoutes } from "./bilan/rapport.routes.ts";
import { serieRoutes } from "./bilan/serie.routes.ts";
import { bilanBailleurRoutes } from "./bilan-bailleur/bilan-bailleur.routes.ts";
import { logementCalRoutes } from "./cal/logement.routes.ts";
import { seanceRoutes } from "./cal/seance.routes.ts";
import { seancesRoutes } from "./cal/seances.routes.ts";
import { carteRoutes } from "./carte/carte.routes.ts";
import { casRoutes } from "./cas-bloque/cas.routes.ts";
import { cilRoutes } from "./cil/cil.routes.ts";
import { connexionRoutes } from "./connexion/connexion.routes.ts";
import { contingentRoutes } from "./contingent/contingent.routes.ts";
import { conventionRoutes } from "./convention/convention.routes.ts";
import { cotationRoutes } from "./cotation/cotation.routes.ts";
import { demandesRoutes } from "./demande/demandes.routes.ts";
import { packsRoutes } from "./demande/packs.routes.ts";
import { depotRoutes } from "./depot/depot.routes.ts";
import { Depots } from "./depot/depots.ts";
import type { AppDeps, Env } from "./deps.ts";
import { desequilibreRoutes } from "./desequilibre/desequilibre.routes.ts";
import { diffusionRoutes } from "./diffusion/diffusion.routes.ts";
import { publiqueRoutes } from "./diffusion/publique.routes.ts";
import { dossierRoutes } from "./dossier/dossier.routes.ts";
import { doublonsRoutes } from "./doublon/doublons.routes.ts";
import { bindDroit } from "./droit/bind-droit.ts";
import { droitRoutes } from "./droit/droit.routes.ts";
import { entretiensRoutes } from "./entretien/entretiens.routes.ts";
import { evaluationRoutes } from "./evaluation/evaluation.routes.ts";
import { examenOccupationRoutes } from "./examen-occupation/examens.routes.ts";
import { fichesContactRoutes } from "./fiche-contact/fiches-contact.routes.ts";
import { decisionsRoutes } from "./gouvernance/decisions.routes.ts";
import { instancesRoutes } from "./gouvernance/instances.routes.ts";
import { ordreDuJourRoutes } from "./gouvernance/ordre-du-jour.routes.ts";
import { releveRoutes } from "./gouvernance/releve.routes.ts";
import { reunionsRoutes } from "./gouvernance/reunions.routes.ts";
import { tenueRoutes } from "./gouvernance/tenue.routes.ts";
import { habilitationRoutes } from "./habilitation/habilitation.routes.ts";
import { informationEditeurRoutes } from "./information/editeur.routes.ts";
import { informationPubliqueRoutes } from "./information/public.routes.ts";
import { conservationRoutes } from "./journal/conservation.routes.ts";
import { journalRoutes } from "./journal/journal.routes.ts";
import { liberationRoutes } from "./liberation/liberation.routes.ts";
import { logementRoutes } from "./logement/logement.routes.ts";
import { localiserRoutes } from "./lot/localiser.routes.ts";
import { lotRoutes } from "./lot/lot.routes.ts";
import { rattachementRoutes } from "./lot/rattachement.routes.ts";
import { loyerRoutes } from "./loyer/loyer.routes.ts";
import { mesuresRoutes } from "./mesures/mesures.routes.ts";
import { objectifsRoutes } from "./objectifs/objectifs.routes.ts";
import { pairesRoutes } from "./paire-bail/paires.routes.ts";
import { parcRoutes } from "./parc/parc.routes.ts";
import { vueEnsembleRoutes } from "./parc/vue-ensemble.routes.ts";
import { documentsRoutes } from "./piece/documents.routes.ts";
import { piecesRoutes } from "./piece/pieces.routes.ts";
import { plansRoutes } from "./plan/plans.routes.ts";
import { portraitRoutes } from "./portrait/portrait.routes.ts";
import { ppgdidRoutes } from "./ppgdid/ppgdid.routes.ts";
import { calendrierRoutes } from "./programme/calendrier.routes.ts";
import { conventionsObjectifsRoutes } from "./programme/conventions.routes.ts";
import { operationsRoutes } from "./programme/operations.routes.ts";
import { reglesRoutes } from "./programme/regles.routes.ts";
import { publicsRoutes } from "./public-prioritaire/publics.routes.ts";
import { rapprochementRoutes } from "./rapprochement/rapprochement.routes.ts";
import { registreRoutes } from "./registre/demandes.routes.ts";
import { charteValeursRoutes } from "./relogement/charte-valeurs.routes.ts";
import { comiteRoutes } from "./relogement/comite.routes.ts";
import { rechercheRoutes } from "./relogement/recherche.routes.ts";
import { relogementRoutes } from "./relogement/relogement.routes.ts";
import { rimeRoutes } from "./relogement/rime.routes.ts";
import { remonteeRoutes } from "./remontee/remontee.routes.ts";
import { repereRoutes } from "./repere/repere.routes.ts";
import { segregationRoutes } from "./segregation/segregation.routes.ts";
import { Assets } from "./serveur/assets.ts";
import { NO_PROXY } from "./serveur/client-address.ts";
import { DEPOTS } from "./serveur/is-formulaire.ts";
import { limitChamps } from "./serveur/limit-champs.ts";
import { handleNotFound } from "./serveur/not-found.ts";
import { handleError } from "./serveur/on-error.ts";
import { limitesOf, limitRequests } from "./serveur/rate-limit.ts";
import { refuseDisquePlein } from "./serveur/refuse-disque-plein.ts";
import { refuseNir } from "./serveur/refuse-nir.ts";
import { refuseNul } from "./serveur/refuse-nul.ts";
import { logRequests } from "./serveur/request-log.ts";
import { answerSecondEnvoi, SECOND_ENVOI } from "./serveur/second-envoi.ts";
import { keepPrivate, refuseCrossSite, restrictHosts, securityHeaders } from "./serveur/security.ts";
import { simulationRoutes } from "./simulation/simulation.routes.ts";
import { siteRoutes } from "./site.routes.ts";
import { emptyCadre, refusalCadre, type Site } from "./site.ts";
import { sneRoutes } from "./sne-echange/sne.routes.ts";
import { partageRoutes } from "./suivi/partage.routes.ts";
import { suiviRoutes } from "./suivi/suivi.routes.ts";
import { tacheRoutes } from "./tache/tache.routes.ts";
import { perimetreRoutes } from "./territoire/perimetre.routes.ts";
import { veilleRoutes } from "./veille/veille.routes.ts";
import { zonesRoutes } from "./zone-locale/zones.routes.ts";

/** Forms are small; the deposit of files has its own limits, and the report's comments theirs. */
const FORMULAIRE_MAX = 500_000;

/** Territories × vintages × methods that one server reads at the same time; about a megabyte each at the scale of an EPCI. */
const ANALYSES_MAX = 16;
/** Some hundreds of kB each. */
const FONDS_MAX = 16;

/** Files come here: each reads them under bounds of its own. */

const ROUTES = [
  siteRoutes,
  droitRoutes,
  tacheRoutes,
  connexionRoutes,
  bilanRoutes,
  serieRoutes,
  pairesRoutes,
  objectifsRoutes,
  rapportRoutes,
  bilanBailleurRoutes,
  conventionRoutes,
  depotRoutes,
  localiserRoutes,
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
    ...{ deps, ressources: assets.ressources, depots: new Depots(deps) },
    memoire: createMemoire(ANALYSES_MAX),
    fonds: createMemoire(FONDS_MAX),
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
