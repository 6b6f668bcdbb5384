import { drawInteger, drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import type { BailDemo } from "./baux.ts";
import { formatDay, type Jour, partsOf } from "./calendrier.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";
import { drawSalarie } from "./demandes-suivi.ts";
import { declareQuartile, drawMenage, type MenageDemo } from "./menages.ts";
import type { Occupation } from "./occupation.ts";
import type { LogementDemo } from "./parc.ts";
import { seuilOf } from "./seuils.ts";

/** Columns of the « radiation » extraction that the demonstration fills, and the two address columns that bailleurs add to it. */
const COLONNES = [
  "DEMANDE",
  "NUMERO_UNIQUE",
  "TYPE_DEMANDEUR",
  "GUICHET_ENREGISTREUR",
  "DATE_CREATION",
  "DATE_RENOUVELLEMENT",
  "ETAT_DEMANDE",
  "DATE_RADIATION",
  "MOTIF_RADIATION",
  "MOTIF_DEMANDE",
  "AGE_DEMANDEUR_DEMANDE",
  "SITU_FAMILIALE_DEMANDEUR",
  "TAILLE_MENAGE",
  "UNITE_CONSO",
  "REVENU_MENSUEL_FOYER",
  "REVENU_UNITE_CONSO",
  "MODE_LOGEMENT_ACTUEL",
  "COMMUNE_LOG_RECHERCHE",
  "TYPE_LOGEMENT_ATTRIB",
  "COMMUNE_LOGEMENT_ATTRIB",
  "ADRESSE_LOGEMENT_ATTRIB",
  "RESIDENCE_LOGEMENT_ATTRIB",
  "TYPE_RESERVATAIRE",
  "DELAI_ATTRIBUTION",
  "SIREN_RADIATION",
  "NUMERORPLS",
  "DATE_SIGNATURE_BAIL",
  "ATTRIBUE_DALO",
  "ACCORD_COLLECTIF_ID",
  "MONTANT_LOYER",
  "SURFACE",
  "NB_QPV",
  "NB_HQPV",
  "NB_QPVNA",
  "NB_Q1",
  "NB_Q2",
  "NB_Q3",
  "NB_Q4",
  "NB_QNA",
  "NB_ANRU",
  "NB_DALO",
  "NB_MENAGE_PRIORITAIRE",
  "NB_DEJA_LOGE_PARC",
  "SALARIE_ACTION_LOGEMENT",
] as const;

/** A line of the file, in its parts. */
export type LigneAttribution = readonly Ligne[];

/** The leases of a year, in date order. `suivi`: a stream of its own for the column added last, which moves no other. */
export function drawAttributions(
  baux: readonly BailDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
  annee: number,
  random: Random,
  suivi: Random,
): readonly LigneAttribution[] {
  return baux.map((bail, rank) => [
    ...attributionLine(bail, occupation.get(bail.logement), annee, rank + 1, random),
    { SALARIE_ACTION_LOGEMENT: drawSalarie(bail.logement.contingent === "3", suivi) },
  ]);
}

/** One « radiation » file of the SNE. */
export function writeAttributions(lignes: readonly LigneAttribution[]): Uint8Array {
  return encodeUtf8(writeCsv(COLONNES, lignes));
}

function attributionLine(
  bail: BailDemo,
  occupation: Occupation | undefined,
  annee: number,
  rang: number,
  random: Random,
): Ligne[] {
  const { logement, lieu } = bail;
  const seuil = seuilOf(annee);
  const menage = drawMenage(logement.pieces, bail.ressources, seuil, random);
  const delai = drawDelai(random);
  const mutation = bail.reloge || random() < PART_MUTATIONS;
  const request = requestColumns(bail.signature - delai, annee * 10_000 + rang, menage, mutation, random);
  const own: Ligne = {
    MOTIF_DEMANDE: bail.reloge ? "02" : drawWeighted(random, MOTIFS),
    DATE_RENOUVELLEMENT: renewal(bail.signature, delai),
    ETAT_DEMANDE: "Radiée",
    DATE_RADIATION: formatDay(bail.signature),
    MOTIF_RADIATION: "RADATT",
    COMMUNE_LOG_RECHERCHE: logement.residence.commune.code,
    TYPE_LOGEMENT_ATTRIB: typologie(logement.pieces),
    COMMUNE_LOGEMENT_ATTRIB: lieu.commune,
    ADRESSE_LOGEMENT_ATTRIB: lieu.adresse,
    RESIDENCE_LOGEMENT_ATTRIB: lieu.residence,
    TYPE_RESERVATAIRE: RESERVATAIRES[logement.contingent] ?? "AUCUN",
    DELAI_ATTRIBUTION: delai,
    SIREN_RADIATION: bail.bailleur.siren,
    NUMERORPLS: lieu.numeroRpls,
    DATE_SIGNATURE_BAIL: formatDay(bail.signature),
    // « 4 recours, 0 relogement » in 2016, « idem » in 2017.
    ATTRIBUE_DALO: "NON",
    ACCORD_COLLECTIF_ID: "AUCUN",
    MONTANT_LOYER: occupation?.loyer || Math.round(logement.surface * 5),
    SURFACE: logement.surface,
    NB_ANRU: bail.reloge ? 1 : 0,
    NB_DALO: 0,
    NB_MENAGE_PRIORITAIRE: random() < (bail.ressources === "q1" ? 0.36 : 0.15) ? 1 : 0,
  };
  return [request, own, flag("NB_", SITUATIONS, SITUATION[bail.situation]), quartileColumns(menage, seuil)];
}

/** Hypothèse: « 56 % de demandeurs déjà dans le parc social » (2015). */
export const PART_MUTATIONS = 0.56;

const SITUATION = { qpv: "QPV", "hors-qpv": "HQPV", inconnue: "QPVNA" } as const;
const SITUATIONS = ["QPV", "HQPV", "QPVNA"] as const;
const QUARTILES = ["Q1", "Q2", "Q3", "Q4", "QNA"] as const;

/** CONTRESLOG of the dwelling → « type de réservataire » of the SNE. */
const RESERVATAIRES: Readonly<Record<string, string>> = {
  "1": "PFONCT",
  "2": "PPRIOR",
  "3": "COLACT",
  "4": "COLTER",
  "6": "AUTRES",
  "7": "AUCUN",
};

export const MOTIFS = [
  ["01", 16],
  ["03", 5],
  ["05", 3],
  ["06", 3],
  ["07", 3],
  ["08", 7],
  ["09", 10],
  ["10", 5],
  ["11", 12],
  ["12", 10],
  ["13", 11],
  ["17", 7],
  ["19", 5],
  ["21", 3],
] as const;

/** Where those who are not in the social stock live. */
const LOGEMENTS_ACTUELS = [
  ["LP", 42],
  ["CPE", 26],
  ["CP", 14],
  ["SLHT", 6],
  ["SH", 5],
  ["LTG", 4],
  ["POCC", 3],
] as const;

/** Nine months on average, a long tail, never over five years. */
function drawDelai(random: Random): number {
  return Math.min(1_800, 12 + Math.round(-260 * Math.log(1 - random())));
}

/** Last yearly renewal of a request that is `anciennete` days old on `jour`; none in its first year. */
export function renewal(jour: Jour, anciennete: number): string {
  return anciennete < 365 ? "" : formatDay(jour - (anciennete % 365));
}

export function typologie(pieces: number): string {
  return pieces >= 6 ? "T6P" : `T${pieces}`;
}

/** The columns that attributions and requests have in common. `serie` makes the number: unique over all the files. */
export function requestColumns(
  creation: Jour,
  serie: number,
  menage: MenageDemo,
  mutation: boolean,
  random: Random,
): Ligne {
  const { annee, mois } = partsOf(creation);
  const { revenuMensuel, uniteConso } = menage;
  return {
    DEMANDE: serie,
    // 18 digits like a real one, but of a department 999 that does not exist.
    NUMERO_UNIQUE: `999${String(mois).padStart(2, "0")}${String(annee % 100).padStart(2, "0")}${String(serie).padStart(9, "0")}99`,
    TYPE_DEMANDEUR: "PP",
    GUICHET_ENREGISTREUR: `DEMO-${drawInteger(random, 1, 6)}`,
    DATE_CREATION: formatDay(creation),
    AGE_DEMANDEUR_DEMANDE: menage.age,
    SITU_FAMILIALE_DEMANDEUR: menage.situationFamiliale,
    TAILLE_MENAGE: menage.taille,
    UNITE_CONSO: french(uniteConso),
    REVENU_MENSUEL_FOYER: revenuMensuel ?? "",
    REVENU_UNITE_CONSO: revenuMensuel === null ? "" : french(Math.round((revenuMensuel / uniteConso) * 100) / 100),
    MODE_LOGEMENT_ACTUEL: mutation ? "HLM" : drawWeighted(random, LOGEMENTS_ACTUELS),
    NB_DEJA_LOGE_PARC: mutation ? 1 : 0,
  };
}

export function quartileColumns(menage: MenageDemo, seuil: number): Ligne {
  return flag("NB_", QUARTILES, declareQuartile(menage, seuil));
}

/** Indicator columns: 1 for the one that holds, 0 for the others. */
function flag(prefix: string, codes: readonly string[], code: string): Ligne {
  return Object.fromEntries(codes.map((candidate) => [`${prefix}${candidate}`, candidate === code ? 1 : 0]));
}

function french(value: number): string {
  return String(value).replace(".", ",");
}
