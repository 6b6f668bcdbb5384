import type { Typologie } from "#droit/regles/typologie.ts";

/**
 * A blocked case is a new demande or a move inside the stock (signed document, action 14: « en distinguant nouvelle demande et mutation interne »).
 */
export const NATURES_CAS = ["nouvelle-demande", "mutation"] as const;
export type NatureCas = (typeof NATURES_CAS)[number];

export const LIBELLE_NATURE_CAS: Readonly<Record<NatureCas, string>> = {
  "nouvelle-demande": "Nouvelle demande",
  mutation: "Mutation interne",
};

/** How the case came: urgent rehousing, reported by social workers, or neither. */
export const VOIES_CAS = ["urgent", "travailleur-social", "ordinaire"] as const;
export type VoieCas = (typeof VOIES_CAS)[number];

export const LIBELLE_VOIE_CAS: Readonly<Record<VoieCas, string>> = {
  urgent: "Relogement urgent",
  "travailleur-social": "Signalé par des travailleurs sociaux",
  ordinaire: "Autre voie",
};

/** Closed list: motives of a rehousing file, then of a demande. */
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

export const LIBELLE_MOTIF_CAS: Readonly<Record<MotifCas, string>> = {
  "trois-refus": "Trois offres refusées",
  "reste-a-charge": "Reste à charge trop élevé",
  "aucun-logement-adapte": "Aucun logement adapté disponible",
  "dette-locative": "Dette de loyer",
  "refus-de-contact": "Le ménage ne répond pas",
  "attente-cal": "Commission d’attribution défavorable ou en attente",
  "sans-proposition": "Demande ancienne sans proposition",
  "refus-repetes": "Refus répétés du ménage",
  "ressources-instables": "Ressources faibles ou instables",
  suroccupation: "Logement trop petit",
  "logement-inadapte": "Logement actuel inadapté au besoin",
  "sortie-hebergement": "Sortie d’hébergement ou de logement temporaire",
  "relogement-urgent": "Relogement urgent",
  separation: "Décohabitation ou séparation",
  "signalement-social": "Situation signalée par un service social",
  autre: "Autre",
};

export const ETATS_CAS = ["signale", "inscrit", "decide", "clos"] as const;
export type EtatCas = (typeof ETATS_CAS)[number];

export const LIBELLE_ETAT_CAS: Readonly<Record<EtatCas, string>> = {
  signale: "Signalé",
  inscrit: "À l’ordre du jour",
  decide: "Décidé",
  clos: "Clos",
};

export const ISSUES_CAS = ["bail", "autre-logement", "refus-du-menage", "situation-resolue", "sans-suite"] as const;
export type IssueCas = (typeof ISSUES_CAS)[number];

export const LIBELLE_ISSUE_CAS: Readonly<Record<IssueCas, string>> = {
  bail: "Bail signé dans le parc social",
  "autre-logement": "Logé autrement",
  "refus-du-menage": "Le ménage ne donne pas suite",
  "situation-resolue": "Situation résolue sur place",
  "sans-suite": "Sans suite",
};

/** The only class of resources that the law needs: first quartile or not. */
export const QUARTILES_CAS = ["q1", "q2-4"] as const;
export type QuartileCas = (typeof QUARTILES_CAS)[number];

export const LIBELLE_QUARTILE_CAS: Readonly<Record<QuartileCas, string>> = {
  q1: "Premier quartile",
  "q2-4": "Au-dessus du premier quartile",
};

/** The need, without its cause. */
export const BESOINS_CAS = ["aucun", "accessible", "adapte", "accompagnement", "proximite"] as const;
export type BesoinCas = (typeof BESOINS_CAS)[number];

export const LIBELLE_BESOIN_CAS: Readonly<Record<BesoinCas, string>> = {
  aucun: "Aucun besoin particulier",
  accessible: "Logement accessible",
  adapte: "Logement adapté",
  accompagnement: "Accompagnement social lié au logement",
  proximite: "Proximité d’un service ou d’un emploi",
};

/** Coded facts of a household without a name; null: unknown. `demandeMois`: age of the demande in months. `commune`: INSEE code of the wished one. */
export type FaitsCas = {
  readonly personnes: number | null;
  readonly typologie: Typologie | null;
  readonly commune: string | null;
  readonly demandeMois: number | null;
  readonly quartile: QuartileCas | null;
  readonly besoin: BesoinCas | null;
};
