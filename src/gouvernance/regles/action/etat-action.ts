/** Progress of an action of the convention, as its pilot reports it. */
export const ETATS_ACTION = ["a-engager", "engagee", "en-cours", "realisee", "suspendue", "abandonnee"] as const;
export type EtatAction = (typeof ETATS_ACTION)[number];

export const LIBELLE_ETAT_ACTION: Readonly<Record<EtatAction, string>> = {
  "a-engager": "À engager",
  engagee: "Engagée",
  "en-cours": "En cours",
  realisee: "Réalisée",
  suspendue: "Suspendue",
  abandonnee: "Abandonnée",
};
