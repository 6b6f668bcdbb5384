import type { IndicateurOccupation, PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";

/** For headers of columns and rows. */
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

/** A label inside a sentence; none starts with an acronym. */
export function dansPhrase(libelle: string): string {
  return libelle.charAt(0).toLowerCase() + libelle.slice(1);
}

/** « bénéficiaires de l’APL et familles monoparentales »; « aucune établie » without any. */
export function citeIndicateurs(indicateurs: readonly IndicateurOccupation[]): string {
  if (indicateurs.length === 0) return "aucune établie";
  return joinFrench(indicateurs.map((indicateur) => dansPhrase(LIBELLE_OCCUPATION[indicateur])));
}
