import { type Parametre, parametre } from "./parametre.ts";

/**
 * Which generation of perimeters tells whether a dwelling is in a QPV on the day its lease is signed.
 * Décret n° 2014-1750 du 30 décembre 2014 (métropole), then décret n° 2023-1314 du 28 décembre 2023.
 */
export const GENERATION_QPV = parametre.choix<2015 | 2024>("generation-qpv");

/** The lists of perimeters that may be published: the two generations of QPV, and the former zones urbaines sensibles of 1996. */
export const LISTES_PERIMETRES = [1996, 2015, 2024] as const;
export type ListePerimetres = (typeof LISTES_PERIMETRES)[number];

/** Outre-mer the new list came into force a year later. */
const GENERATION_QPV_OUTRE_MER = parametre.choix<2015 | 2024>("generation-qpv-outre-mer");

export function generationParametre(commune: string | null): Parametre<2015 | 2024> {
  return commune?.startsWith("97") ? GENERATION_QPV_OUTRE_MER : GENERATION_QPV;
}
