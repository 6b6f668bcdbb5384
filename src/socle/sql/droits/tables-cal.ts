import { CAS_ATTRIBUTION, type TableDroits } from "./table.ts";

const BAILLEUR = { organisation: "organisation" } as const;
/** What is before a session: read by those convened for its territory, and by the bailleur whose commission it is. */
const CONVOQUES = { organisation: "organisation", seance: "seance" } as const;
const MEMBRES = { seance: "seance" } as const;
/** The session itself: who sits, and the forms sent. */
const COMMISSION = { organisation: "organisation", commission: "seance" } as const;

export function tablesOfCal(): readonly TableDroits[] {
  return [...tablesOfCommission(), ...tablesOfSeance()];
}

function tablesOfCommission(): readonly TableDroits[] {
  return [
    {
      table: "cal_reglement",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: BAILLEUR }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["valider"] }],
      },
    },
    {
      table: "cal_membre",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: BAILLEUR }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "seance", par: BAILLEUR }],
      },
    },
    // Copied into `seance_logement.bien`, as the secretary put it on the agenda: the commission reads that copy.
    {
      table: "liberation_enjeu",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: BAILLEUR }],
        insert: [{ ressource: "logement-prive", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "logement-prive", par: BAILLEUR }],
      },
    },
    // Recipients of the secretary's messages; only `contexte.prendre_envoi_cal` reads the address.
    {
      table: "seance_envoi",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: BAILLEUR }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "seance", par: BAILLEUR }],
      },
    },
  ];
}

/** Votes, messages and minutes only grow; notifying a decision ties it to its household. */
function tablesOfSeance(): readonly TableDroits[] {
  return [
    {
      table: "seance_membre",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: COMMISSION }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "seance", par: BAILLEUR }],
        delete: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
      },
      // Over several territories, whoever reads the session reads who sits, or its quorum would not be the same for all.
      aussi: { select: "seance = any (array(select id from seance where territoires <> '{}'))" },
    },
    {
      table: "seance_logement",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: { ...CONVOQUES, reservataire: "reservataire" } }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "seance", par: BAILLEUR }],
        delete: [{ ressource: "seance", par: BAILLEUR, actions: ["modifier"] }],
      },
    },
    {
      table: "seance_avis",
      niveau: "nominatif",
      // For a convened commune, validating a session is giving its own opinion.
      ouvertures: {
        select: [{ ressource: "seance", par: CONVOQUES }],
        insert: [{ ressource: "seance", par: MEMBRES, actions: ["valider"] }],
        update: [{ ressource: "seance", par: MEMBRES, actions: ["valider"] }],
      },
    },
    {
      table: "seance_vote",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "decision", par: CONVOQUES }],
        insert: [{ ressource: "decision", par: MEMBRES, actions: ["valider"] }],
      },
    },
    {
      table: "seance_message",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "decision", par: CONVOQUES }],
        insert: [{ ressource: "decision", par: MEMBRES, actions: ["valider"] }],
      },
    },
    {
      table: "seance_jeton",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: COMMISSION }],
        insert: [
          { ressource: "decision", par: { commission: "seance" }, actions: ["valider"] },
          { ressource: "seance", par: COMMISSION, actions: ["valider"] },
        ],
      },
    },
    {
      table: "seance_pv",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: CONVOQUES }],
        insert: [{ ressource: "seance", par: BAILLEUR, actions: ["valider"] }],
      },
    },
    {
      table: "decision",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "decision", par: CAS_ATTRIBUTION }],
        insert: [{ ressource: "decision", par: CAS_ATTRIBUTION }],
        update: [{ ressource: "decision", par: CAS_ATTRIBUTION, actions: ["creer"] }],
      },
    },
  ];
}
