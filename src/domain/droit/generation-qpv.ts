import type { Parametre } from "./parametre.ts";

/**
 * Which generation of perimeters tells whether a dwelling is in a QPV on the day its lease is signed.
 * Décret n° 2014-1750 du 30 décembre 2014 (métropole), then décret n° 2023-1314 du 28 décembre 2023.
 */
export const GENERATION_QPV: Parametre<2015 | 2024> = {
  nom: "génération des périmètres de quartier prioritaire",
  valeurs: [
    {
      depuis: "2015-01-01",
      jusque: "2023-12-31",
      valeur: 2015,
      source: "Décret n° 2014-1750 du 30 décembre 2014",
      confiance: "R",
    },
    {
      depuis: "2024-01-01",
      valeur: 2024,
      source: "Décret n° 2023-1314 du 28 décembre 2023 (métropole)",
      confiance: "R",
    },
  ],
};

/** Outre-mer the new list came into force a year later. */
const GENERATION_QPV_OUTRE_MER: Parametre<2015 | 2024> = {
  nom: "génération des périmètres de quartier prioritaire, outre-mer",
  valeurs: [
    {
      depuis: "2015-01-01",
      jusque: "2024-12-31",
      valeur: 2015,
      source: "Décret n° 2014-1750 du 30 décembre 2014",
      confiance: "R",
    },
    {
      depuis: "2025-01-01",
      valeur: 2024,
      source: "Décret relatif aux quartiers prioritaires d’outre-mer, en vigueur le 1er janvier 2025",
      confiance: "R",
    },
  ],
};

export function generationParametre(commune: string | null): Parametre<2015 | 2024> {
  return commune?.startsWith("97") ? GENERATION_QPV_OUTRE_MER : GENERATION_QPV;
}
