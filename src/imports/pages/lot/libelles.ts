import type { ChampImporte, Lot, StatutLot } from "#donnees/lectures/lot/ports.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

export const LIBELLE_STATUT: Readonly<Record<StatutLot, string>> = {
  lecture: "En cours de lecture",
  pret: "À publier",
  publie: "Publié",
  remplace: "Remplacé",
  abandonne: "Abandonné",
  refuse: "Refusé",
  interrompu: "Interrompu",
};

export const TON_STATUT: Readonly<Record<StatutLot, "ok" | "alerte" | "erreur" | "neutre">> = {
  lecture: "neutre",
  pret: "alerte",
  publie: "ok",
  remplace: "neutre",
  abandonne: "neutre",
  refuse: "erreur",
  interrompu: "erreur",
};

const LIBELLE_ENCODAGE: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};

/** « Windows-1252, séparateur « ; » »; null for a spreadsheet or a GeoJSON. */
export function describeForme(lot: Pick<Lot, "encodage" | "separateur">): string | null {
  const parts = [
    lot.encodage ? (LIBELLE_ENCODAGE[lot.encodage] ?? lot.encodage) : null,
    lot.separateur ? `séparateur ${lot.separateur === "\t" ? "tabulation" : `«\u00A0${lot.separateur}\u00A0»`}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** Size in bytes: « 12 octets », « 12 ko », « 3,4 Mo ». */
export function formatTaille(octets: number): string {
  if (octets < 1000) return formatCompte(octets, "octet");
  const [valeur, unite] = octets < 1_000_000 ? [octets / 1000, "ko"] : [octets / 1_000_000, "Mo"];
  return `${new Intl.NumberFormat("fr-FR", { maximumFractionDigits: valeur < 10 ? 1 : 0 }).format(valeur)}\u00A0${unite}`;
}

/** Label of each imported field; a field without a label does not compile. The last ones are not fields of a row, but give one. */
const LIBELLE_CHAMP: Readonly<Record<ChampImporte | "categorie" | "numeroUnique", string>> = {
  cle: "identifiant du logement",
  identRep: "numéro RPLS (IDENT_REP)",
  identInt: "identifiant interne du bailleur",
  bailleur: "bailleur",
  bailleurNom: "nom du bailleur",
  commune: "commune",
  lieu: "lieu de l’objectif",
  du: "premier jour de l’objectif",
  au: "dernier jour de l’objectif",
  communeNom: "nom de la commune",
  codePostal: "code postal",
  adresse: "adresse",
  residence: "nom de la résidence",
  situationDeclaree: "localisation déclarée (QPV)",
  qpvDeclare: "code du QPV",
  typeConstruction: "type de construction",
  pieces: "nombre de pièces",
  surface: "surface",
  construction: "année de construction",
  miseEnLocation: "année de première location",
  entreePatrimoine: "entrée dans le patrimoine",
  financement: "financement",
  conventionne: "conventionnement",
  conventionLe: "date de convention",
  mode: "mode d’occupation",
  bailDepuis: "date du bail en cours",
  disponibleDepuis: "date de disponibilité",
  dureeVacance: "durée de vacance",
  loyer: "loyer",
  dpeEnergie: "DPE énergie",
  dpeSerre: "DPE gaz à effet de serre",
  contingent: "contingent (réservataire)",
  sortie: "sortie du parc",
  longitude: "longitude",
  latitude: "latitude",
  bailSigneLe: "date de signature du bail",
  numeroRpls: "numéro RPLS du logement",
  typologie: "typologie",
  quartileDeclare: "quartile déclaré",
  revenuMensuel: "revenus mensuels",
  uniteConso: "unités de consommation",
  tailleMenage: "taille du ménage",
  age: "âge",
  origine: "origine (mutation ou nouvelle entrée)",
  relogement: "relogement",
  prioritaire: "public prioritaire",
  dalo: "DALO",
  travailleurEssentiel: "travailleur essentiel",
  motifDemande: "motif de la demande",
  delaiJours: "délai d’attente",
  creeLe: "date de la demande",
  renouveleLe: "date de renouvellement",
  population: "population",
  secteur: "secteur",
  arrete: "arrêté",
  labelliseLe: "date de labellisation",
  sortiLe: "date de sortie de la liste",
  statut: "statut dans la liste",
  categorie: "catégorie prioritaire",
  departement: "département",
  positionPlafond: "position par rapport aux plafonds",
  propositions: "nombre de propositions",
  derniereProposition: "dernière proposition",
  refusPar: "auteur du dernier refus",
  refusMotif: "motif du dernier refus",
  dernierEvenement: "dernière modification",
  salarie: "salarié (Action Logement)",
  qpvActuel: "logement actuel en QPV",
  code: "code",
  nom: "nom",
  generation: "génération des périmètres",
  communes: "communes du périmètre",
  contour: "contour",
  fictif: "périmètre fictif",
  epci: "SIREN de l’EPCI",
  libelle: "libellé",
  annee: "année",
  seuilAnnuelUc: "seuil annuel par unité de consommation",
  dateEffet: "date d’effet",
  objet: "objet",
  taux: "taux",
  nombre: "nombre",
  acte: "acte",
  depuis: "en vigueur depuis",
  grandeur: "grandeur",
  imprime: "valeur imprimée",
  valeur: "valeur",
  source: "source",
  explication: "explication",
  attributionsHorsQpv: "attributions hors QPV",
  premierQuartileHorsQpv: "1er quartile hors QPV",
  tauxHorsQpv: "taux hors QPV",
  attributionsQpv: "attributions en QPV",
  autresQuartilesQpv: "autres quartiles en QPV",
  tauxQpv: "taux en QPV",
  publieLe: "date de publication",
  enquete: "année de l’enquête",
  indicateur: "indicateur",
  effectif: "effectif",
  repondants: "répondants",
  numeroUnique: "numéro unique",
};

/** A field of a file read by a former version may not exist any more: its own name, a French word, is shown. */
export function libelleChamp(champ: string): string {
  return champ in LIBELLE_CHAMP ? LIBELLE_CHAMP[champ as keyof typeof LIBELLE_CHAMP] : champ;
}

/** What the columns without which a file is not read hold, by the name that they have there. */
const SENS_COLONNE: Readonly<Record<string, string>> = {
  DEPCOM: "code INSEE de la commune",
  code_commune: "code INSEE de la commune",
  SIREN_RADIATION: "SIREN du bailleur qui attribue",
  siren_bailleur: "SIREN du bailleur",
  DATE_SIGNATURE_BAIL: "jour de signature du bail",
  NUMERO_UNIQUE: "numéro unique de la demande",
  siren_epci: "SIREN de l’EPCI",
  annee: "année que la ligne décrit",
  enquete: "année de l’enquête",
  seuil_annuel_uc: "seuil du 1er quartile, en euros par an et par unité de consommation",
  date_effet: "premier jour où le seuil vaut",
  objet: "ce que l’objectif mesure",
  acte: "convention ou délibération qui le fixe",
  depuis: "premier jour où l’objectif vaut",
  residence: "nom de la résidence",
  population: "population de l’enquête",
  indicateur: "ce qui est compté",
  effectif: "nombre de ménages comptés",
  repondants: "nombre de ménages qui ont répondu",
};

/** « DEPCOM : code INSEE de la commune ». */
export function explainChamp(champ: string): string {
  const sens = SENS_COLONNE[champ];
  return sens === undefined ? libelleChamp(champ) : `${champ}\u00A0: ${sens}`;
}
