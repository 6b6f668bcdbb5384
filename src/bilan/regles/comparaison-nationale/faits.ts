import type { Confiance } from "#socle/regles/shared/confiance.ts";

/** A national figure for comparison: a fact of its year, with its source, never a rule. */
export type FaitNational = {
  readonly annee: number;
  readonly texte: string;
  readonly source: string;
  readonly confiance: Confiance;
};

const ANCOLS = "ANCOLS, rapport annuel 2020, p. 26 (données du SNE)";

export const FAITS_NATIONAUX: readonly FaitNational[] = [
  {
    annee: 2019,
    texte:
      "42 000 des 272 000 attributions hors quartier prioritaire des EPCI concernés sont allées au 1er quartile, soit 15 %.",
    source: ANCOLS,
    confiance: "R",
  },
  { annee: 2019, texte: "8 % des EPCI concernés atteignent 25 %.", source: ANCOLS, confiance: "R" },
  { annee: 2019, texte: "36 % restent sous 15 %.", source: ANCOLS, confiance: "R" },
  {
    annee: 2019,
    texte: "Ces résultats ne comptent pas les ménages relogés : le SNE ne les porte pas.",
    source: ANCOLS,
    confiance: "R",
  },
];
