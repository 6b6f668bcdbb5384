import {
  INDICATEURS_OCCUPATION,
  type IndicateurOccupation,
  type PopulationOccupation,
} from "../../regles/occupation/indicateur.ts";
import { type Definition, requise } from "../decode/colonne.ts";
import { quote } from "../french.ts";
import { foldCode, readCommune, sirenBailleur } from "../values/code.ts";
import { isEmpty, type Lecteur, reject } from "../values/defaut.ts";
import { annee, entier } from "../values/nombre.ts";
import { oneLine } from "../values/texte.ts";

/** More than any résidence holds: a larger number is an amount, a code or a year in the wrong column. */
const MENAGES_MAX = 5_000;

/** « s », « secret », « nc », « ns », « * », « <11 »: how public statistics write a figure that they do not give. */
const MASQUE = /^(?:s|secret|nc|n\.c\.?|nd|n\.d\.?|ns|n\.s\.?|\*+|confidentiel|masqué|<\s*\d+)$/i;

const menages = entier({ min: 0, max: MENAGES_MAX });

/** A count that the bailleur masked is unknown, and no guess replaces it: the line is left out. */
const compte: Lecteur<number> = (texte) =>
  MASQUE.test(texte.trim())
    ? reject(
        "valeur-masquee",
        "Chiffre couvert par le secret ou non communiqué : la ligne n’est pas reprise, cet indicateur reste inconnu pour la résidence. Demandez au bailleur les effectifs : Blaise ne les diffuse pas sous onze répondants.",
      )
    : menages(texte);

/** « Emménagés récents », « emmenages-recents » and « EMMENAGES_RECENTS » are one. */
function foldListe(texte: string): string {
  return foldCode(texte)
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

const POPULATIONS = new Map<string, PopulationOccupation>([
  ["occupants", "occupants"],
  ["population-totale", "occupants"],
  ["total", "occupants"],
  ["totale", "occupants"],
  ["ensemble", "occupants"],
  ["tous", "occupants"],
  ["emmenages-recents", "emmenages-recents"],
  ["emmenages", "emmenages-recents"],
  ["recents", "emmenages-recents"],
  ["entrants", "emmenages-recents"],
  ["nouveaux-entrants", "emmenages-recents"],
]);

const population: Lecteur<PopulationOccupation> = (texte) =>
  isEmpty(texte)
    ? null
    : (POPULATIONS.get(foldListe(texte)) ??
      reject(
        "population-inconnue",
        `${quote(texte)} n’est pas une population de l’enquête : écrivez « population totale » ou « emménagés récents ».`,
      ));

const AUTRES_NOMS: Readonly<Record<string, IndicateurOccupation>> = {
  "beneficiaires-apl": "apl",
  "sous-plafond-plai": "ressources-sous-plai",
  "moins-de-60-du-plafond": "ressources-sous-plai",
  "moins-de-20-du-plafond": "ressources-moins-20",
  "100-du-plafond-et-plus": "ressources-100-plus",
  isole: "personne-seule",
  "personnes-seules": "personne-seule",
  "familles-monoparentales": "famille-monoparentale",
  "familles-nombreuses": "famille-nombreuse",
  "couples-sans-enfant": "couple-sans-enfant",
  "couples-avec-enfants": "couple-avec-enfants",
  "titulaire-moins-de-25-ans": "titulaire-moins-25",
  "titulaire-25-39-ans": "titulaire-25-39",
  "titulaire-40-64-ans": "titulaire-40-64",
  "titulaire-65-ans-et-plus": "titulaire-65-plus",
  "impaye-de-plus-de-3-mois": "impaye-3-mois",
  "impayes-3-mois": "impaye-3-mois",
};
const INDICATEURS = new Map<string, IndicateurOccupation>([
  ...INDICATEURS_OCCUPATION.map((code) => [code, code] as const),
  ...Object.entries(AUTRES_NOMS),
]);

const indicateur: Lecteur<IndicateurOccupation> = (texte) =>
  isEmpty(texte)
    ? null
    : (INDICATEURS.get(foldListe(texte)) ??
      reject(
        "indicateur-inconnu",
        `${quote(texte)} n’est pas un indicateur connu (${INDICATEURS_OCCUPATION.slice(0, 3).join(", ")}… : la liste est dans le guide). Corrigez cette cellule.`,
      ));

const residence: Lecteur<string> = (texte) => (isEmpty(texte) ? null : oneLine(texte));

/** First year of a survey: article L. 442-5 dates from 2009, and nothing older than this is read. */
const PREMIERE_ENQUETE = 2000;

/**
 * We know of no published layout of an aggregated OPS file: this one is ours (one line per résidence, population and indicator), with plausible names
 * for its columns. The survey itself names people: it is never asked for.
 */
export const COLONNES_OPS = {
  enquete: requise(["enquete", "annee_enquete", "enquete_ops", "annee", "millesime"], "nombre", (c) =>
    annee({ min: PREMIERE_ENQUETE, aujourdhui: c.aujourdhui }),
  ),
  bailleur: requise(["siren_bailleur", "siret_bailleur", "bailleur", "siren", "siret"], "code", () => sirenBailleur),
  commune: requise(["code_commune", "commune", "code_insee", "insee", "depcom"], "code", readCommune),
  residence: requise(
    ["residence", "nom_residence", "programme", "nom_programme", "complgeo", "ensemble_immobilier"],
    "texte",
    () => residence,
  ),
  population: requise(["population", "population_enquetee", "champ"], "code", () => population),
  indicateur: requise(["indicateur", "code_indicateur", "critere"], "code", () => indicateur),
  effectif: requise(["effectif", "effectifs", "nb_menages", "nombre_menages"], "nombre", () => compte),
  repondants: requise(
    ["repondants", "nb_repondants", "nombre_repondants", "menages_repondants"],
    "nombre",
    () => compte,
  ),
} as const satisfies Readonly<Record<string, Definition<unknown>>>;
