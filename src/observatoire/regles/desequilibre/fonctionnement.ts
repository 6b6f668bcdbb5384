/** How a résidence is let and lived in: a second axis, never summed with the occupation. */
export const INDICATEURS_FONCTIONNEMENT = [
  "impaye-3-mois",
  "mobilite",
  "vacance-commerciale",
  "vacance-technique",
] as const;
export type IndicateurFonctionnement = (typeof INDICATEURS_FONCTIONNEMENT)[number];

export const LIBELLE_FONCTIONNEMENT: Readonly<Record<IndicateurFonctionnement, string>> = {
  "impaye-3-mois": "Impayés de plus de trois mois",
  mobilite: "Mobilité",
  "vacance-commerciale": "Vacance commerciale",
  "vacance-technique": "Vacance technique",
};

export const DEFINITION_FONCTIONNEMENT: Readonly<Record<IndicateurFonctionnement, string>> = {
  "impaye-3-mois": "Ménages dont l’impayé dépasse trois mois, sur les ménages qui ont répondu à l’enquête OPS.",
  mobilite:
    "Définition de l’État : logements dont le bail a commencé dans l’année écoulée, sur les logements loués ou proposés qui étaient déjà en service un an plus tôt.",
  "vacance-commerciale":
    "Logements vacants proposés à la location (RPLS, MODE 2), sur les logements loués ou proposés (MODE 1 ou 2).",
  "vacance-technique":
    "Logements vides pour travaux ou vente (RPLS, MODE 3) hors des résidences exclues, sur les logements dont le mode d’occupation est écrit.",
};

/** Reasons of vacancy. A résidence to demolish offers nothing any more: all its empty dwellings are strategic. */
export type VacanceVentilee = {
  readonly commerciale: number;
  readonly strategique: number;
  readonly technique: number;
};

/** `vacants`: MODE 2; `vides`: MODE 3; `aDemolir`: on the list of exclusions. */
export function ventilerVacance(vacants: number, vides: number, aDemolir: boolean): VacanceVentilee {
  return aDemolir
    ? { commerciale: 0, strategique: vacants + vides, technique: 0 }
    : { commerciale: vacants, strategique: 0, technique: vides };
}
