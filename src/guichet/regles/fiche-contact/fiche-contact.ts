import type { Tri, TypologieCherchee } from "#dossier/regles/reponses.ts";

/**
 * Fiche contact (convention, action 1: « homogénéiser les fiches contacts des bailleurs permettant aux communes de remonter aux bailleurs des
 * informations sur un prospect »): all senders use the same closed lists. Unknown is an answer.
 */
export const EMPLOIS_PROSPECT = [
  "salarie-plus-de-dix",
  "salarie-autre",
  "agent-public",
  "interim-mobilite",
  "independant",
  "sans-emploi",
  "retraite",
  "etudiant",
] as const;
export type EmploiProspect = (typeof EMPLOIS_PROSPECT)[number];

export const LIBELLE_EMPLOI_PROSPECT: Readonly<Record<EmploiProspect, string>> = {
  "salarie-plus-de-dix": "Salarié du privé, plus de 10 salariés (Action Logement)",
  "salarie-autre": "Salarié, autre employeur",
  "agent-public": "Agent public",
  "interim-mobilite": "Intérimaire ou en mobilité professionnelle",
  independant: "Indépendant",
  "sans-emploi": "Sans emploi",
  retraite: "Retraité",
  etudiant: "Étudiant ou apprenti",
};

/** Rent with charges that the household can pay, before the housing aid: classes, so that no exact income is written. */
export const BUDGETS_PROSPECT = ["moins-de-350", "350-450", "450-600", "600-800", "plus-de-800"] as const;
export type BudgetProspect = (typeof BUDGETS_PROSPECT)[number];

export const LIBELLE_BUDGET_PROSPECT: Readonly<Record<BudgetProspect, string>> = {
  "moins-de-350": "Moins de 350 €",
  "350-450": "De 350 à 450 €",
  "450-600": "De 450 à 600 €",
  "600-800": "De 600 à 800 €",
  "plus-de-800": "Plus de 800 €",
};

export const URGENCES_PROSPECT = ["quelques-jours", "un-mois", "trois-mois", "sans-urgence"] as const;
export type UrgenceProspect = (typeof URGENCES_PROSPECT)[number];

export const LIBELLE_URGENCE_PROSPECT: Readonly<Record<UrgenceProspect, string>> = {
  "quelques-jours": "En quelques jours (mobilité, meublé)",
  "un-mois": "Sous un mois",
  "trois-mois": "Sous trois mois",
  "sans-urgence": "Sans urgence",
};

/** Subjects already explained to the person, which the recipient need not repeat. */
export const DITS_PROSPECT = ["portail", "guichets", "conditions", "pieces", "delais", "rappel"] as const;
export type DitProspect = (typeof DITS_PROSPECT)[number];

export const LIBELLE_DIT_PROSPECT: Readonly<Record<DitProspect, string>> = {
  portail: "La demande en ligne",
  guichets: "Les guichets d’enregistrement",
  conditions: "Les conditions et les plafonds",
  pieces: "Les documents à préparer",
  delais: "Les délais d’attente",
  rappel: "Qu’un bailleur la rappellera",
};

/** null: unknown. */
export type BesoinProspect = {
  readonly personnes: number | null;
  readonly typologies: readonly TypologieCherchee[];
  /** INSEE codes. */
  readonly communes: readonly string[];
  readonly budget: BudgetProspect | null;
  readonly emploi: EmploiProspect | null;
  readonly urgence: UrgenceProspect | null;
  /** « oui »: the household is a tenant of the social stock. */
  readonly locataireHlm: Tri;
  readonly dits: readonly DitProspect[];
};

/** Issues by which a recipient closes its part. */
export const ISSUES_FICHE = ["demande", "deja-demandeur", "injoignable", "orientee", "sans-suite"] as const;
export type IssueFiche = (typeof ISSUES_FICHE)[number];

export const LIBELLE_ISSUE_FICHE: Readonly<Record<IssueFiche, string>> = {
  demande: "Demande déposée",
  "deja-demandeur": "Déjà demandeur",
  injoignable: "Injoignable",
  orientee: "Orientée vers un autre organisme",
  "sans-suite": "Sans suite",
};

/** May this issue be tied to a file? */
export function hasDossier(issue: IssueFiche): boolean {
  return issue === "demande" || issue === "deja-demandeur";
}

/** Form of a file's reference (« D-7KQ4-XM2R »). */
export const REFERENCE_DOSSIER = /^D-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
