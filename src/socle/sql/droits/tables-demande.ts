import type { Action } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, Rattachements, TableDroits } from "./table.ts";

const DOSSIER: Rattachements = { demandeur: "demandeur", guichet: "guichet" };
const RECUSABLE = { niveau: "nominatif", recusable: "demandeur" } as const;

function of(ressource: Ouverture["ressource"], actions?: readonly Action[], par: Rattachements = DOSSIER): Ouverture {
  return { ressource, par, ...(actions && { actions }) };
}

const IDENTITE = of("demande-identite");
const MENAGE = of("demande-menage");
const ECRIRE_IDENTITE = of("demande-identite", ["creer", "modifier"]);
const ECRIRE_MENAGE = of("demande-menage", ["creer", "modifier"]);

/** A household that is logged in, or its mandataire, in its own file. */
const SIEN = "demandeur = any (array(select contexte.demandeurs('{titulaire,mandat}')))";
const TOUS = `'{guichet,commune,agent-bailleur,responsable-bailleur,reservataire,etat,agent-epci,secretaire-cal,relogement}'`;
const MIENNE = `(epci || ':' || organisation) = any (array(select contexte.organisations(${TOUS})))`;
/** Readers of the household: the row policies of `menage` decide, closeness included. */
const LU = (table: string) => `exists (select from nominatif.menage m where m.demandeur = ${table}.demandeur)`;
const parOrganisme = (table: string) => `(auteur = 'organisme' and ${MIENNE} and ${LU(table)})`;
const PAR_MENAGE = `(auteur in ('menage','mandataire') and ${SIEN})`;

const A_MON_GUICHET = "(epci || ':' || guichet) = any (array(select contexte.organisations('{guichet}')))";
const AUTRE_GUICHET = "(epci || ':' || autre_guichet) = any (array(select contexte.organisations('{guichet}')))";

/**
 * Rows of the national files about a desk's own files: the desk registered the number, and compares both. Pairs, because one number may be in two
 * territories. A hashed subquery: no cost for who reads the whole territory.
 */
export const DE_MON_GUICHET = `(epci, cle) in (select epci, numero_hash from nominatif.demandeur where numero_hash is not null and ${A_MON_GUICHET})`;
/** Files that the EPCI asked this organisation to follow, as long as it follows them. */
export const SUIVIE = `(epci, cle) in (select epci, cle from veille where close_le is null and ${MIENNE})`;

const MON_COMPTE = "compte = (select contexte.compte())";

/** A mandataire writes the applicant and the household until the desk has registered the file. */
const MANDE =
  "demandeur = any (array(select id from nominatif.demandeur where etat in ('brouillon','a-enregistrer','a-completer') " +
  "and id = any (array(select contexte.demandeurs('{mandat}')))))";

/** Tables that hang from a household's file: persons, household, wishes. */
export function tablesOfDemande(): readonly TableDroits[] {
  const suite = {
    ...RECUSABLE,
    ouvertures: { select: [IDENTITE], insert: [ECRIRE_IDENTITE], update: [ECRIRE_IDENTITE], delete: [ECRIRE_IDENTITE] },
  };
  return [
    { table: "nominatif.personne", ...suite, aussi: { insert: MANDE, update: MANDE, delete: MANDE } },
    // A mandate is written with the file that it opens; only the person withdraws it.
    { table: "nominatif.mandat", ...suite, aussi: { insert: MANDE } },
    {
      table: "nominatif.changement_contact",
      ...suite,
      // Whose link it is: read by the login, before the actor is known, as long as it waits.
      aussi: { select: "((select contexte.service()) = 'connexion' and applique_le is null)" },
    },
    {
      table: "nominatif.souhait",
      ...RECUSABLE,
      ouvertures: { select: [MENAGE], insert: [ECRIRE_MENAGE], update: [ECRIRE_MENAGE], delete: [ECRIRE_MENAGE] },
    },
    {
      table: "nominatif.cotation",
      ...RECUSABLE,
      ouvertures: { select: [MENAGE], insert: [ECRIRE_MENAGE], update: [ECRIRE_MENAGE] },
    },
    {
      table: "nominatif.piece_demandee",
      ...RECUSABLE,
      ouvertures: { select: [of("piece")], update: [of("piece", ["creer", "valider"])] },
      // Any body that reads the household may ask, once for all of them.
      aussi: { insert: `(${MIENNE} and ${LU("piece_demandee")})` },
    },
    {
      table: "nominatif.registre",
      niveau: "pseudonyme",
      recusable: "demandeur",
      // Only its triggers write.
      ouvertures: { select: [of("demande-menage", undefined, { ...DOSSIER, ouvert: "ouvert_a" })] },
    },
    // A person's own openings: the rights on the file itself hold what they open.
    {
      table: "nominatif.ouverture",
      niveau: "nominatif",
      ouvertures: {},
      aussi: { select: MON_COMPTE, insert: MON_COMPTE, update: MON_COMPTE, delete: MON_COMPTE },
    },
    ...tablesOfPartage(),
    // Only the triggers of the file add to them; its desk alone says what became of each.
    {
      table: "nominatif.transmission",
      ...RECUSABLE,
      ouvertures: { select: [IDENTITE] },
      aussi: { update: A_MON_GUICHET },
    },
    {
      table: "nominatif.doublon",
      ...RECUSABLE,
      ouvertures: { select: [IDENTITE], insert: [ECRIRE_IDENTITE], update: [ECRIRE_IDENTITE] },
      // Also open to the desk of the other file: otherwise neither desk would know whom to speak with.
      aussi: { select: AUTRE_GUICHET, update: AUTRE_GUICHET },
    },
  ];
}

/** Shared by all readers of the household: events are only added (CCH, art. R. 441-2-15). */
function tablesOfPartage(): readonly TableDroits[] {
  const correspondants = `(${SIEN} or ${MIENNE} or (epci || ':' || guichet) = any (array(select contexte.organisations('{guichet}'))))`;
  return [
    {
      table: "nominatif.evenement",
      ...RECUSABLE,
      ouvertures: { select: [MENAGE] },
      aussi: { insert: `(${PAR_MENAGE} or ${parOrganisme("evenement")})` },
    },
    // A letter is between the household, its desk and the body that it is exchanged with.
    {
      table: "nominatif.message",
      ...RECUSABLE,
      ouvertures: {},
      aussi: {
        select: correspondants,
        insert: `(${PAR_MENAGE} or ${parOrganisme("message")})`,
        update: correspondants,
      },
    },
    // The author of a message reads its recipient and its sending.
    {
      table: "nominatif.envoi",
      ...RECUSABLE,
      ouvertures: {
        select: [IDENTITE],
        insert: [of("demande-identite", ["lire"])],
        update: [of("demande-identite", ["lire"])],
      },
    },
  ];
}

/** Reception of households, and public information. */
export function tablesOfAccueil(): readonly TableDroits[] {
  const prospect = (par: Rattachements, actions?: readonly Action[]): Ouverture => of("prospect", actions, par);
  const own = { organisation: "organisation" };
  const publie = { publie: "publie_le is not null", organisation: "organisation" };
  const ecrire: readonly Action[] = ["creer", "modifier"];
  const publique = (ressource: "information" | "cotation", par: Rattachements) => ({
    select: [of(ressource, undefined, par), of(ressource, ecrire, {})],
    insert: [of(ressource, ["creer"], {})],
    update: [of(ressource, ["modifier", "valider"], par)],
    delete: [of(ressource, ["supprimer"], {})],
  });
  return [
    {
      table: "nominatif.entretien",
      ...RECUSABLE,
      ouvertures: {
        select: [prospect(own)],
        insert: [prospect(own, ecrire)],
        update: [prospect(own, ecrire)],
        delete: [prospect(own, ecrire)],
      },
    },
    {
      table: "nominatif.fiche_contact",
      niveau: "nominatif",
      ouvertures: {
        select: [prospect(own)],
        insert: [prospect(own, ["creer"])],
        update: [prospect(own, ["modifier"])],
      },
      // Also open to the bailleurs that it was sent to, through their row of follow-up, but not to those who only count.
      aussi: { select: `id = any (array(select fiche from nominatif.fiche_suite where ${MIENNE}))` },
    },
    {
      table: "nominatif.fiche_suite",
      niveau: "pseudonyme",
      ouvertures: {
        select: [prospect(own), prospect({ organisation: "emettrice" })],
        insert: [prospect({ organisation: "emettrice" }, ["creer"])],
        update: [prospect(own, ["modifier"])],
      },
    },
    {
      table: "veille",
      niveau: "pseudonyme",
      ouvertures: { select: [{ ressource: "attribution", par: { organisation: "organisation" } }] },
      aussi: {
        // Whoever was asked to follow a demande reads the request, be it a desk or a commune.
        select: MIENNE,
        insert: "epci = any (array(select contexte.epcis('{agent-epci}')))",
        update: `(epci = any (array(select contexte.epcis('{agent-epci}'))) or ${MIENNE})`,
      },
    },
    {
      table: "grille_cotation",
      niveau: "agregat",
      // Never deleted: it explains the points already given.
      ouvertures: { ...publique("cotation", { publie: "etat in ('publiee','close')" }), delete: [] },
    },
    { table: "information", niveau: "agregat", ouvertures: publique("information", { publie: publie.publie }) },
    { table: "guichet_fiche", niveau: "agregat", ouvertures: publique("information", publie) },
  ];
}
