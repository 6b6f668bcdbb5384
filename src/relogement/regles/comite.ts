/** Decisions of the comité de suivi on one household. */
export const OBJETS_DECISION_COMITE = ["quatrieme-offre", "poursuite", "saisine-commission"] as const;
export type ObjetDecisionComite = (typeof OBJETS_DECISION_COMITE)[number];

export const LIBELLE_DECISION_COMITE: Readonly<Record<ObjetDecisionComite, string>> = {
  "quatrieme-offre": "Autoriser une offre de plus",
  poursuite: "Poursuivre avec les offres en cours",
  "saisine-commission": "Saisir la commission de coordination",
};

export type DecisionComite = {
  readonly id: number;
  readonly relogement: number;
  readonly objet: ObjetDecisionComite;
  readonly le: string;
  readonly motif: string;
  /** Offer that used the decision: each opens one. */
  readonly offre: number | null;
};

/** Why a household is blocked, for the commission: closed list, without prose about the household. */
export const MOTIFS_BLOCAGE = [
  "trois-refus",
  "reste-a-charge",
  "aucun-logement-adapte",
  "dette-locative",
  "refus-de-contact",
  "attente-cal",
  "autre",
] as const;
export type MotifBlocage = (typeof MOTIFS_BLOCAGE)[number];

export const LIBELLE_MOTIF_BLOCAGE: Readonly<Record<MotifBlocage, string>> = {
  "trois-refus": "Trois offres refusées",
  "reste-a-charge": "Reste à charge au-delà de la charte",
  "aucun-logement-adapte": "Aucun logement adapté disponible",
  "dette-locative": "Dette de loyer",
  "refus-de-contact": "Le ménage ne répond pas",
  "attente-cal": "Commission d’attribution défavorable ou en attente",
  autre: "Autre",
};
