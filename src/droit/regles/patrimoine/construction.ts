/**
 * Bands of the year a dwelling was built. The yearly bilan of the flux asks for the « période de construction » without cutting it: these
 * bands are ours, at the years when building rules changed (1949, 1975, 1990, 2006).
 */
export const PERIODES_CONSTRUCTION = ["avant-1949", "1949-1974", "1975-1989", "1990-2005", "depuis-2006"] as const;
export type PeriodeConstruction = (typeof PERIODES_CONSTRUCTION)[number] | "inconnue";

export const LIBELLE_CONSTRUCTION: Readonly<Record<PeriodeConstruction, string>> = {
  "avant-1949": "Avant 1949",
  "1949-1974": "1949 à 1974",
  "1975-1989": "1975 à 1989",
  "1990-2005": "1990 à 2005",
  "depuis-2006": "Depuis 2006",
  inconnue: "Inconnue",
};

const FINS = [1948, 1974, 1989, 2005, Number.POSITIVE_INFINITY] as const;

export function bandConstruction(annee: number | null): PeriodeConstruction {
  if (annee === null) return "inconnue";
  return PERIODES_CONSTRUCTION[FINS.findIndex((fin) => annee <= fin)] ?? "inconnue";
}
