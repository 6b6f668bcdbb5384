export const NATURES_PROPOSITION = [
  "logement",
  "visite",
  "mutation-interbailleur",
  "contingent",
  "accompagnement",
  "apurement",
  "garantie",
  "maintien",
  "reexamen",
] as const;
export type NatureProposition = (typeof NATURES_PROPOSITION)[number];

export const LIBELLE_NATURE_PROPOSITION: Readonly<Record<NatureProposition, string>> = {
  logement: "Un logement",
  visite: "Une visite avant toute réponse",
  "mutation-interbailleur": "Une mutation entre bailleurs",
  contingent: "Un logement du contingent",
  accompagnement: "Un accompagnement social",
  apurement: "Un plan d’apurement de la dette",
  garantie: "Une garantie ou une aide à l’accès",
  maintien: "Le maintien dans le logement, avec travaux",
  reexamen: "Un nouvel examen en commission d’attribution",
};

export const SENS_DECISION_CAS = [
  "retenir-proposition",
  "prioriser",
  "mobiliser-contingent",
  "accompagner",
  "reexaminer",
  "clore",
] as const;
export type SensDecisionCas = (typeof SENS_DECISION_CAS)[number];

export const LIBELLE_SENS_DECISION_CAS: Readonly<Record<SensDecisionCas, string>> = {
  "retenir-proposition": "Retenir une proposition",
  prioriser: "Donner priorité à la demande",
  "mobiliser-contingent": "Mobiliser un contingent",
  accompagner: "Mettre en place un accompagnement",
  reexaminer: "Réexaminer à une prochaine réunion",
  clore: "Clore le cas",
};
