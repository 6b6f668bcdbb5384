/** A blocked case is a new demande or a move inside the stock (convention, action 14). */
export const NATURES_CAS = ["nouvelle-demande", "mutation"] as const;
export type NatureCas = (typeof NATURES_CAS)[number];

export const LIBELLE_NATURE_CAS: Readonly<Record<NatureCas, string>> = {
  "nouvelle-demande": "Nouvelle demande",
  mutation: "Mutation interne",
};

/** How it came: urgent rehousing, told by social workers, or neither. */
export const VOIES_CAS = ["urgent", "travailleur-social", "ordinaire"] as const;
export type VoieCas = (typeof VOIES_CAS)[number];

/** Closed list: those of a rehousing file, then those of a demande. */
export const MOTIFS_CAS = [
  "trois-refus",
  "reste-a-charge",
  "aucun-logement-adapte",
  "dette-locative",
  "refus-de-contact",
  "attente-cal",
  "sans-proposition",
  "refus-repetes",
  "ressources-instables",
  "suroccupation",
  "logement-inadapte",
  "sortie-hebergement",
  "relogement-urgent",
  "separation",
  "signalement-social",
  "autre",
] as const;
export type MotifCas = (typeof MOTIFS_CAS)[number];

export const ETATS_CAS = ["signale", "inscrit", "decide", "clos"] as const;
export type EtatCas = (typeof ETATS_CAS)[number];

export const ISSUES_CAS = ["bail", "autre-logement", "refus-du-menage", "situation-resolue", "sans-suite"] as const;
export type IssueCas = (typeof ISSUES_CAS)[number];
