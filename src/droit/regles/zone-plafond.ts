/** Zone of a dwelling for its income ceilings (arrêtés du 29 juillet 1987 et du 14 mars 2011). */
export const ZONES_PLAFOND = ["paris", "ile-de-france", "autres", "outre-mer"] as const;
export type ZonePlafond = (typeof ZONES_PLAFOND)[number];

export const LIBELLE_ZONE_PLAFOND: Readonly<Record<ZonePlafond, string>> = {
  paris: "Paris et communes voisines",
  "ile-de-france": "Île-de-France, hors Paris et communes voisines",
  autres: "Autres régions",
  "outre-mer": "Outre-mer",
};
