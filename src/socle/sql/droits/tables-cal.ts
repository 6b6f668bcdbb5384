import { CAS_ATTRIBUTION, type TableDroits } from "./table.ts";

const BAILLEUR = { organisation: "organisation" } as const;
/** What is before a session: read by those convened for its territory, and by the bailleur whose commission it is. */
const CONVOQUES = { organisation: "organisation", seance: "seance" } as const;
const MEMBRES = { seance: "seance" } as const;
/** The session itself: who sits, and the forms sent. */
const COMMISSION = { organisation: "organisation", commission: "seance" } as const;

/** The commission of a bailleur, and its sessions. */
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
    // The commission reads this copy in `seance_logement.bien`, as its secretary put it on the agenda.
    {
      table: "liberation_enjeu",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "seance", par: BAILLEUR }],
        insert: [{ ressource: "logement-prive", par: BAILLEUR, actions: ["modifier"] }],
        update: [{ ressource: "logement-prive", par: BAILLEUR }],
      },
    },
    // Whom the secretary wrote to; the address is read by `contexte.prendre_envoi_cal` alone.
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

/** Votes, messages and minutes are added to, never changed; a decision is tied to its household when it is notified. */
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
      // A commune that is convened: what it validates of a session is its own opinion.
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
