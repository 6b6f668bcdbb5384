import type { Base, Bases, Intention } from "#application/base.ts";
import type { Acteur } from "#domain/habilitation/acteur.ts";
import { actionQueries } from "./action/action.queries.ts";
import { bailQueries } from "./bail/bail.queries.ts";
import { bailleurQueries } from "./bailleur/bailleur.queries.ts";
import { bilanBailleurQueries } from "./bilan-bailleur/bilan-bailleur.queries.ts";
import { calQueries } from "./cal/cal.queries.ts";
import { candidatureQueries } from "./candidature/candidature.queries.ts";
import { designationQueries } from "./candidature/designation.queries.ts";
import { casBloqueQueries } from "./cas-bloque/cas-bloque.queries.ts";
import { cilQueries } from "./cil/cil.queries.ts";
import { nationalQueries } from "./comparaison-nationale/resultat-national.queries.ts";
import { connexionQueries } from "./connexion/connexion.queries.ts";
import { habilitationQueries } from "./connexion/habilitation.queries.ts";
import { etatConservationQueries } from "./conservation/conservation.queries.ts";
import { contingentQueries } from "./contingent/contingent.queries.ts";
import { conventionQueries } from "./convention/convention.queries.ts";
import { cotationQueries } from "./cotation/cotation.queries.ts";
import { changementQueries } from "./courrier/changement.queries.ts";
import { courrierQueries } from "./courrier/courrier.queries.ts";
import { demandeQueries } from "./demande/demande.queries.ts";
import { desequilibreQueries } from "./desequilibre/desequilibre.queries.ts";
import { diffusionQueries } from "./diffusion/diffusion.queries.ts";
import { dossierQueries } from "./dossier/dossier.queries.ts";
import { doublonQueries } from "./doublon/doublon.queries.ts";
import { droitQueries } from "./droit/droit.queries.ts";
import { ROLE_APPLICATION } from "./droits/policies.ts";
import { entretienQueries } from "./entretien/entretien.queries.ts";
import { evaluationQueries } from "./evaluation/evaluation.queries.ts";
import { evenementQueries } from "./evenement/evenement.queries.ts";
import { examenOccupationQueries } from "./examen-occupation/examen-occupation.queries.ts";
import { ficheContactQueries } from "./fiche-contact/fiche-contact.queries.ts";
import { decisionInstanceQueries } from "./gouvernance/decision-instance.queries.ts";
import { instanceQueries } from "./gouvernance/instance.queries.ts";
import { releveQueries } from "./gouvernance/releve.queries.ts";
import { reunionQueries } from "./gouvernance/reunion.queries.ts";
import { tenueQueries } from "./gouvernance/tenue.queries.ts";
import { informationQueries } from "./information/information.queries.ts";
import { journalQueries } from "./journal/journal.queries.ts";
import { liberationQueries } from "./liberation/liberation.queries.ts";
import { logementSuiviQueries } from "./logement/logement-suivi.queries.ts";
import { cubeQueries } from "./lot/cube.queries.ts";
import { faitQueries } from "./lot/fait.queries.ts";
import { localisationQueries } from "./lot/localisation.queries.ts";
import { lotQueries } from "./lot/lot.queries.ts";
import { rattachementQueries } from "./lot/rattachement.queries.ts";
import { loyerQueries } from "./loyer/loyer.queries.ts";
import { messageQueries } from "./message/message.queries.ts";
import { mesureQueries } from "./mesure-corrective/mesure-corrective.queries.ts";
import { occupationQueries } from "./occupation/occupation.queries.ts";
import { paireBailQueries } from "./paire-bail/paire-bail.queries.ts";
import { parcQueries } from "./parc/parc.queries.ts";
import { pieceQueries } from "./piece/piece.queries.ts";
import { planQueries } from "./plan/plan.queries.ts";
import { ppgdidQueries } from "./ppgdid/ppgdid.queries.ts";
import { conventionObjectifQueries } from "./programme/convention-objectif.queries.ts";
import { operationQueries } from "./programme/operation.queries.ts";
import { communePlhQueries } from "./programme/plh.queries.ts";
import { regleQueries } from "./programme/regle.queries.ts";
import { propositionQueries } from "./proposition/proposition.queries.ts";
import { publicsQueries } from "./public-prioritaire/publics.queries.ts";
import { rapportQueries } from "./rapport.queries.ts";
import { rapprochementQueries } from "./rapprochement/rapprochement.queries.ts";
import { registreQueries } from "./registre/registre.queries.ts";
import { bailRelogeQueries } from "./relogement/bail-reloge.queries.ts";
import { rechercheQueries } from "./relogement/recherche.queries.ts";
import { relogementQueries } from "./relogement/relogement.queries.ts";
import { rimeQueries } from "./relogement/rime.queries.ts";
import { remonteeQueries } from "./remontee/remontee.queries.ts";
import { repereQueries } from "./repere/repere.queries.ts";
import { simulationQueries } from "./simulation/simulation.queries.ts";
import { sneEchangeQueries } from "./sne-echange/sne-echange.queries.ts";
import { openPool, openSql, type PoolOptions, type Sql, type SqlResult } from "./sql.ts";
import { suiviQueries } from "./suivi/suivi.queries.ts";
import { perimetreQueries } from "./territoire/perimetre.queries.ts";
import { territoireQueries } from "./territoire/territoire.queries.ts";
import { veilleQueries } from "./veille/veille.queries.ts";
import { openSessionVerrous, type Verrous } from "./verrous.ts";
import { zoneLocaleQueries } from "./zone-locale/zone-locale.queries.ts";

/** State of the connections, for the metrics. */
export type EtatConnexions = { readonly total: number; readonly libres: number; readonly attente: number };

export type OpenBases = Bases & {
  /** For what counts trials: statements that stand alone, as the service that lets people in. */
  readonly compteurs: {
    query(requete: { readonly text: string; readonly values: readonly unknown[] }): Promise<SqlResult>;
  };
  etat(): EtatConnexions;
  close(): Promise<void>;
};

/** The database as the application reaches it: a role that owns nothing, and queries that are always somebody's. */
export function openBases(url: string, options: Pick<PoolOptions, "max" | "nom"> = {}): OpenBases {
  const pool = openPool(url, { ...options, role: ROLE_APPLICATION });
  // Pages are made of statements that stand alone; what copies or writes several lines has the other pool.
  const seules = openPool(url, { ...options, role: ROLE_APPLICATION, enchaine: true });
  const session = openSessionVerrous(url);
  const connexion = openSql(pool, JSON.stringify({ service: "connexion" }), seules);
  let closing: Promise<void> | undefined;
  return {
    pour: (acteur, intention) => {
      const contexte = contexteOf(acteur, intention);
      return baseOn(openSql(pool, contexte, seules), session.as(contexte), acteur);
    },
    connexions: connexionQueries(connexion),
    compteurs: { query: ({ text, values }) => connexion.query(text, values) },
    etat: () => ({
      total: pool.totalCount + seules.totalCount,
      libres: pool.idleCount + seules.idleCount,
      attente: pool.waitingCount + seules.waitingCount,
    }),
    close: () => {
      closing ??= Promise.all([session.close(), pool.end(), seules.end()]).then(() => undefined);
      return closing;
    },
  };
}

/** What the row policies read of a person: see contexte.acteur in 0002-acces.sql. */
export function contexteOf(acteur: Acteur, intention?: Intention): string {
  return JSON.stringify({ ...acteur, ...intention });
}

/** A household's file, what is shared of it, and how households are received. */
function dossiersOn(sql: Sql) {
  return {
    cal: calQueries(sql),
    candidatures: candidatureQueries(sql),
    changementsContact: changementQueries(sql),
    cotations: cotationQueries(sql),
    ppgdids: ppgdidQueries(sql),
    reperes: repereQueries(sql),
    courriers: courrierQueries(sql),
    dossiers: dossierQueries(sql),
    doublons: doublonQueries(sql),
    pairesBaux: paireBailQueries(sql),
    entretiens: entretienQueries(sql),
    evenements: evenementQueries(sql),
    examensOccupation: examenOccupationQueries(sql),
    fichesContact: ficheContactQueries(sql),
    information: informationQueries(sql),
    messages: messageQueries(sql),
    propositions: propositionQueries(sql),
    registres: registreQueries(sql),
    sneEchanges: sneEchangeQueries(sql),
    veilles: veilleQueries(sql),
    suivis: suiviQueries(sql),
  };
}

/** What files are made of, and the facts and counts that are made of them. */
function fichiersOn(sql: Sql, verrous: Verrous) {
  return {
    territoires: territoireQueries(sql),
    perimetres: perimetreQueries(sql),
    bailleurs: bailleurQueries(sql),
    zonesLocales: zoneLocaleQueries(sql),
    droit: droitQueries(sql),
    lots: lotQueries(sql, verrous),
    faits: faitQueries(sql),
    cubes: cubeQueries(sql),
    localisations: localisationQueries(sql),
    rattachements: rattachementQueries(sql),
  };
}

type Suite = (base: Base) => Promise<unknown>;

/** `suites`: what waits for the end of the transaction that is open; null: none is. */
function baseOn(sql: Sql, verrous: Verrous, acteur: Acteur, suites: Suite[] | null = null): Base {
  return {
    acteur,
    ...fichiersOn(sql, verrous),
    ...dossiersOn(sql),
    bilansBailleurs: bilanBailleurQueries(sql),
    demandes: demandeQueries(sql),
    desequilibres: desequilibreQueries(sql),
    diffusions: diffusionQueries(sql),
    designations: designationQueries(sql),
    liberations: liberationQueries(sql),
    logementsSuivis: logementSuiviQueries(sql),
    loyers: loyerQueries(sql),
    mesures: mesureQueries(sql),
    nationaux: nationalQueries(sql),
    occupations: occupationQueries(sql),
    rapports: rapportQueries(sql),
    rapprochements: rapprochementQueries(sql),
    recherches: rechercheQueries(sql),
    baux: bailQueries(sql),
    bauxReloges: bailRelogeQueries(sql),
    relogements: relogementQueries(sql, acteur),
    rime: rimeQueries(sql),
    remontees: remonteeQueries(sql),
    regles: regleQueries(sql),
    communesPlh: communePlhQueries(sql),
    simulations: simulationQueries(sql),
    parc: parcQueries(sql),
    pieces: pieceQueries(sql),
    plans: planQueries(sql),
    operations: operationQueries(sql),
    conventionsObjectifs: conventionObjectifQueries(sql),
    publics: publicsQueries(sql),
    habilitations: habilitationQueries(sql),
    journal: journalQueries(sql, acteur),
    conservation: etatConservationQueries(sql),
    contingents: contingentQueries(sql),
    conventions: conventionQueries(sql),
    actions: actionQueries(sql),
    casBloques: casBloqueQueries(sql),
    cil: cilQueries(sql),
    evaluations: evaluationQueries(sql),
    instances: instanceQueries(sql),
    reunions: reunionQueries(sql),
    tenues: tenueQueries(sql),
    decisionsInstances: decisionInstanceQueries(sql),
    releves: releveQueries(sql),
    transaction: async (work) => {
      if (suites !== null) return sql.transaction((tx) => work(baseOn(tx, verrous, acteur, suites)));
      const apres: Suite[] = [];
      const result = await sql.transaction((tx) => work(baseOn(tx, verrous, acteur, apres)));
      for (const suite of apres) await suite(baseOn(sql, verrous, acteur));
      return result;
    },
    serialisable: (work) => serialisableOn(sql, work, (tx, own) => baseOn(tx, verrous, acteur, own)),
    ensuite: (work) => {
      if (suites === null) throw new Error("nothing to wait for: no transaction is open");
      suites.push(work);
    },
  };
}

/** What each try wanted done afterwards is its own: that of an undone one is forgotten. `open`: the queries of a connection, with its follow-ups. */
async function serialisableOn<T>(
  sql: Sql,
  work: (base: Base) => Promise<T>,
  open: (sql: Sql, suites: Suite[] | null) => Base,
): Promise<T> {
  const { result, apres } = await sql.serialisable(async (tx) => {
    const own: Suite[] = [];
    return { result: await work(open(tx, own)), apres: own };
  });
  for (const suite of apres) await suite(open(sql, null));
  return result;
}
