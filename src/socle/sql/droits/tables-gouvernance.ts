import type { Action } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, Rattachements, TableDroits } from "./table.ts";

function instance(actions: readonly Action[], par: Rattachements = {}): Ouverture {
  return { ressource: "instance", par, actions };
}

const LIRE: Ouverture = { ressource: "instance", par: {} };
const PREPARER = instance(["creer", "modifier"]);
const TENIR = instance(["modifier", "valider"]);

/** Instances, meetings and their decisions: partners read, the EPCI writes. What was frozen or sent is never rewritten. */
export function tablesOfGouvernance(): readonly TableDroits[] {
  return [
    // Membership is public.
    {
      table: "instance",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "instance", par: { publie: "true" } }],
        insert: [PREPARER],
        update: [PREPARER],
      },
    },
    {
      table: "instance_membre",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "instance", par: { publie: "true" } }],
        insert: [PREPARER],
        update: [PREPARER],
      },
    },
    // Names and addresses of agents: for the officer who convenes.
    {
      table: "instance_contact",
      niveau: "nominatif",
      ouvertures: { select: [PREPARER], insert: [PREPARER], update: [PREPARER], delete: [PREPARER] },
    },
    { table: "reunion", niveau: "nominatif", ouvertures: { select: [LIRE], insert: [PREPARER], update: [TENIR] } },
    {
      table: "reunion_point",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [TENIR], update: [TENIR], delete: [TENIR] },
    },
    {
      table: "reunion_presence",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [TENIR], update: [TENIR], delete: [TENIR] },
    },
    {
      table: "reunion_envoi",
      niveau: "nominatif",
      ouvertures: { select: [PREPARER], insert: [PREPARER], update: [PREPARER] },
    },
    {
      table: "reunion_piece",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [TENIR], delete: [TENIR] },
    },
    { table: "releve", niveau: "nominatif", ouvertures: { select: [LIRE], insert: [instance(["valider"])] } },
    {
      table: "decision_instance",
      niveau: "nominatif",
      ouvertures: {
        select: [LIRE],
        insert: [TENIR],
        update: [instance(["modifier", "valider"], { organisation: "organisation" })],
      },
    },
    {
      table: "decision_suivi",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [instance(["modifier", "valider"], { organisation: "organisation" })] },
    },
    {
      table: "decision_publiee",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "instance", par: { publie: "true" } }],
        insert: [instance(["valider"])],
        delete: [instance(["valider"])],
      },
    },
    {
      table: "reunion_convoque",
      niveau: "nominatif",
      ouvertures: {},
      // Officers never convene themselves: being convened opens the cases of the agenda.
      aussi: {
        select: `compte = (select contexte.compte()) or ${EPCI}`,
        insert: `${EPCI} and compte is distinct from (select contexte.compte())`,
        delete: EPCI,
      },
    },
    ...tablesOfEvaluation(),
  ];
}

function tablesOfEvaluation(): readonly TableDroits[] {
  return [
    { table: "evaluation", niveau: "nominatif", ouvertures: { select: [LIRE], insert: [instance(["valider"])] } },
    {
      table: "evaluation_projet",
      niveau: "nominatif",
      ouvertures: { select: [PREPARER], insert: [PREPARER], update: [PREPARER], delete: [PREPARER] },
    },
    {
      table: "evaluation_publiee",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "instance", par: { publie: "true" } }],
        insert: [instance(["valider"])],
        delete: [instance(["valider"])],
      },
    },
  ];
}

/** Proposals and decisions about a blocked case follow the rights on the case; writings about an action, those on the action. */
export function tablesOfSuivi(): readonly TableDroits[] {
  const cas: Rattachements = {
    organisation: "organisation",
    reservataire: "reservataire",
    guichet: "guichet",
    reunion: "reunion",
    mission: "operation",
  };
  const lire: Ouverture = { ressource: "cas-bloque", par: cas };
  const ecrire = (actions: readonly Action[]): Ouverture => ({ ...lire, actions });
  const publiable: Rattachements = { organisation: "organisation", publie: "publie_le is not null" };
  const action: Ouverture = { ressource: "action", par: publiable };
  const suivre: Ouverture = { ...action, actions: ["creer", "modifier", "valider"] };
  return [
    {
      table: "cas_numero",
      niveau: "nominatif",
      ouvertures: {},
      // Opening a case takes its number: only numbers are readable without the right to the other cases.
      aussi: { select: OUVRE, insert: OUVRE, update: OUVRE },
    },
    {
      table: "cas_proposition",
      niveau: "pseudonyme",
      // Only updated when a link of its case changes.
      ouvertures: {
        select: [lire],
        insert: [ecrire(["creer", "modifier", "valider"])],
        update: [ecrire(["creer", "modifier", "valider"])],
      },
    },
    {
      table: "cas_decision",
      niveau: "pseudonyme",
      ouvertures: { select: [lire], insert: [ecrire(["valider"])], update: [ecrire(["creer", "modifier", "valider"])] },
    },
    {
      table: "action_jalon",
      niveau: "nominatif",
      ouvertures: { select: [action], insert: [suivre], update: [suivre] },
    },
    {
      table: "action_realisation",
      niveau: "nominatif",
      // Only withdrawn. Between partners: no publication opens it.
      ouvertures: {
        select: [{ ressource: "action", par: { organisation: "organisation" } }],
        insert: [suivre],
        update: [suivre],
      },
    },
    {
      table: "action_suivi",
      niveau: "nominatif",
      // Nothing told is rewritten: the EPCI only decides whether it is public.
      ouvertures: { select: [action], insert: [suivre], update: [{ ...action, actions: ["valider"] }] },
    },
  ];
}

const OUVRE =
  "epci = any (array(select contexte.epcis('{guichet,commune,agent-bailleur,responsable-bailleur,reservataire,etat,agent-epci,relogement}')))";
const EPCI = "epci = any (array(select contexte.epcis('{agent-epci}')))";
