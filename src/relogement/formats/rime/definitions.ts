import type { Definition } from "#donnees/formats/decode/colonne.ts";
import { quote } from "#donnees/formats/french.ts";
import { codeCommune, foldCode } from "#donnees/formats/values/code.ts";
import { jour } from "#donnees/formats/values/date.ts";
import { type Contexte, Defaut, isEmpty, type Lecteur, reject } from "#donnees/formats/values/defaut.ts";
import { decimal, entier } from "#donnees/formats/values/nombre.ts";
import { oneLine, texteLibre } from "#donnees/formats/values/texte.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { MotifBlocage } from "../../regles/comite.ts";
import type { EtatRelogement } from "../../regles/etat.ts";
import type { EtapeRelogement } from "../../regles/menage.ts";
import type { MotifRefusOffre, ReponseOffre } from "../../regles/offre.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  type FeuilleRime,
  VALEURS_RIME,
} from "../../regles/rime-colonnes.ts";
import type { OuiNon, ValeursMenage } from "./valeurs.ts";

const EUROS = decimal({ min: 0, max: 20_000 });
/** Amounts that Blaise also computes: a reste à charge may be negative, and the value of the file is never kept. */
const CALCUL = decimal({ min: -20_000, max: 100_000 });
const SURFACE = decimal({ min: 5, max: 999 });
const TEXTE_MAX = 300;

/** « ORC-017 », « RIME 12 »: key between the two sheets, in capital letters. */
const reference: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = oneLine(texte).toUpperCase();
  if (/^[\p{L}\d][\p{L}\d ._/-]{0,29}$/u.test(code)) return code;
  return reject(
    "reference-invalide",
    `${quote(texte)} n’est pas une référence : 30 lettres, chiffres, espaces ou tirets au plus. Corrigez cette cellule.`,
  );
};

const texte: Lecteur<string> = (cellule) => {
  const lu = texteLibre(cellule);
  if (typeof lu !== "string" || lu.length <= TEXTE_MAX) return typeof lu === "string" ? oneLine(lu) : lu;
  return reject("texte-trop-long", `La cellule a plus de ${TEXTE_MAX} caractères. Raccourcissez-la.`);
};

const courriel: Lecteur<string> = (cellule) => {
  if (isEmpty(cellule)) return null;
  if (/^[^\s@]+@[^\s@]+$/.test(cellule)) return cellule;
  return reject("courriel-invalide", "La cellule n’est pas une adresse électronique. Corrigez-la ou videz-la.");
};

function valeursOf<T extends string>(code: CodeMenageRime | CodeOffreRime): ReadonlyMap<string, T> {
  const entries = Object.entries(VALEURS_RIME[code] ?? {});
  // The keys come from the dictionary's own record.
  return new Map(entries.flatMap(([valeur, mots]) => [valeur, mots].map((one) => [foldCode(one), valeur as T])));
}

/** Reads one of the words of the dictionary, or its code. */
function liste<T extends string>(code: CodeMenageRime | CodeOffreRime): () => Lecteur<T> {
  const valeurs = valeursOf<T>(code);
  const attendu = Object.values(VALEURS_RIME[code] ?? {}).join(", ");
  return () => (cellule) => {
    if (isEmpty(cellule)) return null;
    const found = valeurs.get(foldCode(cellule));
    if (found) return found;
    return reject("valeur-inconnue", `${quote(cellule)} n’est pas une valeur de cette colonne (attendu : ${attendu}).`);
  };
}

/** « T2, T3 »: all the words must be valid, or the line is refused. */
function listes<T>(un: Lecteur<T>): Lecteur<readonly T[]> {
  return (cellule) => {
    if (isEmpty(cellule)) return null;
    const parts = cellule.split(/[,;/]/).map((one) => one.trim());
    const lues = parts.filter((one) => one !== "").map(un);
    const refus = lues.find((lu) => lu instanceof Defaut && lu.gravite === "LIG");
    if (refus instanceof Defaut) return reject(refus.code, refus.message);
    const valeurs = lues.flatMap((lu) => (lu instanceof Defaut ? lu.valeur : lu) ?? []);
    return [...new Set(valeurs)].sort() as T[]; // flatMap takes a T that could be a list for its elements: ours are words
  };
}

function of<T>(
  feuille: FeuilleRime,
  code: CodeMenageRime | CodeOffreRime,
  lecteur: (contexte: Contexte) => Lecteur<T>,
  genre: Definition<T>["genre"] = "texte",
): Definition<T> {
  const colonne = COLONNES_RIME[feuille].find((one) => one.code === code);
  if (!colonne) throw new Error(`no column ${code} in the dictionary`);
  const requis = colonne.requise === "toujours";
  // A value that names a person is neither cached nor quoted in an anomaly.
  const own = colonne.part === "identite" ? "secret" : genre;
  return { noms: [colonne.entete, code, ...colonne.alias], genre: own, lecteur, obligatoire: requis, requis };
}

type Lu<T> = (contexte: Contexte) => Lecteur<T>;
const menage = <T>(code: CodeMenageRime, lecteur: Lu<T>, genre?: Definition<T>["genre"]) =>
  of("menages", code, lecteur, genre);
const offre = <T>(code: CodeOffreRime, lecteur: Lu<T>, genre?: Definition<T>["genre"]) =>
  of("offres", code, lecteur, genre);

const passe: Lu<string> = (contexte) => jour(contexte);
const futur: Lu<string> = (contexte) => jour(contexte, { future: true });
const personnes: Lu<number> = () => entier({ min: 0, max: 30 });

export const DEFINITIONS_MENAGES = {
  reference: menage("reference", () => reference),
  operation: menage("operation", () => texte),
  nom: menage("nom", () => texte),
  prenom: menage("prenom", () => texte),
  naissance: menage("naissance", passe, "date"),
  telephone: menage("telephone", () => texte),
  courriel: menage("courriel", () => courriel),
  porte: menage("porte", () => texte),
  adultes: menage("adultes", personnes, "nombre"),
  enfants: menage("enfants", personnes, "nombre"),
  revenuMensuel: menage("revenuMensuel", () => EUROS, "nombre"),
  uniteConso: menage("uniteConso", () => decimal({ min: 1, max: 20 }), "nombre"),
  personnes: menage("personnes", () => entier({ min: 1, max: 30 }), "nombre"),
  quartile: menage("quartile", liste<NonNullable<ValeursMenage["quartile"]>>("quartile"), "code"),
  ressources: menage("ressources", liste<NonNullable<ValeursMenage["ressources"]>>("ressources"), "code"),
  origineRpls: menage("origineRpls", () => texte, "identifiant"),
  origineTypologie: menage("origineTypologie", liste<Typologie>("origineTypologie"), "code"),
  origineSurface: menage("origineSurface", () => SURFACE, "nombre"),
  origineLoyer: menage("origineLoyer", () => EUROS, "nombre"),
  origineCharges: menage("origineCharges", () => EUROS, "nombre"),
  origineApl: menage("origineApl", () => EUROS, "nombre"),
  origineReste: menage("origineReste", () => CALCUL, "nombre"),
  souhaitTypologies: menage("souhaitTypologies", () => listes(liste<Typologie>("souhaitTypologies")()), "code"),
  souhaitZone: menage("souhaitZone", liste<NonNullable<ValeursMenage["souhaitZone"]>>("souhaitZone"), "code"),
  souhaitCommunes: menage("souhaitCommunes", () => listes(codeCommune), "code"),
  besoinAcces: menage("besoinAcces", liste<NonNullable<ValeursMenage["besoinAcces"]>>("besoinAcces"), "code"),
  resteMax: menage("resteMax", () => EUROS, "nombre"),
  accession: menage("accession", liste<OuiNon>("accession"), "code"),
  actionLogement: menage("actionLogement", liste<OuiNon>("actionLogement"), "code"),
  accompagnement: menage(
    "accompagnement",
    liste<NonNullable<ValeursMenage["accompagnement"]>>("accompagnement"),
    "code",
  ),
  decohabitationDe: menage("decohabitationDe", () => reference),
  etat: menage("etat", liste<EtatRelogement>("etat"), "code"),
  etatDepuis: menage("etatDepuis", passe, "date"),
  motifBlocage: menage("motifBlocage", liste<MotifBlocage>("motifBlocage"), "code"),
  etape: menage("etape", liste<EtapeRelogement>("etape"), "code"),
  etapeLe: menage("etapeLe", futur, "date"),
} as const;

export const DEFINITIONS_OFFRES = {
  reference: offre("reference", () => reference),
  numero: offre("numero", () => entier({ min: 1, max: 99 }), "nombre"),
  proposeeLe: offre("proposeeLe", passe, "date"),
  bailleur: offre("bailleur", () => texte),
  adresse: offre("adresse", () => texte),
  commune: offre("commune", () => codeCommune, "code"),
  secteur: offre("secteur", () => texte),
  situation: offre("situation", liste<"qpv" | "hors-qpv">("situation"), "code"),
  identRpls: offre("identRpls", () => texte, "identifiant"),
  typologie: offre("typologie", liste<Typologie>("typologie"), "code"),
  surface: offre("surface", () => SURFACE, "nombre"),
  loyer: offre("loyer", () => EUROS, "nombre"),
  charges: offre("charges", () => EUROS, "nombre"),
  apl: offre("apl", () => EUROS, "nombre"),
  reste: offre("reste", () => CALCUL, "nombre"),
  premiereLocationLe: offre("premiereLocationLe", futur, "date"),
  conventionneLe: offre("conventionneLe", futur, "date"),
  rehabilite: offre("rehabilite", liste<OuiNon>("rehabilite"), "code"),
  residentialise: offre("residentialise", liste<OuiNon>("residentialise"), "code"),
  loyerBaisse: offre("loyerBaisse", liste<OuiNon>("loyerBaisse"), "code"),
  pru1: offre("pru1", liste<OuiNon>("pru1"), "code"),
  droitActionLogement: offre("droitActionLogement", liste<OuiNon>("droitActionLogement"), "code"),
  visiteeLe: offre("visiteeLe", passe, "date"),
  reponse: offre("reponse", liste<ReponseOffre>("reponse"), "code"),
  reponduLe: offre("reponduLe", passe, "date"),
  motifRefus: offre("motifRefus", liste<MotifRefusOffre>("motifRefus"), "code"),
  precision: offre("precision", () => texte),
  raisonRang: offre("raisonRang", () => texte),
  bailSigneLe: offre("bailSigneLe", passe, "date"),
} as const;
