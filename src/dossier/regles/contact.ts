/** How a body reached a household, or tried to. */
export const CANAUX_CONTACT = ["telephone", "courriel", "courrier", "guichet", "domicile"] as const;
export type CanalContact = (typeof CANAUX_CONTACT)[number];

export const LIBELLE_CANAL_CONTACT: Readonly<Record<CanalContact, string>> = {
  telephone: "Téléphone",
  courriel: "Courriel",
  courrier: "Courrier",
  guichet: "Au guichet",
  domicile: "À domicile",
};

export const ISSUES_CONTACT = [
  "joint",
  "rendez-vous",
  "a-rappeler",
  "sans-reponse",
  "coordonnees-fausses",
  "ne-cherche-plus",
] as const;
export type IssueContact = (typeof ISSUES_CONTACT)[number];

export const LIBELLE_ISSUE_CONTACT: Readonly<Record<IssueContact, string>> = {
  joint: "Joint : la recherche continue",
  "rendez-vous": "Rendez-vous pris",
  "a-rappeler": "À rappeler",
  "sans-reponse": "Sans réponse",
  "coordonnees-fausses": "Coordonnées fausses",
  "ne-cherche-plus": "Dit ne plus chercher",
};
