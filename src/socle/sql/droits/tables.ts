import type { Niveau, Ressource } from "../../regles/habilitation/ressource.ts";
import { CAS_ATTRIBUTION, type Ouverture, type Rattachements, type TableDroits } from "./table.ts";
import { tablesOfAttribution } from "./tables-attribution.ts";
import { tablesOfCal } from "./tables-cal.ts";
import { tablesOfConvention, tablesOfPpgdid, tablesOfReperes } from "./tables-convention.ts";
import { DE_MON_GUICHET, SUIVIE, tablesOfAccueil, tablesOfDemande } from "./tables-demande.ts";
import { tablesOfDiffusion } from "./tables-diffusion.ts";
import { tablesOfExamens } from "./tables-examen.ts";
import { tablesOfGouvernance, tablesOfSuivi } from "./tables-gouvernance.ts";
import { depot, ofLot, tablesOfBailleurs, written } from "./tables-lot.ts";
import { tablesOfDesequilibres, tablesOfRemontees } from "./tables-observatoire.ts";
import { tablesOfProgramme } from "./tables-programme.ts";
import { tablesOfRapprochement } from "./tables-rapprochement.ts";
import { tablesOfRegles } from "./tables-regles.ts";
import { tablesOfRelogement } from "./tables-relogement.ts";
import { tablesOfSimulation } from "./tables-simulation.ts";
import { PLATEFORME, tablesOfTerritoire } from "./tables-territoire.ts";

/** A table whose rows are one resource, and whose commands are the matrix's own actions. */
function simple(
  table: string,
  ressource: Ressource,
  par: Rattachements,
  options: { readonly niveau?: Niveau; readonly sensible?: true; readonly recusable?: string } = {},
): TableDroits {
  const own: readonly Ouverture[] = [{ ressource, par }];
  return { niveau: "nominatif", ...options, table, ouvertures: { select: own, insert: own, update: own, delete: own } };
}

const ENTETES_RELOGEMENT = "(source = 'rime' and epci = any (array(select contexte.epcis('{relogement}'))))";

/** « conges:12 »: the layout of the files of organisation 12, which its own agents alone read and write. */
const entetesDe = (genre: string, roles: string) =>
  `(source ~ '^${genre}:' and epci || ':' || split_part(source, ':', 2) = any (array(select contexte.organisations('{${roles}}'))))`;
const ENTETES_PARTENAIRES = `${entetesDe("conges", "agent-bailleur,responsable-bailleur")} or ${entetesDe("menages", "reservataire,etat")}`;
const ENTETES = `(${ENTETES_RELOGEMENT} or ${ENTETES_PARTENAIRES})`;

/** Pairs here too: pointing at another territory's lot does not publish it. */
const PUBLIE = "(epci || ':' || lot) = any (array(select epci || ':' || lot from publication))";
const MEMBRE = "epci = any (array(select contexte.epcis_membre()))";

function tablesOfLots(): readonly TableDroits[] {
  const objectif: Ouverture = { ressource: "objectif", par: { publie: PUBLIE } };
  const perimetre: Ouverture = { ressource: "perimetre", par: {} };
  const attribution: Ouverture = { ressource: "attribution", par: { siren: "bailleur" } };
  const lot = { organisation: "organisation" };
  return [
    {
      table: "lot",
      niveau: "nominatif",
      // The application never deletes a lot: an abandoned one has its status.
      ouvertures: { select: [{ ressource: "lot", par: lot }], insert: depot(lot), update: depot(lot) },
      // Sources of a published figure (file name, hash, counts): open to whoever may read the figure.
      aussi: { select: `(statut = 'publie' and ${MEMBRE})` },
    },
    ofLot("lot_rejet", "nominatif", []),
    ofLot("lot_anomalie", "nominatif", []),
    ofLot("logement", "nominatif", [{ ressource: "logement-prive", par: { siren: "bailleur" } }]),
    ofLot("attribution", "pseudonyme", [attribution], { aussi: { select: DE_MON_GUICHET } }),
    ofLot("demande", "pseudonyme", [{ ressource: "attribution", par: {} }], {
      aussi: { select: `(${DE_MON_GUICHET} or ${SUIVIE})` },
    }),
    ofLot("qpv", "nominatif", [perimetre]),
    ofLot("commune", "nominatif", [perimetre]),
    ofLot("seuil", "nominatif", [objectif]),
    ofLot("objectif", "nominatif", [objectif]),
    ofLot("resultat", "nominatif", [objectif]),
    // The préfet's list names no bailleur: open to those who read the whole territory.
    ofLot("prioritaire_liste", "pseudonyme", [attribution]),
    ofLot("resultat_national", "nominatif", [objectif]),
    ofLot("fait_attribution", "pseudonyme", [attribution]),
    ...tablesOfBailleurs(),
    ...["cube_dehors", "baux_tardifs"].map((table) =>
      ofLot(table, "nominatif", [{ ressource: "bilan", par: { siren: "bailleur" } }]),
    ),
    ofLot("occupation", "agregat", [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }]),
    // Sums in bands, without a bailleur: every member reads them.
    ofLot("cube_demande", "agregat", [{ ressource: "indicateur-interne", par: {} }]),
    ofLot("cube_bail", "agregat", [{ ressource: "indicateur-interne", par: {} }]),
    ofLot("cube_parc", "agregat", [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }]),
    ofLot("residence_parc", "agregat", [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }]),
    ofLot("cube_reserve", "agregat", [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }]),
    ofLot("cube_loyer", "agregat", [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }]),
    ...["publication_acte", "localisation", "rattachement", "acte_perimetre", "acte_bailleur", "bailleur_nomme"].map(
      (table): TableDroits => ({
        table,
        niveau: "pseudonyme",
        ouvertures: { select: [{ ressource: "lot", par: {} }], ...written({}) },
      }),
    ),
    {
      table: "correspondance_colonne",
      niveau: "pseudonyme",
      ouvertures: { select: [{ ressource: "lot", par: {} }], ...written({}) },
      // Those who deposit a file that is no lot name its headers: the officers of rehousing, and each partner for itself.
      aussi: { select: ENTETES, insert: ENTETES, update: ENTETES },
    },
    // The pointer to published lots is public: it tells « publié » from the rest.
    { table: "publication", niveau: "agregat", ouvertures: written({}), aussi: { select: "true" } },
    {
      table: "rapport",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "bilan", par: {} }],
        insert: [{ ressource: "indicateur-interne", par: {} }],
      },
    },
    // Freezing is validating, and what is frozen never changes. A bailleur's own rows are open as bilans are.
    {
      table: "pack_trimestriel",
      niveau: "agregat",
      ouvertures: {
        select: [{ ressource: "indicateur-interne", par: {} }],
        insert: [{ ressource: "indicateur-interne", par: {}, actions: ["valider"] }],
      },
    },
    {
      table: "pack_bailleur",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "bilan", par: { siren: "bailleur" } }],
        insert: [{ ressource: "indicateur-interne", par: {}, actions: ["valider"] }],
      },
    },
  ];
}

function tablesOfDossiers(): readonly TableDroits[] {
  const dossier = { demandeur: "demandeur", guichet: "guichet" };
  const recusable = { recusable: "demandeur" };
  const cas = CAS_ATTRIBUTION;
  const bien = { organisation: "organisation", reservataire: "reservataire", objet: "id" };
  const publiable = { organisation: "organisation", publie: "publie_le is not null" };
  const chiffre = { sensible: true as const, ...recusable };
  return [
    {
      ...simple(
        "nominatif.demandeur",
        "demande-identite",
        { demandeur: "id", guichet: "guichet" },
        { recusable: "id" },
      ),
      // A household opens its own file, under the identifier that the server has just drawn. A mandataire writes for the person until the desk has
      // registered them.
      aussi: {
        insert: `(etat = 'brouillon' and guichet is null and id = any (${SIENS_OU_MANDES}))`,
        update: `(etat in ('brouillon','a-enregistrer','a-completer') and id = any (${MANDES}))`,
      },
    },
    {
      ...simple("nominatif.menage", "demande-menage", dossier, recusable),
      aussi: { insert: `demandeur = any (${SIENS_OU_MANDES})` },
    },
    simple("nominatif.piece", "piece", dossier, recusable),
    simple("sensible.situation", "demande-sensible", dossier, chiffre),
    simple("sensible.piece", "piece-sensible", dossier, chiffre),
    simple("proposition", "proposition", cas),
    {
      ...simple("seance", "seance", { organisation: "organisation", reservataire: "reservataire", commission: "id" }),
      // Those of the bailleur in each territory of its agenda: a commission is its own, wherever it is convened.
      aussi: { select: `array(select t || ':' || organisation from unnest(territoires) t) && array(${DU_BAILLEUR})` },
    },
    // A lease as a fact without a name, as the attributions of the national file are.
    simple("bail", "attribution", cas, { niveau: "pseudonyme" }),
    ...tablesOfAttribution(),
    ...tablesOfCal(),
    ...tablesOfExamens(),
    ...tablesOfRelogement(),
    simple("cas_bloque", "cas-bloque", { ...cas, reunion: "reunion", mission: "operation" }, { niveau: "pseudonyme" }),
    simple("contingent", "contingent", bien),
    ...tablesOfFlux(),
    simple("bilan_bailleur", "bilan", bien),
    ...tablesOfDiffusion(),
    simple("action_convention", "action", publiable),
    // A proposal is between the EPCI, the State and the conférence: members read it, the public does not.
    simple("mesure_corrective", "objectif", {}),
    // Part of the public departmental plan; never deleted: a past year keeps its own list.
    {
      table: "categorie_locale",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "objectif", par: { publie: "depuis <= contexte.aujourdhui()" } }],
        insert: [{ ressource: "objectif", par: {}, actions: ["modifier"] }],
        update: [{ ressource: "objectif", par: {}, actions: ["modifier"] }],
      },
    },
    ...tablesOfConvention(),
    ...tablesOfPpgdid(),
    ...tablesOfReperes(),
    ...tablesOfGouvernance(),
    ...tablesOfSuivi(),
    ...tablesOfProgramme(),
    ...tablesOfRegles(),
    ...tablesOfRemontees(),
    ...tablesOfDesequilibres(),
    ...tablesOfSimulation(),
    ...tablesOfDemande(),
    ...tablesOfAccueil(),
    ...tablesOfRapprochement(),
    ...tablesOfLiens(),
  ];
}

/** Never on an agenda: `ordre_du_jour` names a contingent by the number of its right. */
function tablesOfFlux(): readonly TableDroits[] {
  const par = { organisation: "organisation", reservataire: "reservataire" };
  return [
    simple("convention_flux", "contingent", par),
    simple("flux_soustraction", "contingent", par),
    {
      table: "bilan_flux",
      niveau: "nominatif",
      // Transmitting is validating; what was transmitted never changes.
      ouvertures: {
        select: [{ ressource: "contingent", par }],
        insert: [{ ressource: "contingent", par, actions: ["valider"] }],
      },
    },
  ];
}

const DU_BAILLEUR = "select contexte.organisations('{agent-bailleur,responsable-bailleur,secretaire-cal}')";
const SIENS = "array(select contexte.demandeurs('{titulaire}'))";
const MANDES = "array(select contexte.demandeurs('{mandat}'))";
const SIENS_OU_MANDES = "array(select contexte.demandeurs('{titulaire,mandat}'))";
const TOUS = `'{guichet,commune,agent-bailleur,responsable-bailleur,reservataire,etat,agent-epci,membre-cal,secretaire-cal,membre-coordination,relogement}'`;

/** Ties between rows and persons: read by both, written by those who register or convene. */
function tablesOfLiens(): readonly TableDroits[] {
  const convened = "seance = any (array(select id from seance))";
  const pairs = "select epci || ':' || seance from convocation where compte = contexte.compte()";
  // Whoever may tie a household to an agent never ties it to themselves: somebody else gives them the file.
  const written =
    "epci = any (array(select contexte.epcis('{guichet,agent-epci,relogement,secretaire-cal}'))) " +
    "and (nature <> 'affectation' or compte is distinct from (select contexte.compte()))";
  return [
    {
      table: "nominatif.lien",
      niveau: "nominatif",
      ouvertures: {},
      aussi: {
        select: [
          // Owner or mandataire of the account: read by the login, before the actor is known.
          `(${CONNEXION} and nature in ('mandat','titulaire'))`,
          "compte = (select contexte.compte())",
          "demandeur = any (array(select contexte.demandeurs('{titulaire,mandat}')))",
          `(epci || ':' || organisation) = any (array(select contexte.organisations(${TOUS})))`,
          `(epci || ':' || commune) = any (array(select contexte.communes(${TOUS})))`,
          `(epci || ':' || seance) = any (array(${pairs} and epci = any (array(select contexte.epcis(${TOUS})))))`,
        ].join(" or "),
        // A household ties its file to the account that it opens.
        insert: `(${written}) or (nature = 'titulaire' and demandeur = any (${SIENS}))`,
        update: written,
      },
    },
    {
      table: "nominatif.recusation",
      niveau: "nominatif",
      ouvertures: {},
      aussi: { select: "compte = (select contexte.compte())", insert: "compte = (select contexte.compte())" },
    },
    {
      table: "convocation",
      niveau: "nominatif",
      ouvertures: {},
      // Only contexte.convoquer_cal writes: a policy about the session would query this table again.
      aussi: { select: "compte = (select contexte.compte())" },
    },
    {
      table: "ordre_du_jour",
      niveau: "nominatif",
      ouvertures: {},
      aussi: {
        select: `(epci || ':' || seance) = any (array(${pairs}))`,
        insert: `${convened} and epci = any (array(select contexte.epcis('{secretaire-cal}')))`,
        delete: `epci = any (array(select contexte.epcis('{secretaire-cal}')))`,
      },
    },
  ];
}

const CONNEXION = "(select contexte.service()) = 'connexion'";
const GESTION = "(select contexte.a_role('{gestionnaire-epci,administrateur}'))";
/** Nobody can grant the first administrator: the link shown on the machine, used in this same transaction, replaces the grant. */
const PREMIER = `(${CONNEXION} and role = 'administrateur' and accordee_par is null and exists (
  select from acces.lien l where l.usage = 'premier-administrateur' and l.servi_le is not null and l.xmin = pg_current_xact_id()::xid))`;

/** Ways of a household back to its file. */
const DU_DOSSIER = ["code_dossier", "session_dossier", "franceconnect_dossier"];

function tablesOfComptes(): readonly TableDroits[] {
  const habilitation: Ouverture = { ressource: "habilitation", par: { compte: "compte" } };
  const premiers = `(${PLATEFORME} and role in ('administrateur','gestionnaire-epci'))`;
  const journal: Ouverture = { ressource: "journal", par: { organisation: "organisation", demandeur: "demandeur" } };
  return [
    // Legal persons: a directory. The application never changes it: a SIREN ties a bailleur to its rows.
    {
      table: "organisation",
      niveau: "agregat",
      ouvertures: {},
      aussi: { select: "true", insert: `${GESTION} or (${CONNEXION} and type = 'plateforme')` },
    },
    {
      table: "compte",
      niveau: "nominatif",
      ouvertures: {},
      aussi: {
        select: `${CONNEXION} or id = (select contexte.compte()) or id = any (array(select compte from habilitation)) or ${GESTION}`,
        insert: `${CONNEXION} or ${GESTION}`,
        // A manager who changed an address, an identity or a closing date would take the account over.
        update: CONNEXION,
      },
    },
    {
      table: "habilitation",
      niveau: "nominatif",
      ouvertures: {
        select: [habilitation],
        insert: [habilitation],
        update: [{ ...habilitation, actions: ["modifier", "valider", "supprimer"] }],
      },
      // The platform names the first managers, and reads no more of the territory then.
      aussi: { select: `${CONNEXION} or ${premiers}`, insert: `${premiers} or ${PREMIER}`, update: premiers },
    },
    // Only grows: a review is not rewritten.
    {
      table: "revue_habilitation",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "habilitation", par: {} }],
        insert: [{ ressource: "habilitation", par: {}, actions: ["supprimer"] }],
      },
    },
    ...["mot_de_passe", "cle_acces", "session", "lien", "defi", "compteur", ...DU_DOSSIER].map(
      (table): TableDroits => ({
        table: `acces.${table}`,
        niveau: "nominatif",
        ouvertures: {},
        aussi: { select: CONNEXION, insert: CONNEXION, update: CONNEXION, delete: CONNEXION },
      }),
    ),
    { table: "journal.entree", niveau: "nominatif", ouvertures: { select: [journal] } },
    {
      table: "journal.scelle",
      niveau: "agregat",
      ouvertures: {},
      aussi: { select: "(select contexte.a_role('{dpo}'))" },
    },
  ];
}

/** Every table that the application reads or writes, with the resource of its rows. An unlisted table is closed. */
export const TABLES_DROITS: readonly TableDroits[] = [
  ...tablesOfLots(),
  ...tablesOfDossiers(),
  ...tablesOfTerritoire(),
  ...tablesOfComptes(),
];
