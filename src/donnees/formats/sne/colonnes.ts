import { type Definition, requise } from "../decode/colonne.ts";
import { oneOf, sirenBailleur } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { decimal, entier } from "../values/nombre.ts";
import { codeLibre, texteLibre } from "../values/texte.ts";
import {
  CONTINGENTS_SNE,
  communeSne,
  DALO_SNE,
  estAttribution,
  estHlm,
  indicateur,
  motifDemande,
  motifRefus,
  OUI_NON_SNE,
  PLAFONDS_SNE,
  REFUS_PAR_SNE,
  typologie,
} from "./codes.ts";
import { numeroUnique } from "./numero-unique.ts";

/** 999 is « inconnu » in several exports. */
const INCONNU = { absent: [999, 9_999] };

/** Columns of both extractions. */
export const COLONNES_COMMUNES = {
  numeroUnique: { noms: ["NUMERO_UNIQUE"], genre: "secret", lecteur: () => numeroUnique },
  demande: { noms: ["DEMANDE"], genre: "secret", lecteur: () => codeLibre },
  creeLe: { noms: ["DATE_CREATION"], genre: "date", lecteur: jour },
  revenuMensuel: {
    noms: ["REVENU_MENSUEL_FOYER"],
    genre: "nombre",
    lecteur: () => decimal({ min: 0, max: 10_000_000 }),
  },
  uniteConso: { noms: ["UNITE_CONSO"], genre: "nombre", lecteur: () => decimal({ min: 0, max: 15 }, INCONNU) },
  tailleMenage: {
    noms: ["TAILLE_MENAGE", "NB_PERS_A_LOGER"],
    genre: "nombre",
    lecteur: () => entier({ min: 1, max: 30 }, { absent: [0, 999] }),
  },
  age: {
    noms: ["AGE_DEMANDEUR_DEMANDE"],
    genre: "nombre",
    lecteur: () => entier({ min: 14, max: 120 }, { absent: [0, 999] }),
  },
  motifDemande: { noms: ["MOTIF_DEMANDE"], genre: "code", lecteur: () => motifDemande },
  modeLogement: { noms: ["MODE_LOGEMENT_ACTUEL"], genre: "code", lecteur: () => estHlm },
  dejaLoge: { noms: ["NB_DEJA_LOGE_PARC"], genre: "code", lecteur: () => indicateur },
  prioritaire: { noms: ["NB_MENAGE_PRIORITAIRE"], genre: "code", lecteur: () => oneOf(OUI_NON_SNE) },
  q1: { noms: ["NB_Q1"], genre: "code", lecteur: () => indicateur },
  q2: { noms: ["NB_Q2"], genre: "code", lecteur: () => indicateur },
  q3: { noms: ["NB_Q3"], genre: "code", lecteur: () => indicateur },
  q4: { noms: ["NB_Q4"], genre: "code", lecteur: () => indicateur },
  qna: { noms: ["NB_QNA"], genre: "code", lecteur: () => indicateur },
  // Ours: the SNE tells the réservataire of a lease, not the employer of a household.
  salarie: {
    noms: ["SALARIE_ACTION_LOGEMENT"],
    genre: "code",
    lecteur: () => oneOf(OUI_NON_SNE, { gravite: "AVE" }),
  },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

export const COLONNES_ATTRIBUTIONS = {
  ...COLONNES_COMMUNES,
  bailleur: requise(["SIREN_RADIATION"], "code", () => sirenBailleur),
  bailSigneLe: { noms: ["DATE_SIGNATURE_BAIL"], genre: "date", lecteur: jour, obligatoire: true },
  radieLe: { noms: ["DATE_RADIATION"], genre: "date", lecteur: jour },
  attribution: { noms: ["MOTIF_RADIATION"], genre: "code", lecteur: () => estAttribution },
  commune: { noms: ["COMMUNE_LOGEMENT_ATTRIB"], genre: "code", lecteur: communeSne },
  adresse: { noms: ["ADRESSE_LOGEMENT_ATTRIB"], genre: "texte", lecteur: () => texteLibre },
  residence: { noms: ["RESIDENCE_LOGEMENT_ATTRIB"], genre: "texte", lecteur: () => texteLibre },
  numeroRpls: { noms: ["NUMERORPLS"], genre: "identifiant", lecteur: () => codeLibre },
  typologie: { noms: ["TYPE_LOGEMENT_ATTRIB"], genre: "code", lecteur: () => typologie },
  surface: { noms: ["SURFACE"], genre: "nombre", lecteur: () => entier({ min: 1, max: 998 }, { absent: [0, 999] }) },
  loyer: {
    noms: ["MONTANT_LOYER"],
    genre: "nombre",
    lecteur: () => entier({ min: 0, max: 9_998 }, { absent: [9_999] }),
  },
  qpv: { noms: ["NB_QPV"], genre: "code", lecteur: () => indicateur },
  horsQpv: { noms: ["NB_HQPV"], genre: "code", lecteur: () => indicateur },
  qpvInconnu: { noms: ["NB_QPVNA"], genre: "code", lecteur: () => indicateur },
  contingent: { noms: ["TYPE_RESERVATAIRE"], genre: "code", lecteur: () => oneOf(CONTINGENTS_SNE) },
  anru: { noms: ["NB_ANRU", "ESTANRU"], genre: "code", lecteur: () => oneOf(OUI_NON_SNE) },
  dalo: { noms: ["ATTRIBUE_DALO", "NB_DALO"], genre: "code", lecteur: () => oneOf(DALO_SNE) },
  travailleurEssentiel: { noms: ["NB_TRAVAILLEUR_ESSENTIEL"], genre: "code", lecteur: () => oneOf(OUI_NON_SNE) },
  delai: { noms: ["DELAI_ATTRIBUTION"], genre: "nombre", lecteur: () => entier({ min: 0, max: 40_000 }) },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

export const COLONNES_DEMANDES = {
  ...COLONNES_COMMUNES,
  renouveleLe: { noms: ["DATE_RENOUVELLEMENT"], genre: "date", lecteur: jour },
  commune: { noms: ["COMMUNE_LOG_RECHERCHE"], genre: "code", lecteur: communeSne },
  typologie: { noms: ["TYPE_LOGEMENT_RECHERCHE"], genre: "code", lecteur: () => typologie },
  dalo: { noms: ["NB_DALO"], genre: "code", lecteur: () => oneOf(DALO_SNE) },
  dernierEvenement: { noms: ["DATE_MODIFICATION"], genre: "date", lecteur: jour },
  positionPlafond: {
    noms: ["POSITION_PLAFOND"],
    genre: "code",
    lecteur: () => oneOf(PLAFONDS_SNE, { gravite: "AVE" }),
  },
  // The five next columns are ours: bailleurs and shared files add them to the extraction, the SNE lacks them.
  propositions: { noms: ["NB_PROPOSITIONS"], genre: "nombre", lecteur: () => entier({ min: 0, max: 200 }) },
  derniereProposition: { noms: ["DATE_DERNIERE_PROPOSITION"], genre: "date", lecteur: jour },
  refusPar: { noms: ["DERNIER_REFUS_PAR"], genre: "code", lecteur: () => oneOf(REFUS_PAR_SNE, { gravite: "AVE" }) },
  refusMotif: { noms: ["DERNIER_REFUS_MOTIF"], genre: "code", lecteur: () => motifRefus },
  qpvActuel: {
    noms: ["LOGEMENT_ACTUEL_QPV"],
    genre: "code",
    lecteur: () => oneOf(OUI_NON_SNE, { gravite: "AVE" }),
  },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

/** Columns of the infocentre that we do not read: known, hence not reported as unknown. */
export const AUTRES_COLONNES_SNE =
  "TYPE_DEMANDEUR GUICHET_ENREGISTREUR ETAT_DEMANDE DATE_RADIATION MOTIF_RADIATION SMOTIF_RADIATION DATE_NAISS_DEMANDEUR SEXE_DEMANDEUR STATUT_PROF_DEMANDEUR NATIONALITE_DEMANDEUR SITU_FAMILIALE_DEMANDEUR COTITULAIRE PERSONNE_A_CHARGE COMPOSITION_FAMILLE REVENU_DEMANDEUR REVENU_FISCAL1_FOYER REVENU_FISCAL2_FOYER REVENU_UNITE_CONSO CATEG_LOGEMENT_ACTUEL TYPE_LOGEMENT_ACTUEL COMMUNE_LOG_ACTUEL CATEG_LOGEMENT_RECHERCHE TYPE_LOGEMENT_RECHERCHE COMMUNE_LOG_RECHERCHE ZONAGEPLAFRESS_ACTUEL ZONAGEPLAFRESS_RECHERCHE ZONAGEPLAFRESS_ATTRIB ZONAGEABC_ACTUEL ZONAGEABC_RECHERCHE ZONAGEABC_ATTRIB MONTANT_LOYER_MAXI EST_DEMANDE_ELARGIE MT_LOYER_MENSUEL_ACTUEL MT_APL_MENSUEL NBRE_HABITANT_ACTUEL SURFACE_ACTUEL DATE_PREAVIS_1 DATE_PREAVIS_2 DATE_ETAT MODE_MUTATION ESTANRU VERSION_CERFA DERNIERE_CONNEXION_PGP ESTCREEESITEGRANDPUBLIC ACCORD_COLLECTIF_ID POSITION_PLAFOND_ATTRIB CLE_QPV CLE_QPV2015 CLE_ETAT_RPLS POSITION_SEUIL NB_MIXITE_Q1 NB_MIXITE_QPV NB_DA NB_ANRU NB_DALO NB_SYPLO NB_L441 NB_PRIORITE_CERFA NB_CERFA_PRIO_HANDICAP NB_CERFA_PRIO_CHOMAGE NB_CERFA_PRIO_COORD_THERAPIE NB_CERFA_PRIO_LOGT_INDIGNE NB_CERFA_PRIO_EXPULSION NB_CERFA_PRIO_VIOLENCE NB_CERFA_PRIO_LOGT_NON_DECENT NB_CERFA_PRIO_LOGT_SUROCCUPE NB_CERFA_PRIO_SANS_LOGT NB_CERFA_PRIO_HEBERGE_TIERS NB_CERFA_PRIO_HEBERGE_TEMPO NB_COTATION_PRIO_SORTIE_PROSTI NB_COTATION_PRIO_VICTIME_TRAITE NB_COTATION_PRIO_VICTIME_VIOL NB_PRIORITE_COTATION NB_TRAVAILLEUR_ESSENTIEL NB_JEUNE_MENAGE NB_PERS_A_LOGER".split(
    " ",
  );
