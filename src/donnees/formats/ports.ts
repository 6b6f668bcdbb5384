import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { POSITIONS_PLAFOND } from "#droit/regles/position-plafond.ts";
import { GENRES_LIEU } from "../regles/convention/lieu.ts";
import { OBJETS } from "../regles/convention/objet.ts";
import { MOTIFS_REFUS, REFUS_PAR } from "../regles/demande/demande.ts";
import { INDICATEURS_OCCUPATION, POPULATIONS_OCCUPATION } from "../regles/occupation/indicateur.ts";
import { STATUTS_LABEL } from "../regles/public-prioritaire/label.ts";

export const situation = z.enum(["qpv", "hors-qpv", "inconnue"]);
export const quartile = z.enum(["q1", "q2-4", "inconnu"]);
export const reponse = z.enum(["oui", "non", "inconnu"]);
export const origine = z.enum(["mutation", "nouvelle-entree", "inconnue"]);
export const contingent = z.enum(CONTINGENTS);
export const ressources = z.enum(["positives", "nulles", "absentes"]);
const lieu = z.object({ genre: z.enum(GENRES_LIEU), code: z.string() }).readonly();

/**
 * One schema per source: the row read from its files, the columns that store it, and what is read back. null: the file does not say. Dates are ISO
 * days, months are "YYYY-MM".
 */

export const logementRow = z.object({
  /** Stable identity within a vintage (IDENT_REP, else SIRET + IDENT_INT); null in the open files, which have none. */
  cle: z.string().nullable(),
  /** Fingerprint of the whole line: two lines with the same `cle` and `empreinte` are one dwelling written twice. */
  empreinte: z.string(),
  identRep: z.string().nullable(),
  identInt: z.string().nullable(),
  /** SIREN of the bailleur. */
  bailleur: z.string().nullable(),
  bailleurNom: z.string().nullable(),
  commune: z.string(),
  communeNom: z.string().nullable(),
  codePostal: z.string().nullable(),
  /** « 12 impasse Denans »: number and road rejoined, wherever the file wrote them. */
  adresse: z.string().nullable(),
  /** COMPLGEO: name of the programme. */
  residence: z.string().nullable(),
  situationDeclaree: situation,
  qpvDeclare: z.string().nullable(),
  typeConstruction: z.enum(["C", "I", "E"]).nullable(),
  pieces: z.number().nullable(),
  surface: z.number().nullable(),
  construction: z.number().nullable(),
  miseEnLocation: z.number().nullable(),
  entreePatrimoine: z.number().nullable(),
  financement: z.string().nullable(),
  conventionne: reponse,
  conventionLe: z.string().nullable(),
  /** MODE, 1 let … 9. */
  mode: z.string().nullable(),
  bailDepuis: z.string().nullable(),
  disponibleDepuis: z.string().nullable(),
  /** In months. */
  dureeVacance: z.number().nullable(),
  /** In whole euros a month, charges excluded. 9999 in the file means « sans objet »: null here. */
  loyer: z.number().nullable(),
  dpeEnergie: z.string().nullable(),
  dpeSerre: z.string().nullable(),
  /** CONTRESLOG 1 … 7. */
  contingent: z.string().nullable(),
  /** SORTIEPATRIM 1 … 5: the dwelling has left the stock. */
  sortie: z.string().nullable(),
  /** WGS84 degrees, reprojected when the file is in Lambert-93. */
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
});

export const attributionRow = z.object({
  /** Keyed hash of NUMERO_UNIQUE (or of DEMANDE when the number is absent). */
  cle: z.string(),
  empreinte: z.string(),
  bailleur: z.string(),
  bailSigneLe: z.string().nullable(),
  commune: z.string().nullable(),
  /** ADRESSE_LOGEMENT_ATTRIB and RESIDENCE_LOGEMENT_ATTRIB: columns of ours, which bailleurs often add; null in the plain extraction. */
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
  numeroRpls: z.string().nullable(),
  typologie: z.string().nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  situationDeclaree: situation,
  quartileDeclare: quartile,
  /** In euros a month; 0 is 0 €, null is unknown. */
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
  tailleMenage: z.number().nullable(),
  age: z.number().nullable(),
  contingent: contingent,
  origine: origine,
  relogement: reponse,
  prioritaire: reponse,
  dalo: reponse,
  travailleurEssentiel: reponse,
  motifDemande: z.string().nullable(),
  /** Days between registration and lease. */
  delaiJours: z.number().nullable(),
  /** Whether the employer pays into Action Logement. */
  salarie: reponse,
});

export const demandeRow = z.object({
  cle: z.string(),
  empreinte: z.string(),
  creeLe: z.string().nullable(),
  renouveleLe: z.string().nullable(),
  commune: z.string().nullable(),
  typologie: z.string().nullable(),
  origine: origine,
  quartileDeclare: quartile,
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
  tailleMenage: z.number().nullable(),
  age: z.number().nullable(),
  prioritaire: reponse,
  dalo: reponse,
  motifDemande: z.string().nullable(),
  positionPlafond: z.enum(POSITIONS_PLAFOND),
  /** Dwellings proposed so far. */
  propositions: z.number().nullable(),
  derniereProposition: z.string().nullable(),
  refusPar: z.enum(REFUS_PAR),
  refusMotif: z.enum(MOTIFS_REFUS),
  /** Last change of the demande in the SNE, whoever made it. */
  dernierEvenement: z.string().nullable(),
  salarie: reponse,
  /** Situation of the applicant's present dwelling. */
  qpvActuel: situation,
});

/** GeoJSON geometry in WGS84: rings of [longitude, latitude]. */
export type Contour = {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly (readonly [number, number])[])[][];
};

/** Not parsed again: the importer has checked every point, and there are thousands. */
const contour = z.custom<Contour>(
  (value) => typeof value === "object" && value !== null && "type" in value && value.type === "MultiPolygon",
);

export const qpvRow = z.object({
  /** QP + 6 digits (2015) or QN + 5 digits + letter (2024); a former ZUS (1996) has 7 digits; a demonstration perimeter has its own code. */
  code: z.string(),
  nom: z.string(),
  generation: z.union([z.literal(1996), z.literal(2015), z.literal(2024)]),
  communes: z.array(z.string()).readonly(),
  contour: contour,
  /** Drawn for the demonstration, and shown as such everywhere. */
  fictif: z.boolean(),
});

export const communeRow = z.object({
  code: z.string(),
  nom: z.string(),
  population: z.number().nullable(),
  secteur: z.string().nullable(),
  contour: contour,
  /** Whose shapes they are and of which year, as the file says it; null: it does not. */
  source: z.string().nullable(),
});

export const seuilRow = z.object({
  epci: z.string(),
  libelle: z.string().nullable(),
  annee: z.number(),
  /** In euros a year per consumption unit. */
  seuilAnnuelUc: z.number(),
  arrete: z.string().nullable(),
  dateEffet: z.string(),
});

export const objectifRow = z.object({
  epci: z.string(),
  /** Year of `du` when the line has days. */
  annee: z.number(),
  /** null, like `contingent`: the whole EPCI. */
  bailleur: z.string().nullable(),
  /** Contingent of the réservataire in charge. */
  contingent: contingent.nullable(),
  objet: z.enum(OBJETS),
  /** null: the whole territory. */
  lieu: lieu.nullable(),
  /** Whole months; both null: the whole year. */
  du: z.string().nullable(),
  au: z.string().nullable(),
  /** As written; at least one of both. */
  taux: z.number().nullable(),
  nombre: z.number().nullable(),
  acte: z.string(),
  depuis: z.string(),
});

export const resultatRow = z.object({
  epci: z.string(),
  annee: z.number(),
  bailleur: z.string().nullable(),
  /**
   * "q1-", "q24-", "total-", "taux-", "attendu-", "manque-", "logements-", "vacants-", each of "qpv" or "hors-qpv"; and "reloges-hors-qpv",
   * "sans-ressources", "total-signees", "ressources-nulles", "propositions-qpv", "propositions-qpv-q24".
   */
  grandeur: z.string(),
  /** As printed, "/" included. */
  imprime: z.string(),
  valeur: z.number().nullable(),
  source: z.string(),
  explication: z.string().nullable(),
});

/** The yearly figures of one EPCI as the ministry publishes them: counts of attributions, rates between 0 and 1. */
export const resultatNationalRow = z.object({
  epci: z.string(),
  nom: z.string().nullable(),
  annee: z.number(),
  attributionsHorsQpv: z.number().nullable(),
  premierQuartileHorsQpv: z.number().nullable(),
  /** As printed, never recomputed: counts may be masked where the rate is not. */
  tauxHorsQpv: z.number().nullable(),
  attributionsQpv: z.number().nullable(),
  autresQuartilesQpv: z.number().nullable(),
  tauxQpv: z.number().nullable(),
  source: z.string(),
  publieLe: z.string().nullable(),
});

/** A household on a list of priority publics, and its dates. The reason (health, violence…) is read to be checked, and not kept. */
export const prioritaireRow = z.object({
  labelliseLe: z.string().nullable(),
  sortiLe: z.string().nullable(),
  statut: z.enum(STATUTS_LABEL),
  /** Keyed hash of the numéro unique, equal to an attribution's. */
  cle: z.string(),
  empreinte: z.string(),
  /** SIREN of the list's bailleur; null for the préfet's list. */
  bailleur: z.string().nullable(),
  /** Not stored: tells whether the line is this territory's. */
  departement: z.string().nullable(),
  /** Recognised by the commission de médiation; another reason on the line does not mean « no ». */
  dalo: z.enum(["oui", "inconnu"]),
});

/** Among the respondents of one résidence, how many households one indicator counts. */
export const occupationRow = z.object({
  enquete: z.number(),
  /** SIREN. */
  bailleur: z.string(),
  commune: z.string(),
  /** Name of the programme as in RPLS: part of the résidence's key. */
  residence: z.string(),
  population: z.enum(POPULATIONS_OCCUPATION),
  indicateur: z.enum(INDICATEURS_OCCUPATION),
  /** At most `repondants`. */
  effectif: z.number(),
  /** At least 1. */
  repondants: z.number(),
});

/** LIG: the line is left out. AVE: the line is kept, and the officer is told. (REJ refuses the whole file: it is a thrown `Refus`.) */
export const anomalie = z.object({
  code: z.string(),
  gravite: z.enum(["LIG", "AVE"]),
  /** Physical line of the file, from 1; for a spreadsheet, the row of the sheet. */
  ligne: z.number(),
  colonne: z.string().nullable(),
  valeur: z.string(),
  /** One French sentence: the error, and what to do. */
  message: z.string(),
});

export const colonneLue = z.object({
  /** As written in the file. */
  entete: z.string(),
  /** Our column; null when unused. */
  colonne: z.string().nullable(),
  exemples: z.array(z.string()).readonly(),
});
