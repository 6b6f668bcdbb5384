/** Evaluations presented to the conférence: of one year, or of the three of a convention. */
export const GENRES_EVALUATION = ["annuelle", "triennale"] as const;
export type GenreEvaluation = (typeof GENRES_EVALUATION)[number];

/** A convention lasts three years (CCH L. 441-1-6): its bilan sums three. */
const DUREE: Readonly<Record<GenreEvaluation, number>> = { annuelle: 1, triennale: 3 };

export const LIBELLE_GENRE_EVALUATION: Readonly<Record<GenreEvaluation, string>> = {
  annuelle: "Évaluation annuelle",
  triennale: "Bilan triennal",
};

/** Years evaluated, in order; `derniere`: the last one. */
export function yearsOf(genre: GenreEvaluation, derniere: number): readonly number[] {
  const count = DUREE[genre];
  return Array.from({ length: count }, (_, rank) => derniere - count + 1 + rank);
}

/** « 2017 », « 2016 à 2018 ». */
export function labelAnnees(debut: number, fin: number): string {
  return debut === fin ? String(debut) : `${debut} à ${fin}`;
}

/** Prefix of the number, before its rank: « EVAL-2017 », « EVAL-2016-2018 ». */
export function prefixNumero(debut: number, fin: number): string {
  return debut === fin ? `EVAL-${debut}` : `EVAL-${debut}-${fin}`;
}

/** Parts of an evaluation, in order. */
export const PARTIES_EVALUATION = [
  "objectifs",
  "nationaux",
  "publics-prioritaires",
  "mesures",
  "relogement",
  "programme",
  "actions",
  "gouvernance",
  "observatoire",
  "methode",
  "recommandations",
] as const;
export type PartieEvaluation = (typeof PARTIES_EVALUATION)[number];

/** Titles in the form, the page and the documents. */
export const LIBELLE_PARTIE_EVALUATION: Readonly<Record<PartieEvaluation, string>> = {
  objectifs: "Objectifs d’attribution",
  nationaux: "Résultats nationaux",
  "publics-prioritaires": "Publics prioritaires",
  mesures: "Mesures correctives",
  relogement: "Relogement",
  programme: "Programme et règles",
  actions: "Programme d’actions",
  gouvernance: "Réunions et décisions",
  observatoire: "Ce que montre l’observatoire",
  methode: "Méthode et limites",
  recommandations: "Recommandations",
};
