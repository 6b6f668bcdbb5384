/** Compared fields of a file. null: unknown; an unknown field never brings two files together. */
export type FicheDoublon = {
  /** Keyed hash of the number unique. */
  readonly numeroHash: string | null;
  readonly civilite: "madame" | "monsieur" | null;
  readonly nom: string | null;
  readonly nomUsage: string | null;
  readonly prenom: string | null;
  /** ISO day. */
  readonly naissance: string | null;
  readonly telephone: string | null;
  readonly courriel: string | null;
  readonly adresse: string | null;
  readonly adresseCommune: string | null;
};

/** Reasons for one person. */
export const RAISONS_DOUBLON = [
  "meme-numero",
  "meme-naissance",
  "naissance-proche",
  "meme-nom",
  "nom-proche",
  "meme-prenom",
  "prenom-proche",
  "nom-prenom-inverses",
  "meme-telephone",
  "meme-courriel",
  "meme-adresse",
] as const;
export type RaisonDoublon = (typeof RAISONS_DOUBLON)[number];

/** Reasons against. */
export const CONTRE_RAISONS_DOUBLON = [
  "jumeaux",
  "parent-enfant",
  "conjoints",
  "prenoms-differents",
  "naissances-differentes",
  "noms-differents",
  "logements-differents",
] as const;
export type ContreRaisonDoublon = (typeof CONTRE_RAISONS_DOUBLON)[number];

export const LIBELLE_RAISON_DOUBLON: Readonly<Record<RaisonDoublon | ContreRaisonDoublon, string>> = {
  "meme-numero": "Même numéro unique",
  "meme-naissance": "Même date de naissance",
  "naissance-proche": "Dates de naissance à un chiffre près, ou jour et mois inversés",
  "meme-nom": "Même nom, de naissance ou d’usage",
  "nom-proche": "Noms à une faute de frappe près, ou nom composé en partie",
  "meme-prenom": "Même prénom",
  "prenom-proche": "Prénoms à une faute de frappe près, ou prénom composé en partie",
  "nom-prenom-inverses": "Nom et prénom inversés",
  "meme-telephone": "Même téléphone",
  "meme-courriel": "Même adresse électronique",
  "meme-adresse": "Même adresse",
  jumeaux: "Même nom, même naissance, prénoms différents : sans doute des jumeaux",
  "parent-enfant": "Mêmes nom et prénom, plus de quinze ans d’écart : sans doute un parent et son enfant",
  conjoints: "Même foyer, prénoms et naissances différents : sans doute des conjoints ou des proches",
  "prenoms-differents": "Prénoms différents",
  "naissances-differentes": "Dates de naissance différentes",
  "noms-differents": "Aucun nom en commun",
  "logements-differents": "Même immeuble, logements différents",
};

export const VERDICTS_RAPPROCHEMENT = ["probable", "possible", "rien"] as const;
export type VerdictRapprochement = (typeof VERDICTS_RAPPROCHEMENT)[number];

export type Rapprochement = {
  readonly verdict: VerdictRapprochement;
  readonly score: number;
  readonly raisons: readonly RaisonDoublon[];
  readonly contre: readonly ContreRaisonDoublon[];
};

/** Decisions of a person on a pair. Nothing is merged in Blaise. */
export const DECISIONS_DOUBLON = ["meme-personne", "distinctes"] as const;
export type DecisionDoublon = (typeof DECISIONS_DOUBLON)[number];

export const LIBELLE_DECISION_DOUBLON: Readonly<Record<DecisionDoublon, string>> = {
  "meme-personne": "C’est la même personne",
  distinctes: "Ce sont deux personnes distinctes",
};
