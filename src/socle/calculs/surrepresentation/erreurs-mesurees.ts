/**
 * A rule that flags a résidence as over-represented: its raw rate over `seuil` times the territory's; a q value at most `seuil`, on the side
 * of the excess; a probability over `seuil` that its true rate is above the territory's.
 */
export type RegleSurrepresentation = { readonly genre: "ratio" | "q" | "probabilite"; readonly seuil: number };

/** Error rates of a rule that the pages print beside a class. 0 to 1. */
export type ErreursPubliees = RegleSurrepresentation & {
  /** Share of identical résidences that the rule flags. */
  readonly semblablesSignalees: number;
  /** Where a tenth of the résidences truly differ: share of those that the rule flags. */
  readonly puissance: number;
  /** In the same case: share of the flagged résidences that are like the others. */
  readonly faussesDecouvertes: number;
};

/**
 * Measured, not assumed: 4 000 simulated territories of 150 résidences of 8 to 60 dwellings at 31 %, then with 15 of them truly at 50 %.
 * `npm run preuve -- surrepresentation` measures them again, into docs/preuves/surrepresentation.json; a test compares.
 */
export const ERREURS_MESUREES: readonly ErreursPubliees[] = [
  { genre: "ratio", seuil: 1.25, semblablesSignalees: 0.1759, puissance: 0.8305, faussesDecouvertes: 0.5584 },
  { genre: "q", seuil: 0.1, semblablesSignalees: 0.0003, puissance: 0.1771, faussesDecouvertes: 0.0181 },
  { genre: "probabilite", seuil: 0.9, semblablesSignalees: 0.0006, puissance: 0.3984, faussesDecouvertes: 0.1195 },
  { genre: "probabilite", seuil: 0.8, semblablesSignalees: 0.0049, puissance: 0.6133, faussesDecouvertes: 0.327 },
  { genre: "probabilite", seuil: 0.7, semblablesSignalees: 0.0211, puissance: 0.7694, faussesDecouvertes: 0.5314 },
];
