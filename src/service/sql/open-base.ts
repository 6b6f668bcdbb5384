import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { habilitationQueries } from "#acces/sql/connexion/habilitation.queries.ts";
import { journalQueries } from "#acces/sql/journal/journal.queries.ts";
import { bailQueries } from "#attributions/sql/bail/bail.queries.ts";
import { calQueries } from "#attributions/sql/cal/cal.queries.ts";
import { candidatureQueries } from "#attributions/sql/candidature/candidature.queries.ts";
import { designationQueries } from "#attributions/sql/candidature/designation.queries.ts";
import { echangeQueries } from "#attributions/sql/echange/echange.queries.ts";
import { examenOccupationQueries } from "#attributions/sql/examen-occupation/examen-occupation.queries.ts";
import { liberationQueries } from "#attributions/sql/liberation/liberation.queries.ts";
import { logementSuiviQueries } from "#attributions/sql/logement/logement-suivi.queries.ts";
import { partenaireQueries } from "#attributions/sql/partenaire/partenaire.queries.ts";
import { planQueries } from "#attributions/sql/plan/plan.queries.ts";
import { propositionQueries } from "#attributions/sql/proposition/proposition.queries.ts";
import { rapprochementQueries } from "#attributions/sql/rapprochement/rapprochement.queries.ts";
import { vacantQueries } from "#attributions/sql/vacant/vacant.queries.ts";
import { bilanBailleurQueries } from "#bilan/sql/bilan-bailleur/bilan-bailleur.queries.ts";
import { nationalQueries } from "#bilan/sql/comparaison-nationale/resultat-national.queries.ts";
import { cubeQueries } from "#bilan/sql/lot/cube.queries.ts";
import { mesureQueries } from "#bilan/sql/mesure-corrective/mesure-corrective.queries.ts";
import { paireBailQueries } from "#bilan/sql/paire-bail/paire-bail.queries.ts";
import { publicsQueries } from "#bilan/sql/public-prioritaire/publics.queries.ts";
import { rapportQueries } from "#bilan/sql/rapport.queries.ts";
import { recoupementQueries } from "#bilan/sql/recoupement/recoupement.queries.ts";
import { repereQueries } from "#bilan/sql/repere/repere.queries.ts";
import { ppgdidQueries } from "#convention/sql/ppgdid/ppgdid.queries.ts";
import { bailleurQueries } from "#donnees/sql/bailleur/bailleur.queries.ts";
import { rattachementQueries } from "#donnees/sql/lot/rattachement.queries.ts";
import { perimetreQueries } from "#donnees/sql/territoire/perimetre.queries.ts";
import { territoireQueries } from "#donnees/sql/territoire/territoire.queries.ts";
import { cotationQueries } from "#dossier/sql/cotation/cotation.queries.ts";
import { changementQueries } from "#dossier/sql/courrier/changement.queries.ts";
import { courrierQueries } from "#dossier/sql/courrier/courrier.queries.ts";
import { dossierQueries } from "#dossier/sql/dossier.queries.ts";
import { evenementQueries } from "#dossier/sql/evenement/evenement.queries.ts";
import { informationQueries } from "#dossier/sql/information/information.queries.ts";
import { messageQueries } from "#dossier/sql/message/message.queries.ts";
import { pieceQueries } from "#dossier/sql/piece/piece.queries.ts";
import { registreQueries } from "#dossier/sql/registre/registre.queries.ts";
import { contingentQueries } from "#engagements/sql/contingent/contingent.queries.ts";
import { conventionQueries } from "#engagements/sql/convention/convention.queries.ts";
import { etatConservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { actionQueries } from "#gouvernance/sql/action/action.queries.ts";
import { casBloqueQueries } from "#gouvernance/sql/cas-bloque/cas-bloque.queries.ts";
import { cilQueries } from "#gouvernance/sql/cil/cil.queries.ts";
import { decisionInstanceQueries } from "#gouvernance/sql/decision-instance.queries.ts";
import { evaluationQueries } from "#gouvernance/sql/evaluation/evaluation.queries.ts";
import { instanceQueries } from "#gouvernance/sql/instance.queries.ts";
import { releveQueries } from "#gouvernance/sql/releve.queries.ts";
import { reunionQueries } from "#gouvernance/sql/reunion.queries.ts";
import { tenueQueries } from "#gouvernance/sql/tenue.queries.ts";
import { doublonQueries } from "#guichet/sql/doublon/doublon.queries.ts";
import { entretienQueries } from "#guichet/sql/entretien/entretien.queries.ts";
import { ficheContactQueries } from "#guichet/sql/fiche-contact/fiche-contact.queries.ts";
import { sneEchangeQueries } from "#guichet/sql/sne-echange/sne-echange.queries.ts";
import { transmissionQueries } from "#guichet/sql/sne-echange/transmission.queries.ts";
import { veilleQueries } from "#guichet/sql/veille/veille.queries.ts";
import { droitQueries } from "#imports/sql/droit/droit.queries.ts";
import { faitQueries } from "#imports/sql/lot/fait.queries.ts";
import { localisationQueries } from "#imports/sql/lot/localisation.queries.ts";
import { lotQueries } from "#imports/sql/lot/lot.queries.ts";
import { demandeQueries } from "#observatoire/sql/demande/demande.queries.ts";
import { desequilibreQueries } from "#observatoire/sql/desequilibre/desequilibre.queries.ts";
import { diffusionQueries } from "#observatoire/sql/diffusion/diffusion.queries.ts";
import { loyerQueries } from "#observatoire/sql/loyer/loyer.queries.ts";
import { occupationQueries } from "#observatoire/sql/occupation/occupation.queries.ts";
import { parcQueries } from "#observatoire/sql/parc/parc.queries.ts";
import { remonteeQueries } from "#observatoire/sql/remontee/remontee.queries.ts";
import { zoneLocaleQueries } from "#observatoire/sql/zone-locale/zone-locale.queries.ts";
import { conventionObjectifQueries } from "#programme/sql/convention-objectif.queries.ts";
import { operationQueries } from "#programme/sql/operation.queries.ts";
import { communePlhQueries } from "#programme/sql/plh.queries.ts";
import { regleQueries } from "#programme/sql/regle.queries.ts";
import { simulationQueries } from "#programme/sql/simulation/simulation.queries.ts";
import { bailRelogeQueries } from "#relogement/sql/bail-reloge.queries.ts";
import { rechercheQueries } from "#relogement/sql/recherche.queries.ts";
import { relogementQueries } from "#relogement/sql/relogement.queries.ts";
import { rimeQueries } from "#relogement/sql/rime.queries.ts";
import type { Base, Bases, Intention } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { openPool, openSql, type PoolOptions, type Sql, type SqlResult } from "#socle/sql/sql.ts";
import { openSessionVerrous, type Verrous } from "#socle/sql/verrous.ts";
import { suiviQueries } from "#suivi/sql/suivi.queries.ts";
import { cherchableQueries } from "./cherchables.queries.ts";

/** State of the connections, for the metrics. */
export type EtatConnexions = { readonly total: number; readonly libres: number; readonly attente: number };

export type OpenBases = Bases & {
  /** Standalone statements of the counters of attempts, on the same pool as the service that lets people in. */
  readonly compteurs: {
    query(requete: { readonly text: string; readonly values: readonly unknown[] }): Promise<SqlResult>;
  };
  etat(): EtatConnexions;
  close(): Promise<void>;
};

/** The application's access to the database: a role that owns nothing, and queries that always have an actor. */
export function openBases(url: string, options: Pick<PoolOptions, "max" | "nom"> = {}): OpenBases {
  const pool = openPool(url, { ...options, role: ROLE_APPLICATION });
  // Pages use standalone statements; work that copies or writes several lines uses the other pool.
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

/** What the row policies read of an actor: see contexte.acteur in 0001-socle.sql. */
export function contexteOf(acteur: Acteur, intention?: Intention): string {
  return JSON.stringify({ ...acteur, ...intention });
}

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
    recoupements: recoupementQueries(sql),
    entretiens: entretienQueries(sql),
    evenements: evenementQueries(sql),
    examensOccupation: examenOccupationQueries(sql),
    fichesContact: ficheContactQueries(sql),
    information: informationQueries(sql),
    messages: messageQueries(sql),
    propositions: propositionQueries(sql),
    registres: registreQueries(sql),
    sneEchanges: sneEchangeQueries(sql),
    transmissions: transmissionQueries(sql),
    veilles: veilleQueries(sql),
    suivis: suiviQueries(sql),
  };
}

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

/** `suites`: follow-ups that wait for the end of the open transaction; null: none is open. */
function baseOn(sql: Sql, verrous: Verrous, acteur: Acteur, suites: Suite[] | null = null): Base {
  return {
    acteur,
    cherchables: cherchableQueries(sql),
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
    partenaires: partenaireQueries(sql),
    vacants: vacantQueries(sql),
    echanges: echangeQueries(sql),
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

/** Each attempt has its own follow-ups: those of a rolled back one are dropped. `open`: queries of a connection, with its follow-ups. */
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
