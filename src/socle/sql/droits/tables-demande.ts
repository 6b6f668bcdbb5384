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

/** A household that has said who it is, or whoever it has given a mandate to, in the file that is theirs. */
const SIEN = "demandeur = any (array(select contexte.demandeurs('{titulaire,mandat}')))";
const TOUS = `'{guichet,commune,agent-bailleur,responsable-bailleur,reservataire,etat,agent-epci,secretaire-cal,relogement}'`;
const MIENNE = `(epci || ':' || organisation) = any (array(select contexte.organisations(${TOUS})))`;
/** Whose household they read: the row policies of `menage` say whose, and closeness closes it there. */
const LU = (table: string) => `exists (select from nominatif.menage m where m.demandeur = ${table}.demandeur)`;
const parOrganisme = (table: string) => `(auteur = 'organisme' and ${MIENNE} and ${LU(table)})`;
const PAR_MENAGE = `(auteur in ('menage','mandataire') and ${SIEN})`;

const A_MON_GUICHET = "(epci || ':' || guichet) = any (array(select contexte.organisations('{guichet}')))";
const AUTRE_GUICHET = "(epci || ':' || autre_guichet) = any (array(select contexte.organisations('{guichet}')))";

/**
 * Lines of the national files that tell of a desk's own files: it registered the number, and compares what each of the two says. Pairs, because
 * one number may be in two territories. A hashed subquery: no cost for whoever reads the whole territory.
 */
export const DE_MON_GUICHET = `(epci, cle) in (select epci, numero_hash from nominatif.demandeur where numero_hash is not null and ${A_MON_GUICHET})`;
/** What the EPCI asked this organisation to follow, as long as it follows it. */
export const SUIVIE = `(epci, cle) in (select epci, cle from veille where close_le is null and ${MIENNE})`;

const MON_COMPTE = "compte = (select contexte.compte())";

/** Whoever holds a mandate writes who lives there, as they write who asks, until the desk has registered it. */
const MANDE =
  "demandeur = any (array(select id from nominatif.demandeur where etat in ('brouillon','a-enregistrer','a-completer') " +
  "and id = any (array(select contexte.demandeurs('{mandat}')))))";

/** What hangs from a household's file: who they are, who lives with them, what they wish. */
export function tablesOfDemande(): readonly TableDroits[] {
  const suite = {
    ...RECUSABLE,
    ouvertures: { select: [IDENTITE], insert: [ECRIRE_IDENTITE], update: [ECRIRE_IDENTITE], delete: [ECRIRE_IDENTITE] },
  };
  return [
    { table: "nominatif.personne", ...suite, aussi: { insert: MANDE, update: MANDE, delete: MANDE } },
    // A mandate is written with the file that it opens; only the person takes it back.
    { table: "nominatif.mandat", ...suite, aussi: { insert: MANDE } },
    {
      table: "nominatif.changement_contact",
      ...suite,
      // Whose link it is: asked for before anybody is known, as long as it waits.
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
      // Asked by any body that reads the household: once for all of them.
      aussi: { insert: `(${MIENNE} and ${LU("piece_demandee")})` },
    },
    {
      table: "nominatif.registre",
      niveau: "pseudonyme",
      recusable: "demandeur",
      // Written by its triggers alone.
      ouvertures: { select: [of("demande-menage", undefined, { ...DOSSIER, ouvert: "ouvert_a" })] },
    },
    // One's own openings: what they open is held by the rights on the file itself.
    {
      table: "nominatif.ouverture",
      niveau: "nominatif",
      ouvertures: {},
      aussi: { select: MON_COMPTE, insert: MON_COMPTE, update: MON_COMPTE, delete: MON_COMPTE },
    },
    ...tablesOfPartage(),
    {
      table: "nominatif.doublon",
      ...RECUSABLE,
      ouvertures: { select: [IDENTITE], insert: [ECRIRE_IDENTITE], update: [ECRIRE_IDENTITE] },
      // The desk of the other file is told too: without it, neither would know with whom to speak.
      aussi: { select: AUTRE_GUICHET, update: AUTRE_GUICHET },
    },
  ];
}

/** What everybody who reads the household shares of it: events are only added (CCH, art. R. 441-2-15). */
function tablesOfPartage(): readonly TableDroits[] {
  const correspondants = `(${SIEN} or ${MIENNE} or (epci || ':' || guichet) = any (array(select contexte.organisations('{guichet}'))))`;
  return [
    {
      table: "nominatif.evenement",
      ...RECUSABLE,
      ouvertures: { select: [MENAGE] },
      aussi: { insert: `(${PAR_MENAGE} or ${parOrganisme("evenement")})` },
    },
    // A letter is between the household, its desk and the body it is written with.
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
    // Whoever causes a message reads where it goes, and sees it leave.
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

/** How households are received, and what the public is told. */
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
      // The bailleurs it was sent to: those whose line of follow-up they read, and not whoever counts them.
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
        // Whoever was asked to follow a demande reads that they were, a desk or a commune too.
        select: MIENNE,
        insert: "epci = any (array(select contexte.epcis('{agent-epci}')))",
        update: `(epci = any (array(select contexte.epcis('{agent-epci}'))) or ${MIENNE})`,
      },
    },
    {
      table: "grille_cotation",
      niveau: "agregat",
      // Never deleted: points already given are explained by it.
      ouvertures: { ...publique("cotation", { publie: "etat in ('publiee','close')" }), delete: [] },
    },
    { table: "information", niveau: "agregat", ouvertures: publique("information", { publie: publie.publie }) },
    { table: "guichet_fiche", niveau: "agregat", ouvertures: publique("information", publie) },
  ];
}
