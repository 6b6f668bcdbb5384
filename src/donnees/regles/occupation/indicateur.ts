/**
 * Aggregates of the OPS survey (CCH L. 442-5, R. 442-13 and R. 442-14) over the households of a résidence. No official file layout was found: codes
 * are ours. Classes of resources are in % of the PLUS ceiling; « sous-plai » is under 60 % of it.
 */
export const INDICATEURS_OCCUPATION = [
  "apl",
  "ressources-sous-plai",
  "ressources-moins-20",
  "ressources-20-40",
  "ressources-40-60",
  "ressources-60-80",
  "ressources-80-100",
  "ressources-100-plus",
  "personne-seule",
  "couple-sans-enfant",
  "couple-avec-enfants",
  "famille-monoparentale",
  "famille-nombreuse",
  "titulaire-moins-25",
  "titulaire-25-39",
  "titulaire-40-64",
  "titulaire-65-plus",
  "sans-emploi",
  "impaye-3-mois",
] as const;
export type IndicateurOccupation = (typeof INDICATEURS_OCCUPATION)[number];

/** All households of a résidence, or those who moved in recently (two years; three in the former version of the survey). */
export const POPULATIONS_OCCUPATION = ["occupants", "emmenages-recents"] as const;
export type PopulationOccupation = (typeof POPULATIONS_OCCUPATION)[number];

/** Partitions of the respondents: each household is in exactly one class. « autre » households (several couples…) are in no class of the second. */
export const FAMILLES_OCCUPATION = {
  ressources: [
    "ressources-moins-20",
    "ressources-20-40",
    "ressources-40-60",
    "ressources-60-80",
    "ressources-80-100",
    "ressources-100-plus",
  ],
  menage: ["personne-seule", "couple-sans-enfant", "couple-avec-enfants", "famille-monoparentale"],
  age: ["titulaire-moins-25", "titulaire-25-39", "titulaire-40-64", "titulaire-65-plus"],
} as const satisfies Readonly<Record<string, readonly IndicateurOccupation[]>>;
