import type { IndicateurFonctionnement } from "#domain/desequilibre/fonctionnement.ts";
import { LIBELLE_FONCTIONNEMENT } from "#domain/desequilibre/fonctionnement.ts";
import type { IndicateurOccupation, PopulationOccupation } from "#domain/occupation/indicateur.ts";

/** As headers of columns and rows. */
export const LIBELLE_OCCUPATION: Readonly<Record<IndicateurOccupation, string>> = {
  apl: "Bénéficiaires de l’APL",
  "ressources-sous-plai": "Ressources sous le plafond PLAI",
  "ressources-moins-20": "Ressources sous 20 % du plafond",
  "ressources-20-40": "Ressources de 20 à 40 % du plafond",
  "ressources-40-60": "Ressources de 40 à 60 % du plafond",
  "ressources-60-80": "Ressources de 60 à 80 % du plafond",
  "ressources-80-100": "Ressources de 80 à 100 % du plafond",
  "ressources-100-plus": "Ressources au-dessus du plafond",
  "personne-seule": "Personnes seules",
  "couple-sans-enfant": "Couples sans enfant",
  "couple-avec-enfants": "Couples avec enfants",
  "famille-monoparentale": "Familles monoparentales",
  "famille-nombreuse": "Familles nombreuses",
  "titulaire-moins-25": "Titulaires du bail de moins de 25 ans",
  "titulaire-25-39": "Titulaires du bail de 25 à 39 ans",
  "titulaire-40-64": "Titulaires du bail de 40 à 64 ans",
  "titulaire-65-plus": "Titulaires du bail de 65 ans et plus",
  "sans-emploi": "Titulaires sans emploi",
  "impaye-3-mois": "Impayés de plus de trois mois",
};

export const LIBELLE_POPULATION: Readonly<Record<PopulationOccupation, string>> = {
  occupants: "tous les occupants",
  "emmenages-recents": "emménagés récents",
};

export function libelleIndicateur(indicateur: IndicateurOccupation | IndicateurFonctionnement): string {
  return indicateur in LIBELLE_FONCTIONNEMENT
    ? LIBELLE_FONCTIONNEMENT[indicateur as IndicateurFonctionnement] // the key was just found there
    : LIBELLE_OCCUPATION[indicateur as IndicateurOccupation]; // the other half of the union
}
